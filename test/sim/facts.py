# SPDX-License-Identifier: Apache-2.0
"""What people did (the log) and what the program made of it (its tables)."""
import hashlib
import sqlite3
from collections import defaultdict

from rules import Course
from walls import Hours, Line, local, wall

STEP = 900
NONE = "0" * 32
REST_S = 30 * 60


class Person:
    def __init__(self, p, at, f):
        self.id, self.clinic, self.at = p, f["clinic"], at
        self.zone, self.choice, self.plans = Line(), Line(), {}
        self.zone.put(at, f["zone"])
        self.pauses, self.rests, self.reads = [], Line(), []
        self.wrote, self.red, self.told = {}, [], []
        self.order, self.reviewed = {}, {}
        self.ended, self.changes = None, [at]
        self.course = Course(int(f["start"]))
        self.therapist = Line()
        self.therapist.put(at, f["staff"])
        self.answers = defaultdict(list)    # occasion: (at, sent, q9, line)

    def state(self, at):
        if self.ended is not None and at >= self.ended:
            return "over"
        return "paused" if any(a <= at < b for a, b in self.pauses) else \
            "active"

    def is_red(self, at):
        return any(a <= at < b for a, b in self.red)

    def read_after(self, message):
        """When it was read: in the order of the log, as one moment may hold
        both."""
        n = self.order[message]
        return next((at for at, m in self.reads if m > n), None)

    def changed(self, start, end):
        return any(start < c <= end for c in self.changes)


class Plan:
    """One agreed piece of work: what its plan said from when on."""

    def __init__(self):
        self.line, self.over = Line(), None

    def on(self, at, day):
        f = self.line.get(at)
        if f is None or not f["remind"] or (
                self.over is not None and at >= self.over):
            return None
        if 0 <= f["until"] < day:
            return None
        ok = day == f["day"] or (f["weekly"] and day > f["day"] and
                                 (day - f["day"]) % 7 == 0)
        return f if ok else None


class Staff:
    def __init__(self, f):
        self.id, self.clinic = f["id"], f["clinic"]
        self.supervisor, self.days = f["supervisor"] == "1", int(f["days"])
        self.ways = {k for k in ("sms", "email") if f[k] == "1"}
        self.stopped, self.left, self.absences = {}, None, []

    def there(self, at):
        return self.left is None or at < self.left

    def away(self, at):
        return any(a <= at < b for a, b in self.absences)

    def reads(self, weekday):
        return self.days == 0 or self.days >> (weekday - 1) & 1

    def on(self, weekday, at):
        return self.reads(weekday) and not self.away(at)

    def reached(self, at):
        """By how many ways."""
        return sum(1 for w in self.ways if at <= self.stopped.get(w, at))


class Facts:
    def __init__(self, dir):
        self.people, self.staff, self.clinics = {}, {}, {}
        self.first, self.again, self.duty = {}, {}, defaultdict(list)
        self.outages, self.letters = [], defaultdict(list)
        self.probes, self.owners, self.unreached = [], [], []
        self.taken, self.closed = {}, {}
        self.pages, self.bad_pages = 0, []
        self.dir = dir
        with open(dir + "/log", "rb") as f:
            data = f.read()
        self.digest = hashlib.sha256(data)
        for self.n, line in enumerate(data.decode().splitlines()):
            at, kind, *rest = line.split(" ")
            f = dict(x.split("=", 1) for x in rest)
            getattr(self, "do_" + kind.replace("-", "_"))(int(at), f)
        self.tables()
        self.pause_spans()

    # --- the log ---
    def do_begin(self, at, f):
        self.start, self.end = at, int(f["until"])
        self.phase, self.seed = int(f["phase"]), f["seed"]

    def do_over(self, at, f):
        self.acts, self.passes = int(f["acts"]), int(f["passes"])

    def do_clinic(self, at, f):
        self.clinics[f["id"]] = Hours(f["zone"])
        self.first[f["id"]] = int(f["first"]) * 60
        self.again[f["id"]] = int(f["again"]) * 60

    def do_hours(self, at, f):
        self.clinics[f["clinic"]].hours.append(
            (int(f["weekday"]), int(f["from"]), int(f["to"])))

    def do_holiday(self, at, f):
        self.clinics[f["clinic"]].free.add(int(f["day"]))

    def do_staff(self, at, f):
        self.staff[f["id"]] = Staff(f)

    def do_duty(self, at, f):
        self.duty[f["clinic"], int(f["weekday"])].append(f["staff"])

    def do_outage(self, at, f):
        self.outages.append((int(f["from"]), int(f["until"])))

    def do_patient(self, at, f):
        self.people[f["p"]] = Person(f["p"], at, f)

    def person(self, at, f, change=True):
        p = self.people[f["p"]]
        if change:
            p.changes.append(at)
        return p

    def do_choice(self, at, f):
        self.person(at, f).choice.put(at, {
            "channel": f["channel"], "minute": int(f["minute"]),
            "quiet": (int(f["from"]), int(f["to"])),
            "kinds": int(f["kinds"])})

    def do_zone(self, at, f):
        self.person(at, f).zone.put(at, f["zone"])

    def do_plan(self, at, f):
        self.person(at, f).plans.setdefault(f["hw"], Plan()).line.put(at, {
            k: int(f[k]) for k in ("day", "minute", "weekly", "until",
                                   "remind")})

    def do_hw_end(self, at, f):
        self.person(at, f).plans[f["hw"]].over = at

    do_report = do_hw_end

    def do_reviewed(self, at, f):
        self.person(at, f).reviewed[at] = self.n

    def do_said(self, at, f):
        self.person(at, f)

    def do_read(self, at, f):
        self.person(at, f).reads.append((at, self.n))

    def do_wrote(self, at, f):
        p = self.person(at, f)
        p.wrote[f["id"]] = at
        p.order[f["id"]] = self.n

    def do_pause(self, at, f):
        self.person(at, f).pauses.append(
            [at, int(f["from"]), int(f["until"]), None])

    def do_pause_end(self, at, f):
        # The one that runs; without one, those to come.
        p = self.person(at, f)
        day = local(p.zone.get(at), at)[0]
        some = [x for x in p.pauses if x[3] is None and x[2] >= day]
        for x in [x for x in some if x[1] <= day] or some:
            x[3] = at

    def do_unsure(self, at, f):
        self.person(at, f).rests.put(at, f["rest"] == "1")

    def do_sure(self, at, f):
        self.person(at, f).rests.put(at, False)

    def do_end(self, at, f):
        p = self.person(at, f)
        p.ended = at
        for x in p.plans.values():
            x.over = at if x.over is None else x.over

    def do_sent(self, at, f, sent=True):
        p = self.person(at, f, False)
        p.answers[f["occasion"]].append(
            (at, sent, int(f["q9"]), f["answer"], f["alert"]))
        if sent:
            p.course.score(f["occasion"], at, int(f["total"]))

    def do_draft(self, at, f):
        self.do_sent(at, f, False)

    def do_chapters(self, at, f):
        p = self.people[f["p"]]
        self.probes.append((at, f["p"], f["own"], f["other"],
                            p.course.states(p.zone.get(at), at)))

    def do_page(self, at, f):
        p = self.people[f["p"]]
        self.pages += 1
        i = "abcdefg".index(f["chapter"])
        if p.course.states(p.zone.get(at), at)[i] not in "OSD":
            self.bad_pages.append((at, f["p"], f["chapter"]))
        p.course.page(f["chapter"])

    def do_done(self, at, f):
        self.people[f["p"]].course.finish(f["chapter"], at)

    def do_switch(self, at, f):
        self.people[f["p"]].course.switch[f["chapter"]] = f["to"]

    def do_taken(self, at, f):
        self.taken.setdefault(f["alert"], at)

    def do_closed(self, at, f):
        self.closed[f["alert"]] = at

    def do_handed(self, at, f):
        self.people[f["p"]].therapist.put(at, f["staff"])

    def do_absent(self, at, f):
        pass                            # the cover's care tells

    def do_left(self, at, f):
        self.staff[f["staff"]].left = at

    def do_letter(self, at, f):
        f.update(at=at, due=int(f["due"]), n=int(f["try"]))
        self.letters[f["row"]].append(f)
        if f["result"] != "never":
            return
        if "staff" in f:
            self.staff[f["staff"]].stopped[f["channel"]] = at
            return
        p = self.people[f["p"]]
        old = p.choice.get(at)
        if old is not None and old["channel"] == f["channel"]:
            p.choice.put(at + 1, dict(old, channel="stopped"))

    def do_owner(self, at, f):
        # As it was at this line: one moment may hold a change too.
        self.owners.append((at, f["alert"], f["p"], f["owner"],
                            self.people[f["p"]].therapist.what[-1],
                            {s.id for s in self.staff.values() if s.left}))

    def do_unreached(self, at, f):
        self.unreached.append((at, f["clinic"], int(f["n"])))

    # --- the tables ---
    def rows(self, sql):
        rows = self.db.execute(sql).fetchall()
        for r in rows:
            self.digest.update(repr(r).encode())
        return rows

    def tables(self):
        self.db = sqlite3.connect(self.dir + "/data/mellom.db")
        self.outbox = [dict(zip((
            "id", "patient", "account", "kind", "channel", "about", "about_n",
            "day", "minute", "zone", "due", "expires", "state", "tries",
            "result", "made", "done"), r)) for r in self.rows(
                "SELECT lower(hex(id)), lower(hex(patient_id)),"
                " lower(hex(account_id)), kind, channel, lower(hex(about_id)),"
                " about_n, wall_day, wall_minute, zone, due_at, expires_at,"
                " state, tries, result, made_at, done_at FROM outbox"
                " ORDER BY id")]
        self.nudges = self.rows(
            "SELECT lower(hex(id)), lower(hex(patient_id)),"
            " lower(hex(assignment_id)), made_at FROM nudge ORDER BY id")
        self.reviews = self.rows(
            "SELECT lower(hex(id)), lower(hex(patient_id)), reviewed_at"
            " FROM homework_review ORDER BY id")
        self.alerts = {r[0]: r for r in self.rows(
            "SELECT lower(hex(id)), lower(hex(patient_id)), made_at, level,"
            " draft, lower(hex(answer_id)), taken_at, taken_until_at,"
            " closed_at FROM alert ORDER BY id")}
        self.calls = defaultdict(list)
        for a, level, at, n in self.rows(
                "SELECT lower(hex(alert_id)), level, at, called"
                " FROM alert_call ORDER BY at, id"):
            self.calls[a].append((at, level, n))
        self.covers = defaultdict(list)
        for p, who, start, end in self.rows(
                "SELECT lower(hex(patient_id)), lower(hex(account_id)),"
                " from_at, to_at FROM care WHERE kind = 'cover'"
                " ORDER BY from_at, id"):
            self.covers[p].append((who, start, end or self.end + 1))
        for who, start, end in self.rows(
                "SELECT lower(hex(account_id)), max(from_at, made_at),"
                " COALESCE(ended_at, until_at) FROM absence"):
            self.staff[who].absences.append((start, end))
        for a in self.alerts.values():
            if a[3] == 2:
                self.people[a[1]].red.append((a[2], a[8] or self.end + 1))
        for i, p, at in self.reviews:
            self.people[p].wrote[i] = at
            self.people[p].order[i] = self.people[p].reviewed[at]

    # --- pauses begin and end by themselves, on the patient's days ---
    def first_step(self, p, start, day):
        """The first step at or after start when it is that day or later."""
        for z0, z1, name in p.zone.spans(self.end + 86400):
            at = max(z0, start, wall(name, day, 0))
            at += -at % STEP
            if at < z1 or z1 > self.end:
                return at
        return self.end + 86400

    def pause_spans(self):
        for p in self.people.values():
            spans = []
            for made, start, until, ended in p.pauses:
                a = self.first_step(p, made, start)
                b = self.first_step(p, a, until + 1)
                if ended is not None:
                    b = min(b, ended)
                if a < b:
                    spans.append((a, b))
                    p.changes += [a, b]
            p.pauses = spans

    def up(self, start, end):
        """The worker ran all the while."""
        return not any(a < end and start < b for a, b in self.outages)

    def today(self, p, at):
        return local(p.zone.get(at), at)
