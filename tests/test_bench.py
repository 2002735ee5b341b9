"""What ./dev bench says."""

import unittest

from devkit.commands.bench import report, report_crons, report_stays

from .common import ScratchCase

RESULT = {
    "cases": 20000,
    "resellers": 100,
    "runs": 9,
    "seen": 200,
    "with": {"ms": 300.4, "queries": 120},
    "without": {"ms": 200.2, "queries": 90},
}


CRON = {"due": 10000, "left": 0, "seconds": 20.04, "queries": [30, 31], "mails": 7}


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

    def test_each_cron_with_its_time_queries_and_what_is_left(self):
        slow = {**CRON, "seconds": 61.2, "left": 3}
        lines = list(report_crons({"reminders": CRON, "closing": slow}, 100000))
        self.assertIn("100000 cases", lines[0])
        self.assertRegex(lines[1], r"reminders +10000 due +0 left +20\.0 s +30 to 31 q")
        self.assertRegex(lines[1], r"7 e-mails +within the target of 60 s")
        self.assertRegex(lines[2], r"closing +10000 due +3 left +61\.2 s .* above the")

    def test_both_ways_to_say_who_held_a_case(self):
        result = {
            "cases": 100000,
            "stays": 700000,
            "noting": 61.4,
            "runs": 5,
            "tracked": 12.345,
            "tracked, one reseller": 6.7,
            "stored": 1.5,
            "stored, one reseller": 0.25,
        }
        lines = list(report_stays(result))
        self.assertRegex(lines[0], "100000 cases .* 700000 stays noted in 61 s")
        self.assertRegex(lines[1], r"tracked +12\.3\d s +6\.70 s of one reseller")
        self.assertRegex(lines[2], r"stored +1\.50 s +0\.25 s of one reseller")


class TestArguments(ScratchCase):
    def test_a_number_is_asked_for(self):
        self.make_checkout()
        done = self.dev("bench", "--cases", "many")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--cases: invalid int value: 'many'", done.stderr)
