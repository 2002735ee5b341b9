"""The processes that run the tests: what each is given, and how it ended."""

import os
import re
import signal
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from . import journal
from .console import say, step
from .process import child, foreground, run
from .sharing import OWN_TESTS

#: The exit statuses of pytest: all is well, tests failed, there was nothing to do.
PASSED, FAILED, NOTHING = 0, 1, 5

#: Seconds between two looks at the processes.
INTERVAL = 0.5

#: Tells the tests to leave nothing out that takes long.
COMPLETE = "REVO_COMPLETE"

#: Stands for a database where none is opened.
NO_DATABASE = "none"

#: The first line of what pytest says after the tests.
_SECTION = re.compile(r"^=+ (?!test session starts).* =+$", re.MULTILINE)


@dataclass
class Result:
    """How a run of the tests ended."""

    status: int = PASSED
    passed: int = 0
    #: What failed and why, a text each.
    failures: list[str] = field(default_factory=list)
    #: How long each test took, by its name.
    seconds: dict[str, float] = field(default_factory=dict)
    #: Those of them that did not pass.
    not_passed: set[str] = field(default_factory=set)

    @property
    def failed(self):
        return len(self.failures)

    @property
    def is_good(self):
        return self.status in (PASSED, NOTHING)

    def fail(self, text):
        """Note a failure, whatever the process said of itself."""
        self.failures.append(text)
        if self.is_good:
            self.status = FAILED


def merged(results):
    """Return several results as one; what several processes met has failed once."""
    whole = Result(
        # To find nothing to do is no failure where another process did.
        max((one.status for one in results if one.status != NOTHING), default=NOTHING)
    )
    for one in results:
        whole.passed += one.passed
        whole.failures += [text for text in one.failures if text not in whole.failures]
        whole.seconds |= one.seconds
        whole.not_passed |= one.not_passed
    return whole


@dataclass(frozen=True)
class Run:
    """What all processes that test a series have in common."""

    project: object
    odoo: object
    #: The arguments for pytest.
    arguments: tuple
    complete: bool
    own_tests: bool
    #: Where the processes write for each other.
    folder: Path

    @property
    def name(self):
        return self.odoo.tree.series

    @property
    def addons_folder(self):
        return self.odoo.folder.relative_to(self.project.root)

    def command(self, database, *options):
        places = [
            (self.addons_folder / addon.name / "tests").as_posix()
            for addon in self.odoo.addons
        ]
        if self.own_tests:
            places.insert(0, OWN_TESTS)
        return [
            self.odoo.env.python,
            "-m",
            "pytest",
            f"--odoo-config={self.odoo.config}",
            f"--odoo-database={database}",
            f"--override-ini=testpaths={' '.join(places)}",
            *options,
            *(
                in_folder(self.project, self.addons_folder, argument)
                for argument in self.arguments
            ),
        ]

    def environment(self, **extra):
        return {
            **self.odoo.environment,
            # A test that wants jobs to be run starts what runs them.
            "ODOO_QUEUE_JOB_CHANNELS": "root:0",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self.project.state / "hypothesis"),
            **({COMPLETE: "1"} if self.complete else {}),
            **extra,
        }

    def file(self, name):
        """A path that no other process of the run uses but those that are told it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / f"{self.name}-{name}"

    def listed(self):
        """Return the names of all tests, without running any."""
        path = self.file("list")
        run(
            self.command(NO_DATABASE, "--collect-only", "-q"),
            "Looking for tests",
            env=self.environment(DEVKIT_LIST=str(path)),
            cwd=self.project.root,
        )
        return _names_in(path)

    def run_plain(self):
        """Run the tests that need no Odoo; return how they ended, and the names of all
        tests."""
        listed, noted = self.file("list"), self.file("journal-plain")
        status = foreground(
            self.command(NO_DATABASE),
            env=self.environment(DEVKIT_LIST=str(listed), DEVKIT_JOURNAL=str(noted)),
            cwd=self.project.root,
        )
        return judged(status, journal.read(noted)), _names_in(listed)


@dataclass
class Share:
    """A process that takes files from a queue, with a database of its own."""

    run: Run
    workspace: object
    queue: object
    number: int

    @property
    def label(self):
        return f"Odoo {self.run.name}, process {self.number}"

    @property
    def journal(self):
        return self.run.file(f"journal-{self.number}")

    @property
    def log(self):
        return self.run.project.logs / f"test-{self.run.name}-{self.number}.log"

    def account(self):
        return journal.read(self.journal)

    def run_here(self):
        """Run it as the only one, which has the terminal; return how it ended."""
        with self._database() as database:
            status = foreground(*self._started(database), cwd=self.run.project.root)
        return judged(status, self.account())

    @contextmanager
    def running(self):
        """Run it aside, with its output in its log; yields the process."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self._database() as database, self.log.open("wb") as output, child(
            *self._started(database), cwd=self.run.project.root, output=output
        ) as process:
            yield process

    def _started(self, database):
        return self.run.command(database), self.run.environment(
            DEVKIT_QUEUE=str(self.queue.path), DEVKIT_JOURNAL=str(self.journal)
        )

    @contextmanager
    def _database(self):
        """A clone of the template, dropped whatever happens."""
        databases, templates = self.workspace.databases, self.workspace.templates
        name = f"{templates.prefix}_test_{os.getpid()}_{self.number}"
        with self.workspace.preparing():
            databases.clone(templates.full(), name)
        try:
            yield name
        finally:
            databases.drop(name)


def run_side_by_side(shares, jobs, total):
    """Run shares, so many at a time; return how each ended, by its label.

    :param total: how many tests there are, to be shown
    """
    waiting, running, results = list(shares), {}, {}
    told = set()
    with step("Tests with Odoo") as progress, ExitStack() as stack:
        while waiting or running:
            while waiting and len(running) < jobs:
                share = waiting.pop(0)
                # Unless the others have done all that there was.
                if share.queue.waiting():
                    running[share.label] = share, _start(share, stack)
            time.sleep(INTERVAL)
            for label, (share, (process, context)) in list(running.items()):
                if process.poll() is not None:
                    context.close()
                    results[label] = judged(process.returncode, share.account())
                    del running[label]
            accounts = [
                *results.values(),
                *(share.account() for share, _started in running.values()),
            ]
            for text in [text for account in accounts for text in account.failures]:
                if text not in told:
                    told.add(text)
                    progress.note(f"FAILED {text.strip().splitlines()[0]}")
            passed = sum(account.passed for account in accounts)
            progress.update(f"{passed} of {total} passed, {len(told)} failed")
    return results


def _start(share, stack):
    """Start a share; return its process, and what ends it and drops its database."""
    # In a stack of its own within that of all: each ends for itself, all end at last.
    context = stack.enter_context(ExitStack())
    return context.enter_context(share.running()), context


def judged(status, account):
    """Return the result of a process, with what its journal cannot tell of its end."""
    result = Result(
        max(status, PASSED),
        account.passed,
        account.failures,
        account.seconds,
        account.not_passed,
    )
    test = account.running or "the tests"
    if status < 0:
        result.fail(f"{test}: the process died of {_name_of(-status)}")
    elif account.running:
        result.fail(f"{test}: the process ended meanwhile, with status {status}")
    elif status not in (PASSED, NOTHING) and not account.failures:
        result.fail(f"the tests did not come to their end: status {status}")
    return result


def sections(output):
    """Return what pytest said after the tests: what failed and why, what was measured,
    and the sum; the end where it did not come to that."""
    match = _SECTION.search(output)
    return output[match.start() :] if match else "\n".join(output.splitlines()[-30:])


def in_folder(project, folder, argument):
    """An argument that names a file of an addon, as the file that is tested."""
    path = project.root / argument.partition("::")[0]
    # os.path: an expression of -k may be longer than a file's name, which Path refuses.
    inside = os.path.exists(path) and path.resolve().is_relative_to(project.root)
    if not inside or path.resolve() == project.root:
        return argument
    relative = path.resolve().relative_to(project.root)
    if not (project.root / relative.parts[0] / "__manifest__.py").is_file():
        return argument
    _, separator, test = argument.partition("::")
    return f"{folder / relative}{separator}{test}"


def drop_left_over(workspace):
    """Drop the databases of runs that were killed, with those that tests made."""
    prefix = f"{workspace.templates.prefix}_test_"
    for name in workspace.databases.names(prefix):
        process_id = re.match(r"\d+", name.removeprefix(prefix))
        if process_id and not _is_running(int(process_id[0])):
            workspace.databases.drop(name)


def _is_running(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _names_in(path):
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _name_of(number):
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def tell(shares, results):
    """Say what each process said after its tests."""
    for share in shares:
        if share.label in results:
            say()
            say(f"{share.label}:")
            output = share.log.read_text(encoding="utf-8", errors="replace")
            say(sections(output).rstrip())
