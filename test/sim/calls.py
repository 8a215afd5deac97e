# SPDX-License-Identifier: Apache-2.0
"""Alerts: each told of, owned, and called about in staffed hours only, in
the order and at the times docs/reminders.md states."""
from collections import defaultdict

from facts import NONE, REST_S, STEP
from walls import local, weekday

NOBODY = 3


def supervisors(f, clinic, at):
    return [s for s in f.staff.values() if s.clinic == clinic and
            s.supervisor and s.there(at)]


def cover(f, p, at):
    return [f.staff[w] for w, a, b in f.covers[p.id] if a <= at < b and
            f.staff[w].there(at)]


def duty(f, clinic, day, at):
    return [f.staff[w] for w in f.duty[clinic, day]
            if f.staff[w].there(at) and not f.staff[w].away(at)]


def therapist(f, p, at):
    return [s for s in [f.staff[p.therapist.get(at)]] if s.there(at)]


def owner(f, p, at, charge, left):
    """Any of the first who are there; charge: the therapist then."""
    hours = f.clinics[p.clinic]
    day = weekday(local(hours.zone, hours.after(at, 0))[0])
    covers = [w for w, a, b in f.covers[p.id] if a <= at < b]
    chiefs = [s.id for s in f.staff.values()
              if s.clinic == p.clinic and s.supervisor]
    on = [w for w in f.duty[p.clinic, day] if not f.staff[w].away(at)]
    for some in ([charge], covers, on, chiefs):
        some = set(some) - left
        if some:
            return some
    return set()


def team(f, p, level, at):
    today = weekday(local(f.clinics[p.clinic].zone, at)[0])
    if level == 0:
        return [s for s in therapist(f, p, at) if s.on(today, at)]
    if level == 1:
        some = [s for s in cover(f, p, at) if s.on(today, at)]
        return some + [s for s in duty(f, p.clinic, today, at)
                       if s not in some]
    some = supervisors(f, p.clinic, at)
    return [s for s in some if s.on(today, at)] or some


def first_pass(f, hours, at, end):
    """The worker's first round from then on, in staffed time."""
    at = f.start + -(-(at - f.start - f.phase) // STEP) * STEP + f.phase
    while at < end:
        if hours.staffed(at) and f.up(at, at + 1):
            return at
        # Nobody is there: on to when somebody is.
        later = hours.after(at, 0)
        step = max(at + STEP, later)
        at = f.start + -(-(step - f.start - f.phase) // STEP) * STEP + f.phase
    return None


def waits(f, a):
    """When it was in nobody's hands."""
    id_, p, made, level, draft, answer, taken, until, closed = a
    end = f.closed.get(id_, f.end)
    take = f.taken.get(id_)
    if take is None:
        return [(made, end)]
    return [(made, take), (until, end)]


def missed(f, alert, nth):
    """When the last letter of a call is known to have reached nobody, and
    whether the end of the staffed hours was why; None: one may have."""
    rows = f.call_rows[alert, nth]
    if not rows or any(r["state"] not in ("failed", "expired", "dropped")
                       for r in rows):
        return None
    last = max(rows, key=lambda r: r["done"])
    return last["done"], last["state"] == "expired" or \
        last["result"] == "hours"


def replay(f, a, have):
    p = f.people[a[1]]
    hours, out = f.clinics[p.clinic], []
    for since, end in waits(f, a):
        when, level = hours.after(since, f.first[p.clinic]), 0
        over = None
        while True:
            at = first_pass(f, hours, when, end)
            if at is None:
                break
            # A round for a letter that is tried again may come before.
            if over is not None and len(out) < len(have) and \
                    over < have[len(out)][0] < at and \
                    hours.staffed(have[len(out)][0]):
                at = have[len(out)][0]
            while level < NOBODY and not sum(
                    s.reached(at) for s in team(f, p, level, at)):
                level += 1
            out.append((at, level))
            none = missed(f, a[0], len(out) - 1) if level < NOBODY else None
            over = None if none is None else none[0]
            if none is not None and over < end:
                when = over + 1
                level += not none[1]
                continue
            when = hours.after(at, f.again[p.clinic])
            level += 1
            if level > NOBODY:
                level = 0
                when = hours.after(hours.day_end(at), 0)
    return out


def told(j, f):
    """Every answer that a rule speaks of has its alert."""
    by_answer = {}
    for a in f.alerts.values():
        by_answer.setdefault(a[1], []).append(a)
    for p in f.people.values():
        for list_ in p.answers.values():
            before = None
            for i, (at, sent, q9, answer, alert) in enumerate(list_):
                later = list_[i + 1][0] if i + 1 < len(list_) else f.end
                if sent:
                    # Anew, or otherwise than before.
                    if q9 > 0 and q9 != before:
                        j.ck(alert in f.alerts, "no-alert", p.id, at, q9)
                        j.figures["risk answers"] += 1
                    before = q9
                elif q9 > 0 and before != q9 and \
                        later > at + REST_S + STEP and \
                        at + REST_S + STEP < f.end:
                    j.ck(any(a[5] == answer and a[4] == 1 and
                             a[2] <= at + REST_S + STEP
                             for a in by_answer.get(p.id, [])),
                         "no-alert-of-a-draft", p.id, at, q9)
                    j.figures["risk drafts left"] += 1


def probes(j, f, want):
    for at, alert, p, who, charge, left in f.owners:
        j.ck(who != NONE, "no-owner", at, alert)
        j.ck(who in owner(f, f.people[p], at, charge, left), "owner", at,
             alert, who)
    nobody = {}
    for a in f.alerts.values():
        spans = waits(f, a)
        for since, end in spans:
            first = min((t for t, level in want[a[0]] if level == NOBODY and
                         since <= t), default=None)
            if first is not None and first < end:
                nobody.setdefault(f.people[a[1]].clinic, []).append(
                    (first, end))
    for at, clinic, n in f.unreached:
        some = sum(a < at < b or (a < at and b == f.end)
                   for a, b in nobody.get(clinic, []))
        edge = sum(at in (a, b) for a, b in nobody.get(clinic, []))
        j.ck(some <= n <= some + edge, "nobody-reached-shown", at, clinic, n,
             some)


def letters(j, f, want):
    """Who got a call, and when."""
    due = {}
    for a, list_ in want.items():
        p = f.people[f.alerts[a][1]]
        for nth, (at, level) in enumerate(list_):
            due[a, nth] = (at, level, {s.id for s in team(f, p, level, at)
                                       if s.reached(at)}
                           if level < NOBODY else set())
    got = {k: set() for k in due}
    for r in f.outbox:
        if r["kind"] != "call":
            continue
        key = (r["about"], r["about_n"] // 4)
        if not j.ck(key in due, "call-unasked", key, r["made"]):
            continue
        got[key].add(r["account"])
        at, level, who = due[key]
        j.ck(r["account"] in who, "called-who-is-not-on-duty", key, level,
             r["account"])
        for x in f.letters.get(r["id"], []):
            hours = f.clinics[f.staff[r["account"]].clinic]
            j.ck(hours.staffed(x["at"]), "called-out-of-hours", key, x["at"])
            j.ck(x["at"] >= at, "called-early", key, x["at"], at)
            j.ck(any(a <= x["at"] < b for a, b in
                     waits(f, f.alerts[r["about"]])), "called-for-nothing",
                 key, x["at"])
            if x["n"] == 1:
                j.ck(x["at"] - at <= 60 or not f.up(at, x["at"]),
                     "called-late", key, x["at"] - at)
    for k, (at, level, who) in due.items():
        j.ck(got[k] == who, "not-called", k, at, level, len(who), len(got[k]))


def judge(j, f):
    want = {}
    f.call_rows = defaultdict(list)
    for r in f.outbox:
        if r["kind"] == "call":
            f.call_rows[r["about"], r["about_n"] // 4].append(r)
    told(j, f)
    for a in f.alerts.values():
        have = [(at, level) for at, level, n in f.calls[a[0]]]
        want[a[0]] = replay(f, a, have)
        j.ck(have == want[a[0]], "escalation", a[0], have[:6],
             want[a[0]][:6])
        j.ck(a[8] == f.closed.get(a[0]), "closed-by-itself", a[0])
        if a[0] in f.taken:
            hours = f.clinics[f.people[a[1]].clinic]
            j.ck(a[7] == hours.after(f.taken[a[0]], 4 * 3600), "taken-until",
                 a[0], a[7])
    probes(j, f, want)
    letters(j, f, want)
    j.figures["alerts"] += len(f.alerts)
    j.figures["alerts closed"] += len(f.closed)
    j.figures["calls"] += sum(map(len, f.calls.values()))
    j.figures["nobody was reached"] += sum(
        level == NOBODY for c in f.calls.values() for at, level, n in c)
    j.figures["owners looked at"] += len(f.owners)
