"""What ./dev test gives to pytest, and what it says at the end."""

import contextlib
from pathlib import Path
from unittest import mock

from devkit.commands import test as command
from devkit.errors import DevError
from devkit.series import SERIES
from devkit.templates import check_installed

from .common import ScratchCase


class TestArguments(ScratchCase):
    """A test of an addon is named as in the checkout, and run as it was built."""

    def setUp(self):
        super().setUp()
        self.make_checkout()
        self.write(self.project.root / "scratch_addon" / "tests" / "test_a.py", "")
        self.write(self.project.root / "tests" / "test_tool.py", "")

    def given(self, argument):
        folder = Path(".dev") / "build" / "19.0"
        return command._in_folder(self.project, folder, argument)

    def test_file_of_an_addon(self):
        self.assertEqual(
            self.given("scratch_addon/tests/test_a.py"),
            ".dev/build/19.0/scratch_addon/tests/test_a.py",
        )

    def test_one_test_of_an_addon(self):
        self.assertEqual(
            self.given("scratch_addon/tests/test_a.py::TestA::test_b"),
            ".dev/build/19.0/scratch_addon/tests/test_a.py::TestA::test_b",
        )

    def test_all_else(self):
        for argument in ("tests/test_tool.py", "-k", "test_a", "-x", ".", "/", ""):
            self.assertEqual(self.given(argument), argument)


class TestAllSeries(ScratchCase):
    """Every series there is, and a sum that says which ones these were."""

    def run_all(self, known, **results):
        """Return the exit status, what ran with which own tests, and the lines."""
        noted = self.folder / "runs"

        def run(_project, series, _arguments, own_tests):
            # A file: it may be in another process.
            with noted.open("a", encoding="utf-8") as file:
                file.write(f"{series} {' '.join(own_tests)}\n")
            command.say(f"Many words on {series}")
            result = results[f"s{series[:2]}"]
            if isinstance(result, Exception):
                raise result
            return result

        is_known = mock.Mock(side_effect=lambda _project, series: series.name in known)
        output = self.folder / "output"
        with mock.patch.object(command, "_test", run), mock.patch.object(
            command.source, "is_known", is_known
        ), output.open("w") as file, contextlib.redirect_stdout(file):
            status = command._test_all(self.project, [])
        runs = sorted(noted.read_text(encoding="utf-8").splitlines())
        return status, runs, output.read_text(encoding="utf-8").splitlines()

    def test_both(self):
        status, runs, lines = self.run_all(
            ["17.0", "19.0"],
            s17=command.Result(0, 30),
            s19=command.Result(0, 40),
        )
        self.assertEqual(status, 0)
        # The tool's own tests run once.
        self.assertEqual(runs, ["17.0 ", "19.0 tests"])
        # Each tells its story in one piece.
        self.assertEqual(
            [line for line in lines if line][:4],
            [
                "Testing on Odoo 19.0",
                "Many words on 19.0",
                "Testing on Odoo 17.0",
                "Many words on 17.0",
            ],
        )
        self.assertEqual(
            lines[-3:],
            [
                "Odoo 17.0: 30 passed, 0 failed",
                "Odoo 19.0: 40 passed, 0 failed",
                "70 passed, 0 failed",
            ],
        )

    def test_one_that_is_not_there(self):
        status, runs, lines = self.run_all([], s19=command.Result(0, 40))
        self.assertEqual((status, len(runs)), (0, 1))
        self.assertRegex(lines[-3], r"^Odoo 17\.0: not tested, .*ODOO_SOURCE")
        self.assertEqual(lines[-1], "40 passed, 0 failed")

    def test_one_that_fails(self):
        status, _runs, lines = self.run_all(
            ["17.0"],
            s17=command.Result(1, 29, ["test_a.py::test_b: 2 != 3\n"]),
            s19=command.Result(0, 40),
        )
        self.assertEqual(status, 1)
        # What is read of a long log is its end.
        self.assertEqual(
            lines[-4:],
            [
                "Odoo 17.0: 29 passed, 1 failed",
                "  test_a.py::test_b: 2 != 3",
                "Odoo 19.0: 40 passed, 0 failed",
                "69 passed, 1 failed",
            ],
        )

    def test_one_that_cannot_be_had(self):
        status, runs, lines = self.run_all(
            ["17.0"], s17=command.Result(0, 30), s19=DevError("out of reach")
        )
        self.assertEqual((status, len(runs)), (1, 2))
        self.assertIn("dev: out of reach", lines)
        self.assertEqual(lines[-1], "30 passed, 1 failed")


class TestInstalled(ScratchCase):
    """Odoo says nothing of a module that it does not install."""

    def check(self, *modules):
        rows = [["base", "installed"], ["old_addon", "uninstallable"]]
        databases = mock.Mock(**{"query.return_value": rows})
        check_installed(databases, "database", modules)

    def test_installed(self):
        self.check("base")

    def test_passed_over(self):
        with self.assertRaisesRegex(DevError, "old_addon, which is uninstallable"):
            self.check("base", "old_addon")

    def test_unknown(self):
        with self.assertRaisesRegex(DevError, "new_addon, which is nowhere"):
            self.check("new_addon")

    def test_every_series_names_a_database_of_its_own(self):
        names = [series.database for series in SERIES.values()]
        self.assertEqual(len(set(names)), len(names))
