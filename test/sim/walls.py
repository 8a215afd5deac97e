# SPDX-License-Identifier: Apache-2.0
"""Wall time and staffed time, reckoned apart from the program: python's
zoneinfo over the system's zone data, dates as numbers since 1970-01-01."""
from bisect import bisect_right
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)
MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=None)
def zone(name):
    return ZoneInfo(name)


def naive(at, name):
    """The clock on the wall at a moment."""
    return datetime.fromtimestamp(at, timezone.utc).astimezone(
        zone(name)).replace(tzinfo=None)


@lru_cache(maxsize=1 << 20)
def wall(name, day, minute):
    """The moment of a local minute: in a gap the first minute after it, in
    an overlap the first of both."""
    want = EPOCH + timedelta(days=day, minutes=minute)
    for _ in range(2 * 24 * 60):
        at = int(want.replace(tzinfo=zone(name), fold=0).timestamp())
        if naive(at, name) == want:
            return at
        want += MINUTE
    raise ValueError("no such minute")


@lru_cache(maxsize=1 << 20)
def local(name, at):
    """(day, minute) on the wall."""
    n = naive(at, name)
    return (n - EPOCH).days, n.hour * 60 + n.minute


def weekday(day):
    return (day + 3) % 7 + 1        # 1970-01-01 was a Thursday


def quiet(start, end, minute):
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


class Line:
    """What was so from when on."""

    def __init__(self):
        self.at, self.what = [], []

    def put(self, at, what):
        self.at.append(at)
        self.what.append(what)

    def get(self, at, none=None):
        i = bisect_right(self.at, at)
        return self.what[i - 1] if i else none

    def same(self, start, end):
        """Nothing changed in (start, end]."""
        return bisect_right(self.at, start) == bisect_right(self.at, end)

    def spans(self, end):
        for i, at in enumerate(self.at):
            yield at, self.at[i + 1] if i + 1 < len(self.at) else end, \
                self.what[i]


class Hours:
    """When somebody is at the clinic."""

    def __init__(self, name):
        self.zone, self.hours, self.free = name, [], set()

    @lru_cache(maxsize=None)
    def day(self, day):
        if day in self.free:
            return []
        spans = []
        for w, a, b in self.hours:
            if w != weekday(day):
                continue
            start = wall(self.zone, day, a)
            end = wall(self.zone, day + b // 1440, b % 1440)
            if end > start:
                spans.append([start, end])
        out = []
        for s in sorted(spans):
            if out and s[0] <= out[-1][1]:
                out[-1][1] = max(out[-1][1], s[1])
            else:
                out.append(s)
        return out

    def staffed(self, at):
        # A span may end at midnight, so yesterday's cannot hold it.
        return any(a <= at < b for a, b in self.day(local(self.zone, at)[0]))

    def after(self, at, seconds):
        """The moment after so many staffed seconds."""
        day = local(self.zone, at)[0]
        for d in range(day, day + 400):
            for a, b in self.day(d):
                if b <= at:
                    continue
                a = max(a, at)
                if seconds <= b - a:
                    return a + seconds
                seconds -= b - a
        raise ValueError("never staffed")

    def day_end(self, at):
        day = local(self.zone, at)[0]
        for d in range(day, day + 400):
            spans = self.day(d)
            if spans and spans[-1][1] > at:
                return spans[-1][1]
        raise ValueError("never staffed")
