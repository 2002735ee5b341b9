"""What fails a run besides a failing test, and how a process takes its share."""

import os
import shutil
import subprocess
import sys

from devkit import journal, log_rules, sharing

from .common import ROOT, ScratchCase

ADDON = "revo_helpdesk_example"

HEADER = """
import logging
import unittest

import pytest

ODOO = logging.getLogger("odoo.models")
OURS = logging.getLogger("odoo.addons.revo_helpdesk_example.models")


class TestExample(unittest.TestCase):
    def test_it(self):
"""


class RunCase(ScratchCase):
    """Real runs of pytest, with our conftest.py and without Odoo."""

    def run_pytest(self, files, *options, **variables):
        root = self.project.root
        self.make_addon(ADDON, "{}")
        for name, text in files.items():
            self.write(root / name, text)
        shutil.copy(ROOT / "conftest.py", root)
        shutil.copytree(ROOT / "tools" / "devkit", root / "tools" / "devkit")
        # This may be a process of ./dev test itself.
        outer = {key: val for key, val in os.environ.items() if key[:7] != "DEVKIT_"}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:odoo", "-p", "no:cacheprovider"]
            + ["--override-ini=pythonpath=tools", "--rootdir=.", *options, "."],
            cwd=root,
            env={
                **outer,
                "PYTEST_ADDOPTS": "",
                "DEVKIT_JOURNAL": str(self.folder / "journal"),
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def account(self):
        return journal.read(self.folder / "journal")


class TestRun(RunCase):
    """What fails a run."""

    def assertRun(self, body, passes, says):
        done = self.run_pytest({"test_example.py": f"{HEADER}        {body}\n"})
        self.assertEqual(done.returncode, 0 if passes else 1, done.stdout + done.stderr)
        self.assertIn(says, done.stdout)
        # The summary stays the last line, where people and tools look for it.
        self.assertRegex(done.stdout.splitlines()[-1], r"^=+ 1 \w+ in [\d.]+s =+$")

    def assertNumbers(self, passed, *failures):
        account = self.account()
        self.assertEqual(account.passed, passed)
        self.assertIsNone(account.running)
        self.assertEqual(len(account.failures), len(failures), account)
        for said, expected in zip(account.failures, failures, strict=True):
            self.assertRegex(said, rf"^test_example\.py::.*: {expected}")

    def test_nothing_special(self):
        self.assertRun("pass", True, "1 passed")
        self.assertNumbers(1)

    def test_skipped(self):
        self.assertRun("self.skipTest('no browser')", False, "each is a failure")
        self.assertNumbers(0, "skipped")

    def test_expected_failure(self):
        self.assertRun("pytest.xfail('known')", True, "1 xfailed")

    def test_logged_error(self):
        self.assertRun("ODOO.error('broken')", False, "ERROR odoo.models: broken")
        self.assertNumbers(1, "ERROR odoo.models: broken")

    def test_failed(self):
        self.assertRun("self.assertEqual(2, 3)", False, "AssertionError: 2 != 3")
        self.assertNumbers(0, "AssertionError: 2 != 3")

    def test_warning_of_ours(self):
        self.assertRun("OURS.warning('odd')", False, "odd")

    def test_warning_about_ours(self):
        body = "ODOO.warning('field of revo_helpdesk_example is odd')"
        self.assertRun(body, False, "is odd")

    def test_warning_of_others(self):
        self.assertRun("ODOO.warning('odd')", True, "1 passed")

    def test_expected_records(self):
        body = "with self.assertLogs(OURS): OURS.error('expected')"
        self.assertRun(body, True, "1 passed")


EXAMPLE = """
import unittest

class TestExample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("set up", __name__)

    def test_a(self):
        {body}

    def test_b(self):
        pass
"""


class TestShare(RunCase):
    """What a process of several does."""

    def run_share(self, *taken, **bodies):
        """Run a process with files of tests; give it, and the tests that it ran."""
        queue = sharing.Queue(self.folder / "queue")
        queue.fill(taken)
        files = {
            f"test_{name}.py": EXAMPLE.format(body=body)
            for name, body in bodies.items()
        }
        done = self.run_pytest(files, DEVKIT_QUEUE=str(queue.path))
        return done, list(self.account().seconds)

    def test_it_runs_the_files_that_it_takes_in_their_order(self):
        done, ran = self.run_share("test_c.py", "test_a.py", a="0", b="0", c="0")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(
            ran,
            [
                f"test_{name}.py::TestExample::test_{test}"
                for name in "ca"
                for test in "ab"
            ],
        )

    def test_it_goes_on_after_a_failure(self):
        done, ran = self.run_share("test_b.py", "test_a.py", a="0", b="1 / 0")
        self.assertEqual((done.returncode, len(ran)), (1, 4))
        self.assertEqual(self.account().passed, 3)

    def test_where_there_is_nothing_to_take_nothing_fails(self):
        done, ran = self.run_share(a="0")
        self.assertEqual((done.returncode, ran), (0, []))

    def test_a_file_that_cannot_be_read_is_a_failure(self):
        done, ran = self.run_share("test_a.py", a="0", b="'")
        self.assertEqual((done.returncode, ran), (2, []))
        self.assertRegex(self.account().failures[0], "^test_b.py: (.*\n)*.*SyntaxError")

    def test_a_test_that_hangs_ends_its_process(self):
        settings = ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8")
        self.assertIn("faulthandler_exit_on_timeout = true", settings)
        body = "import time; time.sleep(60)"
        done = self.run_pytest(
            {"test_a.py": EXAMPLE.format(body=body)},
            "--override-ini=faulthandler_exit_on_timeout=true",
            "--override-ini=faulthandler_timeout=0.5",
        )
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.account().running, "test_a.py::TestExample::test_a")
        # It tells where.
        self.assertRegex(done.stderr, 'File ".*test_a.py", line .* in test_a')

    def test_what_needs_no_odoo_comes_before_any_database(self):
        names = ("scratch/test_a.py", "scratch/line/test_policies_b.py")
        files = {name: EXAMPLE.format(body="0") for name in names}
        files["tests/test_c.py"] = EXAMPLE.format(body="0")
        listed = self.folder / "list"
        done = self.run_pytest(files, DEVKIT_LIST=str(listed))
        self.assertEqual(done.returncode, 0, done.stdout)
        ran = {test.partition("::")[0] for test in self.account().seconds}
        self.assertEqual(ran, {"tests/test_c.py", "scratch/line/test_policies_b.py"})
        # The rest is known before it is shared out.
        known = {line.partition("::")[0] for line in listed.read_text().splitlines()}
        self.assertEqual(known, set(files))


class TestLogLines(ScratchCase):
    def test_failures(self):
        start = "2024-01-01 10:00:00,123 42"
        lines = [
            f"{start} INFO db odoo.modules: {ADDON} loaded",
            f"{start} WARNING db odoo.models: something of others",
            f"{start} WARNING db odoo.models: something of {ADDON}",
            f"{start} WARNING db odoo.addons.{ADDON}.models: something",
            f"{start} ERROR ? odoo.models: an error",
            f"{start} CRITICAL db odoo.models: a worse one",
            "Traceback (most recent call last): ERROR",
            f"{start} ERROR db werkzeug: 127.0.0.1 - - [now] Request timed out: "
            "TimeoutError('timed out')",
        ]
        self.assertEqual(log_rules.failures(lines, [ADDON]), lines[2:6])

    def test_missing_demo_data(self):
        start = "2024-01-01 10:00:00,123 42"
        lines = [
            f"{start} INFO db odoo.modules.loading: Module mail: loading demo",
            f"{start} WARNING db odoo.modules.loading: Module mail demo data failed to"
            " install, installed without demo data",
        ]
        self.assertEqual(log_rules.missing_demo(lines), lines[1])
        self.assertIsNone(log_rules.missing_demo(lines[:1]))
