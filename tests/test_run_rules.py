"""What fails a run besides a failing test."""

import json
import os
import shutil
import subprocess
import sys

from devkit import log_rules

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


class TestRun(ScratchCase):
    """Real runs of pytest, with our conftest.py and without Odoo."""

    def run_body(self, body):
        root = self.project.root
        self.write(root / ADDON / "__manifest__.py", "{}")
        self.write(root / "test_example.py", f"{HEADER}        {body}\n")
        shutil.copy(ROOT / "conftest.py", root)
        shutil.copytree(ROOT / "tools" / "devkit", root / "tools" / "devkit")
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:odoo", "-p", "no:cacheprovider"]
            + ["--override-ini=pythonpath=tools", "--rootdir=.", "."],
            cwd=root,
            env={
                **os.environ,
                "PYTEST_ADDOPTS": "",
                "DEVKIT_NUMBERS": str(self.folder / "numbers.json"),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def assertRun(self, body, passes, says):
        done = self.run_body(body)
        self.assertEqual(done.returncode, 0 if passes else 1, done.stdout + done.stderr)
        self.assertIn(says, done.stdout)
        # The summary stays the last line, where people and tools look for it.
        self.assertRegex(done.stdout.splitlines()[-1], r"^=+ 1 \w+ in [\d.]+s =+$")

    def assertNumbers(self, passed, *failures):
        numbers = json.loads((self.folder / "numbers.json").read_text())
        self.assertEqual(numbers["passed"], passed)
        self.assertEqual(len(numbers["failures"]), len(failures), numbers)
        for said, expected in zip(numbers["failures"], failures, strict=True):
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
