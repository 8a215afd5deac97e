# SPDX-License-Identifier: Apache-2.0
"""Each reminder once, at its time, within the limit; none left out for
nothing.  By docs/reminders.md, not by the code."""
from collections import defaultdict

from facts import STEP
from walls import local, quiet, wall

LATE = 3 * 3600
DAY = 86400
BITS = {"agreed": 1, "message": 2, "nudge": 4}
GONE = ("sent", "unknown", "lost")


def minute_of(p, kind, plan, at):
    """The patient's time of day; the plan's own when that comes earlier."""
    c = p.choice.get(at)
    if kind == "agreed" and 0 <= plan["minute"] < c["minute"] and \
            not quiet(*c["quiet"], plan["minute"]):
        return plan["minute"]
    return c["minute"]


def wanted(f, p, r, at):
    """Is what this row is about still so?"""
    if r["kind"] == "agreed":
        plan = p.plans.get(r["about"])
        return plan is not None and plan.on(at, r["about_n"]) is not None
    if r["kind"] == "message":
        came = p.wrote.get(r["about"])
        if came is None or came > at:
            return False
        read = p.read_after(r["about"])
        return read is None or read > at
    plan = p.plans.get(f.nudge_about[r["about"]])
    return plan is not None and (plan.over is None or at < plan.over)


def told_on(p, at, but=None):
    """(on this local day, in seven days) were told before."""
    today = local(p.zone.get(at), at)[0]
    # One of the same round may have gone before.
    days = [d for t, d, row in p.told if t <= at and row != but]
    return (sum(d >= today for d in days),
            sum(d > today - 7 for d in days))


def gather(j, f):
    """Letters by row, and what counts as told, by when it was claimed."""
    f.nudge_about = {n: hw for n, p, hw, at in f.nudges}
    f.rows = {r["id"]: r for r in f.outbox}
    for n, p, hw, at in f.nudges:
        x = f.people[p]
        x.told.append((at, local(x.zone.get(at), at)[0], None))
        x.changes.append(at)
    for row, list_ in f.letters.items():
        j.ck(row in f.rows, "letter-without-row", row)
        first = list_[0]
        for x in list_:
            ended = f.people[x["p"]].ended if "p" in x else None
            j.ck(ended is None or x["at"] < ended, "after-the-end", row,
                 x["at"])
        if "p" not in first or first["kind"] == "nudge":
            continue
        p = f.people[first["p"]]
        if list_[-1]["result"] in GONE:
            p.told.append((first["at"], local(p.zone.get(first["at"]),
                                              first["at"])[0], row))
    for p in f.people.values():
        p.told.sort(key=lambda x: x[0])


def limit(j, f):
    for p in f.people.values():
        days = sorted(d for t, d, row in p.told)
        for a, b in zip(days, days[1:]):
            j.ck(a != b, "two-a-day", p.id, a)
        for a, b in zip(days, days[2:]):
            j.ck(b - a >= 7, "three-a-week", p.id, a, b)


def once(j, f, r, list_):
    out = [x["result"] for x in list_]
    gone = sum(x in GONE for x in out)
    j.ck(gone <= 1, "twice", r["id"], out)
    state = r["state"]
    if state == "sent":
        ok = out[-1:] == ["sent"]
    elif state == "unknown":
        ok = out[-1:] in (["unknown"], ["lost"])
    elif state == "failed":
        ok = out[-1:] == ["never"] or out.count("later") == 8
    else:
        ok = gone == 0 and "never" not in out
    j.ck(ok, "outcome", r["id"], state, out)
    j.ck(state in ("waiting", "sent", "unknown", "failed", "expired") or
         (state == "dropped" and r["result"] != ""), "state", r["id"], state)
    if state == "waiting":
        j.ck(r["expires"] > f.end - STEP or any(
            b >= f.end - STEP for a, b in f.outages), "left-waiting", r["id"])
        return
    j.ck(r["done"] is not None, "no-real-time", r["id"])
    if not list_:
        return
    if state in ("sent", "failed") or out[-1:] == ["unknown"]:
        j.ck(r["done"] == list_[-1]["at"], "real-time", r["id"], r["done"],
             list_[-1]["at"])


def on_time(j, f, p, r, x):
    """One letter, at the moment it went out."""
    at, c = x["at"], p.choice.get(x["at"])
    name = "%s %s at %d" % (r["kind"], r["id"], at)
    zone = p.zone.get(at)
    day, now = local(zone, at)
    plan = p.plans[r["about"]].line.get(at) if r["kind"] == "agreed" else None
    if x["n"] == 1:
        j.ck(r["zone"] == zone, "zone", name, r["zone"], zone)
        j.ck(r["minute"] == minute_of(p, r["kind"], plan, at), "minute", name,
             r["minute"], "chosen", minute_of(p, r["kind"], plan, at))
    due = wall(r["zone"], r["day"], r["minute"])
    j.ck(due == r["due"] == x["due"], "wall-time", name, r["due"], due)
    late = at - due
    if x["n"] > 1:
        j.ck(0 <= late < LATE + 60, "late", name, late)
    elif not 0 <= late <= 60:
        why = 0 <= late < LATE + 60 and (
            not f.up(due, at) or r["made"] > due and at - r["made"] <= 60 or
            p.changed(at - 60, at))
        j.ck(why, "late", name, late)
    else:
        j.passed += 1
    j.ck(not quiet(*c["quiet"], now), "quiet-hours", name, now)
    j.ck(p.state(at) == "active", "state-when-sent", name, p.state(at))
    j.ck(not p.is_red(at), "red-alert-open", name)
    j.ck(not p.rests.get(at, False), "while-it-rests", name)
    j.ck(c["channel"] == r["channel"] and c["kinds"] & BITS[r["kind"]],
         "not-chosen", name, c)
    j.ck(wanted(f, p, r, at), "not-wanted", name)


def left_out(j, f, p, r):
    """Dropped or expired: was it so?"""
    at, why = r["done"], r["result"]
    c = p.choice.get(at)
    name = "%s %s at %d: %s" % (r["kind"], r["id"], at, why)
    told = told_on(p, at, r["id"])
    if r["state"] == "expired":
        ok = at >= r["expires"] and (
            r["tries"] > 1 or not f.up(r["due"] - STEP, r["expires"]) or
            p.changed(r["due"] - STEP, at) or r["made"] > r["due"])
    elif why == "moved":
        plan = p.plans[r["about"]].line.get(at) if r["kind"] == "agreed" \
            else None
        ok = (r["zone"], r["minute"]) != (
            p.zone.get(at), minute_of(p, r["kind"], plan, at))
    elif why == "off":
        # A letter of the same round may have stopped the channel.
        c = p.choice.get(at + 1)
        ok = c["channel"] != r["channel"] or \
            not c["kinds"] & BITS[r["kind"]]
    elif why == "quiet":
        ok = quiet(*c["quiet"], local(p.zone.get(at), at)[1])
    elif why == "done":
        ok = not wanted(f, p, r, at)
    elif why == "state":
        ok = p.state(at) != "active"
    elif why == "alert":
        ok = p.is_red(at)
    elif why == "rest":
        ok = p.rests.get(at, False)
    else:
        ok = told[0] > 0 if why == "day" else \
            why == "week" and told[1] >= 2
    j.ck(ok, "left-out-for-nothing", name, told)


def able(f, p, kind, at):
    """Could this patient be reminded of such a thing then?"""
    c = p.choice.get(at)
    return c is not None and c["channel"] in ("sms", "email") and \
        c["kinds"] & BITS[kind] and p.state(at) == "active"


def expected(f):
    """Everything that had to be queued: (patient, kind, about, n)."""
    for p in f.people.values():
        for zone_from, zone_to, zone in p.zone.spans(f.end):
            first = local(zone, zone_from)[0]
            last = local(zone, min(zone_to, f.end))[0]
            for day in range(first, last + 1):
                for due, key in on_day(f, p, zone, day):
                    if zone_from <= due - STEP and due + STEP <= \
                            min(zone_to, f.end) and f.up(due - STEP, due +
                            STEP):
                        yield p, due, key


def on_day(f, p, zone, day):
    noon = wall(zone, day, 720)
    minutes = {c["minute"] for at, end, c in p.choice.spans(f.end)
               if at < noon + DAY and end > noon - DAY}
    for hw, plan in p.plans.items():
        own = {x["minute"] for x in plan.line.what if x["minute"] >= 0}
        for m in minutes | own:
            due = wall(zone, day, m)
            x = plan.on(due, day)
            if x is not None and plan.on(due + STEP, day) and \
                    plan.line.same(due - STEP, due + STEP) and \
                    able(f, p, "agreed", due) and \
                    minute_of(p, "agreed", x, due) == m and \
                    not p.changed(due - STEP, due + STEP):
                yield due, ("agreed", hw, day)
    for m in minutes:
        due = wall(zone, day, m)
        if not able(f, p, "message", due) or \
                p.choice.get(due)["minute"] != m or \
                p.changed(due - STEP, due + STEP):
            continue
        for msg, came in p.recent(due):
            read = p.read_after(msg)
            if read is None or read > due:
                yield due, ("message", msg, day)


def complete(j, f):
    have = {(r["patient"], r["kind"], r["about"], r["about_n"]): r
            for r in f.outbox}
    over = {}
    for r in f.outbox:
        if r["kind"] == "message" and r["state"] in ("sent", "unknown",
                                                     "failed"):
            over[r["about"]] = r["due"]
    twice = [r["about"] for r in f.outbox if r["kind"] == "message" and
             r["state"] in ("sent", "unknown")]
    j.ck(len(twice) == len(set(twice)), "message-told-twice", len(twice))
    for p in f.people.values():
        list_ = sorted((at, m) for m, at in p.wrote.items())
        p.recent = lambda due, l=list_: [
            (m, at) for at, m in l if due - 7 * DAY + STEP < at <= due - STEP]
    for p, due, (kind, about, n) in expected(f):
        if kind == "message" and over.get(about, due) < due:
            continue
        j.ck((p.id, kind, about, n) in have, "never-queued", p.id, kind,
             about, n, due)
        j.figures["reminders that were due"] += 1
    for n, p, hw, at in f.nudges:
        x = f.people[p]
        zone = x.zone.get(at)
        day, minute = local(zone, at)
        c = x.choice.get(at)
        j.ck(7 * 60 <= minute < 20 * 60, "quiet-line-hour", n, minute)
        j.ck(x.state(at) == "active" and not x.is_red(at) and
             not x.rests.get(at, False), "quiet-line-now", n, at)
        if able(f, x, "nudge", at) and c["minute"] > minute + 15 and \
                not x.changed(at, wall(zone, day, c["minute"])) and \
                f.up(at, wall(zone, day, c["minute"])):
            j.ck((p, "nudge", n, 0) in have, "never-queued", p, "nudge", n)
    j.ck(len({hw for n, p, hw, at in f.nudges}) == len(f.nudges),
         "quiet-line-twice", "one of them")


def judge(j, f):
    gather(j, f)
    limit(j, f)
    for r in f.outbox:
        list_ = sorted(f.letters.get(r["id"], []), key=lambda x: x["n"])
        once(j, f, r, list_)
        j.figures["outbox %s" % r["state"]] += 1
        if not r["patient"]:
            continue
        p = f.people[r["patient"]]
        for x in list_:
            on_time(j, f, p, r, x)
        if r["state"] in ("dropped", "expired"):
            left_out(j, f, p, r)
            j.figures["left out: %s" % (r["result"] or r["state"])] += 1
        elif r["state"] == "sent":
            j.zones[r["zone"]] += 1
            j.figures["reminders sent"] += 1
    complete(j, f)
    j.figures["quiet lines"] += len(f.nudges)
