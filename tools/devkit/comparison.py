"""How tests of others ended without ours and with ours: what fails by ours alone."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from . import log_rules

PASSED, SKIPPED, FAILED = "passed", "skipped", "failed"

#: From good to bad.
ORDER = (PASSED, SKIPPED, FAILED)

#: How pytest's report calls a class: by the path of its file, with dots.
_CLASS = re.compile(r"(?:.*\.)?(?P<module>\w+)\.tests\.(?:\w+\.)*(?P<name>\w+)$")

#: How pytest writes a record of the log.
_RECORD = re.compile(r"(?P<level>[A-Z]+) +(?P<logger>[^\s:]+):\S+:\d+ (?P<message>.*)")

#: How much of a reason is told, in characters.
LONGEST = 300


@dataclass(frozen=True)
class Case:
    """A test of others."""

    module: str
    name: str
    method: str

    def __str__(self):
        return f"{self.module}/{self.name}.{self.method}"


@dataclass
class Outcome:
    """How a test ended."""

    state: str = PASSED
    reason: str = ""
    seconds: float = 0.0

    def worsen(self, state, reason):
        if ORDER.index(state) > ORDER.index(self.state):
            self.state, self.reason = state, reason


def read(path, ours):
    """Return how each test ended, from pytest's report in a file. As for Odoo, a test
    that logs an error has failed; so has one that makes ours warn.

    :param ours: names of our addons
    """
    outcomes = {}
    for case in ElementTree.parse(path).iter("testcase"):
        match = _CLASS.match(case.get("classname") or "")
        if not match:
            # A file that cannot be read: what was to be found in it is missed later.
            continue
        test = Case(match["module"], match["name"], case.get("name"))
        # Parts of a test are reported as tests of the same name.
        outcome = outcomes.setdefault(test, Outcome())
        outcome.seconds += float(case.get("time") or 0)
        for part in case:
            if part.tag in ("failure", "error"):
                outcome.worsen(FAILED, part.get("message") or "")
            elif part.tag == "skipped":
                outcome.worsen(SKIPPED, part.get("message") or "")
            elif record := _failing_record(part.text or "", ours):
                outcome.worsen(FAILED, record)
    return outcomes


def _failing_record(log, ours):
    for line in log.splitlines():
        match = _RECORD.match(line)
        if match and log_rules.fails(
            match["level"], match["logger"], match["message"], ours
        ):
            return line
    return None


def worse(without, with_ours):
    """Return the tests that end worse with ours, with the reason of each.

    A test that was not run without ours is taken to pass there.
    """
    found = {}
    for test, outcome in with_ours.items():
        before = without.get(test, Outcome())
        if ORDER.index(outcome.state) > ORDER.index(before.state):
            found[test] = f"{outcome.state}: {_first_line(outcome.reason)}"
    for test in without:
        if test not in with_ours:
            found[test] = "not run"
    return found


def table(without, with_ours):
    """Return a line for each class: how its tests ended without and with ours, and how
    long they took with ours.
    """
    classes = sorted({(test.module, test.name) for test in with_ours})
    rows = [("tests of", "without", "with", "time")]
    for module, name in classes:
        here = _of(with_ours, module, name)
        seconds = sum(outcome.seconds for outcome in here)
        before = _sum(_of(without, module, name))
        rows.append((f"{module}/{name}", before, _sum(here), f"{seconds:.0f} s"))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return ["  ".join(_padded(row, widths)).rstrip() for row in rows]


def _padded(row, widths):
    return [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]


def _of(outcomes, module, name):
    return [
        outcome
        for test, outcome in outcomes.items()
        if (test.module, test.name) == (module, name)
    ]


def _sum(outcomes):
    states = [outcome.state for outcome in outcomes]
    told = [f"{states.count(state)} {state}" for state in ORDER if state in states]
    return ", ".join(told) or "–"


def _first_line(text):
    return (text.strip().splitlines() or [""])[0][:LONGEST]
