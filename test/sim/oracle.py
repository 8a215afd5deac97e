# SPDX-License-Identifier: Apache-2.0
"""Judges simulated years: oracle.py DIR...  Says what is wrong, and at the
end the figures, as `key: value` lines after a line of dashes."""
import sys
from collections import Counter

import calls
import reminders
from facts import Facts

SHOWN = 4


class Judge:
    def __init__(self):
        self.passed, self.failed, self.shown = 0, 0, Counter()
        self.figures, self.zones = Counter(), Counter()

    def ck(self, ok, name, *what):
        if ok:
            self.passed += 1
            return True
        self.failed += 1
        self.shown[name] += 1
        if self.shown[name] <= SHOWN:
            print("FAILED %s: %s" % (name, " ".join(map(str, what))))
        return False


def releases(j, f):
    for at, p, own, other, want in f.probes:
        j.ck(own == want, "release", at, p, "is", own, "should be", want)
        j.ck(own == other, "release-seen", at, p, own, other)
    for bad in f.bad_pages:
        j.ck(False, "page-of-a-closed-chapter", *bad)
    j.passed += f.pages - len(f.bad_pages)
    j.figures["chapters looked at"] += 7 * len(f.probes)
    j.figures["pages read"] += f.pages


def main(dirs):
    j = Judge()
    digests = []
    for d in dirs:
        f = Facts(d)
        releases(j, f)
        reminders.judge(j, f)
        calls.judge(j, f)
        digests.append(f.digest.hexdigest())
        j.figures["patients"] += len(f.people)
        j.figures["acts"] += f.acts
        j.figures["worker's rounds"] += f.passes
        j.figures["days"] = (f.end - f.start) // 86400
    for name, n in j.shown.items():
        if n > SHOWN:
            print("FAILED %s: %d in all" % (name, n))
    print("---")
    for k, n in sorted(j.figures.items()):
        print("%s: %d" % (k, n))
    for z, n in sorted(j.zones.items()):
        print("zone %s: %d" % (z, n))
    print("digest: %s" % " ".join(x[:32] for x in digests))
    print("checks: %d passed, %d failed" % (j.passed, j.failed))


main(sys.argv[1:])
