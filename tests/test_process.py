"""Programs that ./dev runs: checked, and ended with all that they started."""

import os
import signal
import subprocess
import sys
import time

from devkit import process
from devkit.errors import DevError, DiskFull

from .common import ROOT, ScratchCase

#: A program that starts another one, says both numbers, and waits.
FAMILY = """
import os, subprocess, sys, time
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(os.getpid(), other.pid, flush=True)
time.sleep(60)
"""

#: What ./dev does around such a program.
AROUND = """
import sys
from devkit import cli, process
cli.end_orderly_on_signals()
with process.child([sys.executable, "-c", {family!r}]) as child:
    print(child.stdout.readline().strip(), flush=True)
    child.wait()
"""


class TestProcess(ScratchCase):
    def test_output(self):
        self.assertEqual(process.run(["echo", "text"], "Talking"), "text\n")

    def test_failure_says_what_and_why(self):
        with self.assertRaisesRegex(DevError, "^Listing failed: .*No such file"):
            process.run(["ls", "/does/not/exist"], "Listing")

    def test_failure_names_the_log(self):
        log = self.folder / "log"
        command = ["sh", "-c", "echo first; echo why >&2; exit 3"]
        with self.assertRaisesRegex(DevError, f"failed: why. .*{log}"):
            process.stream(command, "Trying", log, lambda line: None)
        self.assertEqual(log.read_text(), "first\nwhy\n")

    def test_no_room(self):
        with self.assertRaises(DiskFull):
            process.run(["dd", "if=/dev/zero", "of=/dev/full", "count=1"], "Writing")

    def test_disturbing_variables_do_not_reach_children(self):
        os.environ["PYTHONPATH"] = "/somewhere"
        self.addCleanup(os.environ.pop, "PYTHONPATH", None)
        self.assertNotIn("PYTHONPATH", process.environment())
        self.assertNotIn("HOME", process.environment(HOME=None))

    def test_nothing_outlives_dev(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number.name):
                self._end_with(number)

    def _end_with(self, number):
        with subprocess.Popen(
            [sys.executable, "-c", AROUND.format(family=FAMILY)],
            env={**os.environ, "PYTHONPATH": str(ROOT / "tools")},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as around:
            family = [int(pid) for pid in around.stdout.readline().split()]
            self.assertEqual(len(family), 2)
            around.send_signal(number)
            self.assertNotEqual(around.wait(timeout=300), 0)
        for pid in family:
            self.assertEnds(pid)

    def assertEnds(self, pid):
        """A process is gone, or only waits for its parent to notice."""
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            try:
                with open(f"/proc/{pid}/stat") as file:
                    state = file.read().rpartition(")")[2].split()[0]
            except FileNotFoundError:
                return
            if state == "Z":
                return
            time.sleep(0.05)
        self.fail(f"process {pid} is still running")
