"""A command on several series at once: what is shown, what fails, what is left."""

import contextlib
import io
import os
import time

from devkit import asides
from devkit.errors import DevError

from .common import ScratchCase

# In place of ./dev: it says what it is to do, notes its number, and does it.
DEV = """
import os, pathlib, sys, time
print("aside", *sys.argv[1:], flush=True)
pathlib.Path("aside.pid").write_text(str(os.getpid()))
{code}
"""


class TestEach(ScratchCase):
    def run_each(self, code, run_one=lambda _name: None):
        """Run a command on two series; return whether it failed, and what was said.

        :param code: what ./dev does for the one that is run aside
        """
        self.write(self.project.root / "dev", DEV.format(code=code))
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            failed = asides.run_each(
                self.project, ["19.0", "17.0"], ["try", "--short"], run_one
            )
        return failed, said.getvalue()

    def wait_for_aside(self):
        path = self.project.root / "aside.pid"
        end = time.monotonic() + 30
        while not path.exists() or not path.read_text():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)
        return int(path.read_text())

    def test_what_each_says_is_whole(self):
        def run_one(name):
            print(f"here {name}, once")
            self.wait_for_aside()
            print(f"here {name}, twice")

        failed, said = self.run_each("print('and no more')", run_one)
        self.assertFalse(failed, said)
        self.assertEqual(
            [line for line in said.splitlines() if line],
            [
                "here 19.0, once",
                "here 19.0, twice",
                "aside try --series 17.0 --short",
                "and no more",
            ],
        )

    def test_each_failure_is_told_with_its_name(self):
        def refuse(_name):
            raise DevError("No source.")

        for run_one, status, names in (
            (lambda _name: True, 0, ["19.0"]),
            (lambda _name: None, 3, ["17.0"]),
            (refuse, 0, ["19.0"]),
            (refuse, 1, ["19.0", "17.0"]),
        ):
            with self.subTest(names=names, status=status):
                failed, said = self.run_each(f"sys.exit({status})", run_one)
                self.assertTrue(failed)
                self.assertIn("aside try", said)
                told = [line for line in said.splitlines() if "failed on" in line]
                expected = [f"./dev try failed on Odoo {name}." for name in names]
                self.assertEqual(told, expected)

    def test_nothing_is_left_running(self):
        for stop in (KeyboardInterrupt, SystemExit, OSError):
            with self.subTest(stop=stop):

                def run_one(_name, stop=stop):
                    self.number = self.wait_for_aside()
                    raise stop

                with self.assertRaises(stop):
                    self.run_each("time.sleep(600)", run_one)
                with self.assertRaises(ProcessLookupError):
                    os.kill(self.number, 0)
                (self.project.root / "aside.pid").unlink()
