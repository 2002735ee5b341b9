"""What ./dev test gives to pytest, who runs what, and what it says at the end."""

import contextlib
import io
import json
import os
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from devkit import by_odoo, cli, journal, sharing, testing
from devkit.commands import test as command
from devkit.errors import DevError
from devkit.series import SERIES
from devkit.templates import check_installed

from .common import ROOT, ScratchCase


class TestArguments(ScratchCase):
    """A test of an addon is named as in the checkout, and run as it was built."""

    def setUp(self):
        super().setUp()
        self.make_checkout()
        self.write(self.project.root / "scratch_addon" / "tests" / "test_a.py", "")
        self.write(self.project.root / "tests" / "test_tool.py", "")

    def given(self, argument):
        folder = Path(".dev") / "build" / "19.0"
        return testing.in_folder(self.project, folder, argument)

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


class TestOptions(unittest.TestCase):
    """What is ./dev's, and what is passed on to pytest."""

    def parse(self, *arguments):
        return cli._parse(["test", *arguments])[1]

    def test_usually(self):
        options = self.parse("-k", "handoff")
        self.assertEqual(options.rest, ["-k", "handoff"])
        self.assertEqual(options.jobs, len(os.sched_getaffinity(0)))
        self.assertIsNone(options.complete)
        self.assertFalse(options.by_odoo)

    def test_complete_on_a_series_or_on_all(self):
        self.assertEqual(self.parse("--complete", "17.0").complete, "17.0")
        self.assertEqual(self.parse("--complete", "-x").complete, "all")

    def test_a_number_of_processes(self):
        self.assertEqual(self.parse("--jobs", "3").jobs, 3)
        for wrong in ("0", "-1", "many"):
            with self.subTest(wrong=wrong), self.assertRaises(
                SystemExit
            ), contextlib.redirect_stderr(io.StringIO()):
                self.parse(f"--jobs={wrong}")


class TestShares(ScratchCase):
    """Which tests need Odoo, and who takes which file when."""

    def setUp(self):
        super().setUp()
        self.queue = sharing.Queue(self.folder / "queue")

    def test_what_needs_no_odoo(self):
        for test in (
            "tests/test_tool.py::TestTool::test_a",
            "scratch_addon/tests/test_policies_a.py::TestA::test_b",
            ".dev/build/19.0/scratch_addon/tests/line/test_policies_a.py::TestA::test_b",
        ):
            self.assertFalse(sharing.needs_odoo(test), test)

    def test_what_needs_odoo(self):
        for test in (
            "scratch_addon/tests/test_a.py::TestA::test_policies_b",
            "scratch_addon/tests/line/test_a.py::TestA::test_b",
            "scratch_addon/tests/test_policies.py",
        ):
            self.assertTrue(sharing.needs_odoo(test), test)

    def test_the_longest_come_first(self):
        for name, size in (("a", 1), ("b", 100_000), ("c", 3), ("d", 2)):
            self.write(self.folder / name, "x" * size)
        self.assertEqual(
            sharing.longest_first(["a", "b", "c", "d"], {"a": 30.0}, self.folder),
            # What is not known yet is judged by its size.
            ["b", "a", "c", "d"],
        )

    def test_how_long_files_took(self):
        seconds = {"a.py::A::a": 1.5, "b.py::B::a": 1, "a.py::B::b": 2}
        self.assertEqual(sharing.sum_by_file(seconds), {"a.py": 3.5, "b.py": 1})

    def test_each_file_is_taken_once(self):
        self.queue.fill(["a", "b"])
        self.assertEqual(self.queue.take(), "a")
        self.assertEqual(self.queue.waiting(), ["b"])
        self.assertEqual(sharing.Queue(self.queue.path).take(), "b")
        self.assertIsNone(self.queue.take())

    def test_each_file_is_taken_once_by_many_at_a_time(self):
        names = [str(number) for number in range(200)]
        self.queue.fill(names)
        with ThreadPoolExecutor(8) as pool:
            takers = pool.map(
                lambda _taker: list(iter(self.queue.take, None)), range(8)
            )
        self.assertCountEqual([name for taken in takers for name in taken], names)

    def test_nothing_is_taken_after_a_stop(self):
        self.queue.fill(["a", "b"])
        self.queue.clear()
        self.assertIsNone(self.queue.take())

    def test_the_tests_of_a_file_come_in_their_order_and_together(self):
        names = ["a.py::A::a", "b.py::B::a", "b.py::B::b", "c.py::C::a"]
        items = [SimpleNamespace(nodeid=name) for name in names]
        self.queue.fill(["c.py", "b.py"])
        taken = sharing.take_items(self.queue, items)
        self.assertEqual(next(taken).nodeid, "c.py::C::a")
        # Another process has not to wait for what this one has not begun.
        self.assertEqual(self.queue.waiting(), ["b.py"])
        self.assertEqual([item.nodeid for item in taken], names[1:3])


class TestEnds(ScratchCase):
    """What becomes of a process, from its exit status and its journal."""

    def setUp(self):
        super().setUp()
        self.path = self.folder / "journal"
        self.journal = journal.Journal(self.path)

    def judge(self, status):
        return testing.judged(status, journal.read(self.path))

    def test_passed(self):
        self.journal.begin("a.py::A::a")
        self.journal.end("a.py::A::a", True, 1.25)
        result = self.judge(0)
        self.assertTrue(result.is_good)
        self.assertEqual((result.passed, result.failures), (1, []))
        self.assertEqual(result.seconds, {"a.py::A::a": 1.25})

    def test_failed(self):
        self.journal.begin("a.py::A::a")
        self.journal.fail("a.py::A::a: 2 != 3")
        self.journal.end("a.py::A::a", False, 1)
        result = self.judge(1)
        self.assertEqual((result.status, result.passed), (1, 0))
        self.assertEqual(result.failures, ["a.py::A::a: 2 != 3"])
        self.assertEqual(result.not_passed, {"a.py::A::a"})

    def test_killed(self):
        self.journal.begin("a.py::A::a")
        result = self.judge(-9)
        self.assertEqual(result.status, 1)
        self.assertEqual(result.failures, ["a.py::A::a: the process died of SIGKILL"])

    def test_killed_while_it_wrote(self):
        self.journal.begin("a.py::A::a")
        with self.path.open("a") as file:
            file.write('{"ended": "a.py::A::a", "pas')
        self.assertEqual(len(self.judge(-9).failures), 1)

    def test_left_in_the_middle_as_if_all_were_well(self):
        self.journal.begin("a.py::A::a")
        result = self.judge(0)
        self.assertEqual(result.status, 1)
        self.assertRegex(result.failures[0], "^a.py::A::a: the process ended meanwhile")

    def test_not_begun(self):
        result = self.judge(4)
        self.assertEqual(result.status, 4)
        self.assertRegex(result.failures[0], "did not come to their end: status 4")

    def test_what_several_processes_met_has_failed_once(self):
        one = testing.Result(1, 3, ["before the tests: odd"], {"a": 1})
        other = testing.Result(0, 4, ["before the tests: odd"], {"b": 2})
        whole = testing.merged([one, other])
        self.assertEqual((whole.status, whole.passed, whole.failed), (1, 7, 1))
        self.assertEqual(whole.seconds, {"a": 1, "b": 2})

    def test_nothing_to_do_is_no_failure_where_another_did_something(self):
        nothing, passed = testing.Result(5), testing.Result(0, 1)
        self.assertEqual(testing.merged([nothing, passed]).status, 0)
        self.assertEqual(testing.merged([nothing, nothing]).status, 5)

    def test_what_is_told_of_a_log(self):
        start = "=== test session starts ===\nfile.py ....\n"
        end = "=== FAILURES ===\nwhy\n=== 1 failed in 2s ==="
        self.assertEqual(testing.sections(start + end), end)
        self.assertEqual(testing.sections("Segmentation fault"), "Segmentation fault")


#: A process of the tests: it takes files, and each is a test that passes.
TAKER = """
import pathlib, sys
sys.path.insert(0, sys.argv[1])
from devkit.journal import Journal
from devkit.sharing import Queue
queue, journal = Queue(pathlib.Path(sys.argv[2])), Journal(sys.argv[3])
while file := queue.take():
    test = f"{file}::A::a"
    journal.begin(test)
    exec(sys.argv[4])
    print(file, flush=True)
    journal.end(test, True, 1)
print("=== all done ===")
"""


class Taker:
    """Stands for a share: a real process, without pytest and without Odoo."""

    def __init__(self, case, queue, number, meanwhile):
        self.label = f"process {number}"
        self.queue = queue
        self.log = case.folder / f"log-{number}"
        self.journal = case.folder / f"journal-{number}"
        self.meanwhile = meanwhile

    account = testing.Share.account

    @contextlib.contextmanager
    def running(self):
        arguments = [ROOT / "tools", self.queue.path, self.journal, self.meanwhile]
        with self.log.open("wb") as output, testing.child(
            [sys.executable, "-c", TAKER, *arguments], output=output
        ) as process:
            yield process


class TestSideBySide(ScratchCase):
    def run_takers(self, *meanwhile, jobs=2, files="abcdef"):
        """Run a process for each code to run in every test; give the results."""
        queue = sharing.Queue(self.folder / "queue")
        queue.fill(files)
        self.takers = [
            Taker(self, queue, number, code) for number, code in enumerate(meanwhile)
        ]
        with mock.patch.object(testing, "INTERVAL", 0.02), contextlib.redirect_stdout(
            io.StringIO()
        ) as self.said:
            return testing.run_side_by_side(self.takers, jobs, len(files))

    def test_all_is_done_once(self):
        results = self.run_takers(*["import time; time.sleep(0.1)"] * 2)
        whole = testing.merged(list(results.values()))
        self.assertEqual((whole.status, whole.passed, whole.failures), (0, 6, []))
        self.assertCountEqual(whole.seconds, [f"{file}::A::a" for file in "abcdef"])

    def test_no_more_at_a_time_than_there_are_jobs(self):
        # What another process is doing at the same time would be seen.
        alone = f"path = {str(self.folder / 'alone')!r}; open(path, 'x').close()"
        meanwhile = f"{alone}; import os, time; time.sleep(0.05); os.remove(path)"
        results = self.run_takers(*[meanwhile] * 3, jobs=1)
        # The first takes all that there is, and no other is started for nothing.
        self.assertEqual(list(results), ["process 0"])
        self.assertEqual(results["process 0"].passed, 6)

    def test_one_that_dies_is_named_and_the_others_go_on(self):
        die = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
        results = self.run_takers(die, "import time; time.sleep(0.3)")
        dead, other = results["process 0"], results["process 1"]
        self.assertEqual(dead.status, 1)
        self.assertRegex(dead.failures[0], r"^.::A::a: the process died of SIGKILL$")
        self.assertEqual((other.status, other.passed), (0, 5))

    def test_what_fails_is_said_at_once(self):
        results = self.run_takers("journal.fail('a: 2 != 3')", files="ab")
        self.assertEqual(results["process 0"].failures, ["a: 2 != 3"] * 2)
        self.assertIn("FAILED a: 2 != 3\n", self.said.getvalue())
        self.assertEqual(self.said.getvalue().count("FAILED"), 1)


class TestAllSeries(ScratchCase):
    """Every series there is, and a sum that says which ones these were."""

    def run_all(self, known, **results):
        """Return the exit status, what ran with own tests or without, and the lines.

        :param results: how the tests end that need no Odoo; there are no others
        """
        noted = self.folder / "runs"

        def fill(plan, _project, _options, _folder, own_tests):
            # A file: it may be in another process.
            with noted.open("a", encoding="utf-8") as file:
                file.write(f"{plan.name} {own_tests}\n")
            command.say(f"Many words on {plan.name}")
            result = results[f"s{plan.name[:2]}"]
            if isinstance(result, Exception):
                raise result
            plan.result = result

        is_known = mock.Mock(side_effect=lambda _project, series: series.name in known)
        output = self.folder / "output"
        options = SimpleNamespace(series="all", by_odoo=False, rest=[], jobs=2)
        with mock.patch.object(command, "_fill", fill), mock.patch.object(
            command.source, "is_known", is_known
        ), output.open("w") as file, contextlib.redirect_stdout(file):
            status = command.run(self.project, options)
        runs = sorted(noted.read_text(encoding="utf-8").splitlines())
        return status, runs, output.read_text(encoding="utf-8").splitlines()

    def test_both(self):
        status, runs, lines = self.run_all(
            ["17.0", "19.0"],
            s17=testing.Result(0, 30),
            s19=testing.Result(0, 40),
        )
        self.assertEqual(status, 0)
        # The tool's own tests run once.
        self.assertEqual(runs, ["17.0 False", "19.0 True"])
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
        status, runs, lines = self.run_all([], s19=testing.Result(0, 40))
        self.assertEqual((status, len(runs)), (0, 1))
        self.assertRegex(lines[-3], r"^Odoo 17\.0: not tested, .*ODOO_SOURCE")
        self.assertEqual(lines[-1], "40 passed, 0 failed")

    def test_one_that_fails(self):
        status, _runs, lines = self.run_all(
            ["17.0"],
            s17=testing.Result(1, 29, ["test_a.py::test_b: 2 != 3\n"]),
            s19=testing.Result(0, 40, seconds={"a.py::A::a": 2, "a.py::A::b": 12.34}),
        )
        self.assertEqual(status, 1)
        # What is read of a long log is its end.
        self.assertEqual(
            lines[-8:],
            [
                "The slowest tests, in seconds:",
                "   12.3  a.py::A::b",
                "    2.0  a.py::A::a",
                "",
                "Odoo 17.0: 29 passed, 1 failed",
                "  test_a.py::test_b: 2 != 3",
                "Odoo 19.0: 40 passed, 0 failed",
                "69 passed, 1 failed",
            ],
        )

    def test_one_that_cannot_be_had(self):
        status, runs, lines = self.run_all(
            ["17.0"], s17=testing.Result(0, 30), s19=DevError("out of reach")
        )
        self.assertEqual((status, len(runs)), (1, 2))
        self.assertIn("dev: out of reach", lines)
        self.assertEqual(lines[-1], "30 passed, 1 failed")


class TestQueues(ScratchCase):
    """What waits for which processes, once it is known what there is."""

    def run_shares(self, jobs, *rest, **tests):
        """Give the processes as they are to be run, and how: here or side by side."""
        folder = self.project.root
        for files in tests.values():
            for number, file in enumerate(files):
                self.write(folder / file, "x" * 10**number)
        self.plans = [
            command.Plan(
                name,
                testing.Result(5),
                run=testing.Run(
                    self.project,
                    SimpleNamespace(tree=SimpleNamespace(series=name)),
                    (),
                    False,
                    False,
                    self.folder / "run",
                ),
                tests=[f"{file}::A::{test}" for file in files for test in "ab"],
            )
            for name, files in (("19.0", tests["s19"]), ("17.0", tests["s17"]))
        ]
        self.results = {plan.name: [plan.result] for plan in self.plans}
        done = []

        def run_here(share):
            done.append((share.label, "here", share.queue.waiting()))
            return self.end(share)

        def run_side_by_side(shares, jobs, total):
            for share in shares:
                done.append((share.label, f"{jobs} of {total}", share.queue.waiting()))
            return {share.label: self.end(share) for share in shares}

        options = SimpleNamespace(jobs=jobs, rest=rest)
        with mock.patch.object(
            command, "connected", lambda *_known: contextlib.nullcontext()
        ), mock.patch.object(testing.Share, "run_here", run_here), mock.patch.object(
            testing, "run_side_by_side", run_side_by_side
        ), mock.patch.object(testing, "tell"):
            command._run_shares(self.project, options, self.plans, self.results)
        return done

    def end(self, share):
        """Take all that waits, and pass."""
        tests = {}
        while file := share.queue.take():
            tests |= {f"{file}::A::{test}": 1 for test in "ab"}
        return testing.Result(0, len(tests), [], tests)

    def test_one_series_comes_after_the_other_and_each_has_its_queue(self):
        done = self.run_shares(2, s19=["a.py", "b.py"], s17=["c.py", "d.py", "e.py"])
        self.assertEqual(
            done,
            [
                ("Odoo 19.0, process 1", "2 of 10", ["b.py", "a.py"]),
                ("Odoo 19.0, process 2", "2 of 10", ["b.py", "a.py"]),
                ("Odoo 17.0, process 1", "2 of 10", ["e.py", "d.py", "c.py"]),
                ("Odoo 17.0, process 2", "2 of 10", ["e.py", "d.py", "c.py"]),
            ],
        )
        results = {name: testing.merged(some) for name, some in self.results.items()}
        self.assertEqual(
            {name: (one.status, one.passed) for name, one in results.items()},
            {"19.0": (0, 4), "17.0": (0, 6)},
        )

    def test_no_more_processes_than_files(self):
        done = self.run_shares(4, s19=["a.py"], s17=["c.py", "d.py"])
        self.assertEqual(len(done), 3)

    def test_a_single_process_has_the_terminal(self):
        for jobs, rest in ((1, []), (2, ["--pdb"])):
            with self.subTest(jobs=jobs, rest=rest):
                done = self.run_shares(jobs, *rest, s19=["a.py", "b.py"], s17=[])
                self.assertEqual(
                    done, [("Odoo 19.0, process 1", "here", ["b.py", "a.py"])]
                )


class TestKept(ScratchCase):
    """What a run leaves for the next."""

    def test_how_long_files_take(self):
        for seconds in ({"a.py::A::a": 1, "b.py::B::a": 2}, {"b.py::B::a": 3}):
            command._remember(
                self.project, {"17.0": testing.Result(0, 0, [], seconds)}, {}
            )
        path = command._seconds_of(self.project, "17.0")
        self.assertEqual(json.loads(path.read_text()), {"a.py": 1, "b.py": 3})

    def test_what_has_failed_in_any_process(self):
        path = self.project.state / command.LAST_FAILED
        self.write(path, "{}")
        result = testing.Result(1, 1, [], {"a": 1, "b": 1, "c": 1}, {"b"})
        command._remember(self.project, {"17.0": result}, {"c": True, "d": True})
        self.assertEqual(set(json.loads(path.read_text())), {"b", "d"})

    def test_a_test_that_nobody_ran_is_a_failure(self):
        plan = command.Plan("17.0", testing.Result(), tests=["a", "b"])
        results = [testing.Result(0, 1, seconds={"a": 1})]
        command._miss(plan, results)
        self.assertEqual(results[0].failures, ["b: not run, 1 of 2 tests"])
        self.assertEqual(results[0].status, 1)


class TestByOdoo(ScratchCase):
    def test_a_test_has_the_same_name_whoever_runs_it(self):
        for folder in (".", ".dev/build/19.0"):
            file = Path(folder) / "scratch_addon" / "tests" / "line" / "test_a.py"
            self.assertEqual(
                by_odoo.named(f"{file}::TestA::test_b", Path(folder)),
                ("scratch_addon.tests.line.test_a", "TestA", "test_b"),
            )

    def test_a_test_that_starts(self):
        line = (
            "2024-01-01 10:00:00,123 42 INFO db odoo.addons.scratch_addon.tests.test_a:"
            " Starting TestA.test_b ... "
        )
        self.assertEqual(
            by_odoo._STARTED.search(line).groups(),
            ("scratch_addon.tests.test_a", "TestA", "test_b"),
        )


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
