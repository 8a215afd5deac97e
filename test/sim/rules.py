# SPDX-License-Identifier: Apache-2.0
"""The release rules of content/programmes/sim, in other words."""
from walls import local

NAMES = "abcdefg"


class Course:
    """One patient's chapters, from what was done alone."""

    def __init__(self, start):
        self.start = start
        self.begun, self.done, self.switch = set(), {}, {}
        self.scores = {}                # occasion: [first sent, total]

    def page(self, chapter):
        self.begun.add(chapter)

    def finish(self, chapter, at):
        self.begun.add(chapter)
        self.done.setdefault(chapter, at)

    def score(self, occasion, at, total):
        self.scores.setdefault(occasion, [at, 0])[1] = total

    def over(self, c):
        return c in self.done or self.switch.get(c) == "skip"

    def states(self, zone, at):
        today = local(zone, at)[0]
        newest = max(self.scores.values(), default=None)
        out = {}
        for c in NAMES:
            if c == "a":
                rule = True
            elif c == "b":
                rule = self.over("a")
            elif c == "c":
                rule = today - self.start >= 14
            elif c == "d":
                rule = newest is not None and newest[1] < 9
            elif c == "e":
                rule = "b" in self.done and \
                    today - local(zone, self.done["b"])[0] >= 7
            elif c == "f":
                rule = self.over("c") or out["e"] in "OSD"
            else:
                rule = today - self.start >= 60 and not self.over("d")
            switch = self.switch.get(c)
            out[c] = "D" if c in self.done else "S" if c in self.begun else \
                "K" if switch == "skip" else "H" if switch == "hold" else \
                "O" if rule or switch == "open" else "L"
        return "".join(out[c] for c in NAMES)
