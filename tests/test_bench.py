"""What ./dev bench says."""

import unittest

from devkit.commands.bench import report

from .common import ScratchCase

RESULT = {
    "cases": 20000,
    "resellers": 100,
    "runs": 9,
    "seen": 200,
    "with": {"ms": 300.4, "queries": 120},
    "without": {"ms": 200.2, "queries": 90},
}


class TestReport(unittest.TestCase):
    def test_both_boards_and_their_ratio(self):
        lines = list(report(RESULT))
        self.assertIn("200 of 20000 cases, 100 resellers", lines[0])
        self.assertRegex(lines[1], r"with rules +300 ms +120 queries")
        self.assertRegex(lines[2], r"without rules +200 ms +90 queries")
        self.assertRegex(lines[3], r"ratio +1\.50 +within the target of 2")

    def test_a_ratio_above_the_target(self):
        slow = {**RESULT, "with": {"ms": 500, "queries": 120}}
        self.assertRegex(list(report(slow))[3], r"2\.50 +above the target of 2")


class TestArguments(ScratchCase):
    def test_a_number_is_asked_for(self):
        self.make_checkout()
        done = self.dev("bench", "--cases", "many")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--cases: invalid int value: 'many'", done.stderr)
