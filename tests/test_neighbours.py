"""What ./dev neighbours runs, how it compares, and what it counts as failure."""

import contextlib
import io
import re
from types import SimpleNamespace
from unittest import mock

from devkit import chosen_tests, comparison, their_tests
from devkit.chosen_tests import Accepted, Chosen
from devkit.commands import neighbours
from devkit.comparison import FAILED, SKIPPED, Case, Outcome
from devkit.errors import DevError
from devkit.neighbourhoods import Neighbourhood
from devkit.series import SERIES

from .common import ScratchCase

XML = (
    '<testcase classname="a.tree.addons.mail.tests.{}" name="{}" time="1">{}</testcase>'
)

ONE, OTHER = Case("mail", "TestOne", "test_1"), Case("mail", "TestOne", "test_2")


class TestOutcomes(ScratchCase):
    """What pytest's report says of a test."""

    def read(self, *cases):
        text = "".join(XML.format(*case) for case in cases)
        path = self.write(self.folder / "report.xml", f"<testsuite>{text}</testsuite>")
        outcomes = comparison.read(path, ["revo_ours"])
        return {str(test): outcome.state for test, outcome in outcomes.items()}

    def test_states(self):
        found = self.read(
            ("test_a.TestA", "test_good", ""),
            ("test_a.TestA", "test_bad", '<failure message="1 != 2"/>'),
            ("test_a.TestA", "test_broken", '<error message="no"/>'),
            ("test_a.TestA", "test_none", '<skipped message="no browser"/>'),
            ("more.test_b.TestB", "test_deep", ""),
        )
        self.assertEqual(
            found,
            {
                "mail/TestA.test_good": "passed",
                "mail/TestA.test_bad": "failed",
                "mail/TestA.test_broken": "failed",
                "mail/TestA.test_none": "skipped",
                "mail/TestB.test_deep": "passed",
            },
        )

    def test_a_part_that_fails_fails_the_test(self):
        parts = ("", '<failure message="part"/>', '<skipped message="part"/>')
        found = self.read(*(("test_a.TestA", "test_parts", part) for part in parts))
        self.assertEqual(found, {"mail/TestA.test_parts": "failed"})

    def test_what_is_logged(self):
        records = {
            "ERROR    odoo.sql_db:sql_db.py:1 bad query": "failed",
            "WARNING  odoo.models:models.py:1 of theirs": "passed",
            "WARNING  odoo.addons.revo_ours.models:a.py:1 of ours": "failed",
            "no record of a log": "passed",
        }
        for record, state in records.items():
            with self.subTest(record=record):
                log = f"<system-out>--- Captured Log ---\n{record}\n</system-out>"
                found = self.read(("test_a.TestA", "test_logs", log))
                self.assertEqual(found, {"mail/TestA.test_logs": state})

    def test_a_file_that_cannot_be_read_is_no_test(self):
        self.assertEqual(self.read(), {})
        path = self.write(
            self.folder / "report.xml",
            '<testsuite><testcase classname="" name="a.b.tests.test_a">'
            '<error message="collection failure"/></testcase></testsuite>',
        )
        self.assertEqual(comparison.read(path, []), {})


class TestComparison(ScratchCase):
    def test_what_is_worse_with_ours(self):
        for without, with_ours, expected in (
            (Outcome(), Outcome(), None),
            (Outcome(FAILED), Outcome(FAILED, "also"), None),
            (Outcome(SKIPPED), Outcome(SKIPPED), None),
            (Outcome(FAILED), Outcome(), None),
            (Outcome(), Outcome(FAILED, "why\nwhere"), "failed: why"),
            (Outcome(), Outcome(SKIPPED, "why"), "skipped: why"),
            (Outcome(SKIPPED), Outcome(FAILED, "why"), "failed: why"),
            (Outcome(), None, "not run"),
            (None, Outcome(FAILED, "why"), "failed: why"),
            (None, Outcome(), None),
        ):
            with self.subTest(without=without, with_ours=with_ours):
                found = comparison.worse(_of_one(without), _of_one(with_ours))
                self.assertEqual(found.get(ONE), expected)

    def test_a_line_for_each_class(self):
        without = {ONE: Outcome(), OTHER: Outcome(FAILED)}
        with_ours = {
            ONE: Outcome(FAILED, seconds=1.2),
            OTHER: Outcome(SKIPPED, seconds=1.4),
            Case("sale", "TestTwo", "test_1"): Outcome(seconds=4),
        }
        lines = comparison.table(without, with_ours)
        self.assertEqual(
            [re.split(" {2,}", line) for line in lines[1:]],
            [
                ["mail/TestOne", "1 passed, 1 failed", "1 skipped, 1 failed", "3 s"],
                ["sale/TestTwo", "–", "1 passed", "4 s"],
            ],
        )


def _of_one(outcome):
    return {ONE: outcome} if outcome else {}


class TestPlaces(ScratchCase):
    """Where the tests of others are."""

    def setUp(self):
        super().setUp()
        tests = self.folder / "addons" / "mail" / "tests"
        self.write(tests.parent / "__manifest__.py", "{}")
        case = "class {}:\n    def test_it(self):\n        pass\n"
        self.files = {
            "a": self.write(tests / "test_a.py", case.format("TestOne")),
            "b": self.write(tests / "deep" / "test_b.py", case.format("TestOne")),
            "c": self.write(tests / "test_c.py", case.format("TestTwo")),
        }
        self.write(tests / "common.py", case.format("TestCommon"))
        self.write(tests / "test_d.py", "class TestNothing:\n    pass\n")
        self.odoo = SimpleNamespace(
            addons_paths=[self.folder / "nothing", self.folder / "addons"],
            tree=SimpleNamespace(series="17.0"),
        )

    def places(self, *classes, module="mail"):
        chosen = [Chosen("apps", module, classes, "why")]
        return their_tests.places(self.odoo, chosen)

    def test_a_class_in_two_files(self):
        expected = [f"{self.files[key]}::TestOne" for key in "ba"]
        self.assertEqual(self.places("TestOne"), {("mail", "TestOne"): expected})

    def test_all_of_an_addon(self):
        self.assertEqual(set(self.places()), {("mail", "TestOne"), ("mail", "TestTwo")})

    def test_what_is_not_there(self):
        with self.assertRaisesRegex(DevError, "mail of Odoo 17.0 has no class TestNo"):
            self.places("TestNo")
        with self.assertRaisesRegex(DevError, "sale is nowhere to be found"):
            self.places(module="sale")


class TestRuns(ScratchCase):
    """The command, with what is run in databases told by the test."""

    def setUp(self):
        super().setUp()
        self.runs = []
        self.outcomes = {True: {ONE: Outcome()}, False: {ONE: Outcome()}}
        self.logged = {True: {}, False: {}}
        self.options = SimpleNamespace(series="17.0", short=False, rest=[])
        self.chosen = (
            Chosen("apps", "mail", ("TestOne",), "why", short=True),
            Chosen("apps", "mail", ("TestTwo",), "why"),
            Chosen("apps", "mail", ("TestNew",), "why", series=("19.0",), short=True),
        )
        self.accepted = ()

    def neighbours(self):
        """Run the command; return its status and what it said."""
        series = SimpleNamespace(name="17.0", neighbourhoods=(Neighbourhood("apps"),))
        workspace = mock.MagicMock(series=series)
        opened = mock.Mock(return_value=contextlib.nullcontext(workspace))
        test = self

        def run(_self, ours, places):
            test.runs.append((ours, sorted(name for _module, name in places)))
            return test.outcomes[ours]

        def places(_odoo, chosen):
            return {
                (one.module, name): [name] for one in chosen for name in one.classes
            }

        output = io.StringIO()
        with mock.patch.multiple(
            neighbours, opened=opened, testing=mock.DEFAULT, browser=mock.DEFAULT
        ), mock.patch.multiple(
            chosen_tests, CHOSEN=self.chosen, ACCEPTED=self.accepted
        ), mock.patch.multiple(
            neighbours._Beside, _run=run, _logged=lambda _self, ours: self.logged[ours]
        ), mock.patch.object(their_tests, "places", places):
            with contextlib.redirect_stdout(output):
                status = neighbours.run(self.project, self.options)
        return status, output.getvalue()

    def test_all_chosen_without_and_with(self):
        two = Case("mail", "TestTwo", "test_1")
        for outcomes in self.outcomes.values():
            outcomes[two] = Outcome()
        status, said = self.neighbours()
        self.assertEqual(
            self.runs,
            [(True, ["TestOne", "TestTwo"]), (False, ["TestOne", "TestTwo"])],
        )
        self.assertFalse(status, said)
        self.assertIn("mail/TestTwo", said)

    def test_little_time(self):
        self.options.short = True
        status, said = self.neighbours()
        self.assertEqual(self.runs, [(True, ["TestOne"])])
        self.assertFalse(status, said)

    def test_little_time_and_a_failure(self):
        self.options.short = True
        self.outcomes[True][ONE] = Outcome(FAILED, "why")
        for without, expected in ((Outcome(FAILED), False), (Outcome(), True)):
            with self.subTest(without=without):
                self.runs.clear()
                self.outcomes[False][ONE] = without
                status, said = self.neighbours()
                self.assertEqual(self.runs, [(True, ["TestOne"]), (False, ["TestOne"])])
                self.assertEqual(status, expected, said)
                self.assertEqual("mail/TestOne.test_1: failed: why" in said, expected)

    def test_little_time_and_what_fails_anyway(self):
        self.options.short = True
        self.outcomes[True][ONE] = Outcome(FAILED, "why")
        with mock.patch.object(chosen_tests, "FAILING_ANYWAY", {str(ONE)}):
            status, said = self.neighbours()
        self.assertEqual(self.runs, [(True, ["TestOne"])])
        self.assertFalse(status, said)

    def test_a_chosen_class_of_which_nothing_was_run(self):
        status, said = self.neighbours()
        self.assertTrue(status)
        self.assertIn("mail/TestTwo: no test was run", said)
        self.options.rest = ["-k", "TestOne"]
        self.assertFalse(self.neighbours()[0])

    def test_what_fails_for_a_reason(self):
        self.options.short = True
        self.accepted = (Accepted(str(ONE), "as clients may not"),)
        self.outcomes[True][ONE] = Outcome(FAILED, "why")
        status, said = self.neighbours()
        self.assertFalse(status, said)
        self.assertIn("as clients may not", said)
        # A reason that holds no more is not kept.
        self.outcomes[True][ONE] = Outcome()
        status, said = self.neighbours()
        self.assertTrue(status)
        self.assertIn("passes, and is in the table", said)

    def test_what_is_logged_while_it_is_installed(self):
        self.options.short = True
        self.logged[True] = {"bad": "2026 ERROR bad"}
        status, said = self.neighbours()
        self.assertTrue(status)
        self.assertIn("2026 ERROR bad", said)
        self.logged[False] = {"bad": "2025 ERROR bad"}
        self.assertFalse(self.neighbours()[0])


class TestTables(ScratchCase):
    def test_what_brings_addons_is_pinned(self):
        for series in SERIES.values():
            for neighbourhood in series.neighbourhoods:
                for requirement in neighbourhood.requirements:
                    self.assertIn(f"=={series.name}.", requirement)

    def test_each_row_is_run_somewhere(self):
        for row in chosen_tests.CHOSEN:
            self.assertTrue(row.why)
            for name in row.series:
                names = [one.name for one in SERIES[name].neighbourhoods]
                self.assertIn(row.beside, names, row)

    def test_all_that_is_installed_aside_is_tried(self):
        """What has tests of its own has them run; the rest is there all the same."""
        for series in SERIES.values():
            for neighbourhood in series.neighbourhoods:
                self.assertTrue(
                    chosen_tests.chosen(series.name).get(neighbourhood.name)
                )
