"""./dev test: all tests, in a database of their own."""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from .. import browser, source
from ..console import say, step
from ..errors import DevError
from ..process import foreground
from ..series import SERIES
from ..workspace import opened

#: The tests of the tool.
OWN_TESTS = "tests"

#: The value of --series that stands for every series there is.
ALL = "all"

#: Names the file in which the tests' run leaves its numbers: see conftest.py.
NUMBERS = "DEVKIT_NUMBERS"

#: How much of a failure is told again at the end, in characters.
LONGEST = 400


@dataclass
class Result:
    """How a run of the tests ended."""

    status: int
    passed: int = 0
    #: What failed and why, a text each.
    failures: list[str] = field(default_factory=list)

    @property
    def failed(self):
        return len(self.failures)


def run(project, options):
    """Run pytest in a clone of the template; the clone is dropped whatever happens."""
    browser.ensure(project)
    if options.series != ALL:
        return _test(project, options.series, options.rest).status
    return _test_all(project, options.rest)


def _test_all(project, arguments):
    """Test every series whose source is known, all at once: a series keeps one core
    busy. What the newest one says is shown as it comes, the others' when it has ended.
    The tool's own tests are of no series: they run once."""
    newest, *others = reversed(SERIES.values())
    known = [series for series in others if source.is_known(project, series)]
    with ProcessPoolExecutor(len(SERIES)) as pool:
        running = {
            series.name: pool.submit(_test_aside, project, series.name, arguments)
            for series in known
        }
        results = {newest.name: _test_one(project, newest.name, arguments)}
        for name, future in running.items():
            results[name] = future.result()
            say()
            say(_log_of(project, name).read_text(encoding="utf-8", errors="replace"))
    say()
    for name in SERIES:
        if name in results:
            result = results[name]
            say(f"Odoo {name}: {result.passed} passed, {result.failed} failed")
            # Once more, and at the end: of a long log people keep the end alone.
            for failure in result.failures:
                say(f"  {failure.strip()[:LONGEST]}")
        else:
            say(f"Odoo {name}: not tested, no source of it is known ({source.HINT})")
    passed = sum(result.passed for result in results.values())
    failed = sum(result.failed for result in results.values())
    say(f"{passed} passed, {failed} failed")
    return max(result.status for result in results.values())


def _test_aside(project, series, arguments):
    """Test a series in a process of its own, which says everything to a file."""
    log = _log_of(project, series)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as file:
        # What it starts writes there, too.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
        return _test_one(project, series, arguments, own_tests=())


def _test_one(project, series, arguments, own_tests=(OWN_TESTS,)):
    """Test one series of several; that it cannot be had is a failure of its own."""
    say(f"Testing on Odoo {series}")
    try:
        return _test(project, series, arguments, own_tests)
    except DevError as error:
        say(f"dev: {error}")
        return Result(status=1, failures=[str(error)])


def _log_of(project, series):
    return project.logs / f"test-{series}.log"


def _test(project, wanted, arguments, own_tests=(OWN_TESTS,)):
    numbers = project.state / f"test-{os.getpid()}.json"
    with opened(project, wanted) as workspace:
        database, failures = _clone(workspace)
        folder = workspace.odoo.folder.relative_to(project.root)
        places = [*own_tests, (folder / "revo_*" / "tests").as_posix()]
        try:
            status = foreground(
                [
                    workspace.odoo.env.python,
                    "-m",
                    "pytest",
                    f"--odoo-config={workspace.odoo.config}",
                    f"--odoo-database={database}",
                    f"--override-ini=testpaths={' '.join(places)}",
                    *(_in_folder(project, folder, argument) for argument in arguments),
                ],
                env={
                    **workspace.odoo.environment,
                    # A test that wants jobs to be run starts what runs them.
                    "ODOO_QUEUE_JOB_CHANNELS": "root:0",
                    "HYPOTHESIS_STORAGE_DIRECTORY": str(project.state / "hypothesis"),
                    NUMBERS: str(numbers),
                },
                cwd=project.root,
            )
        finally:
            workspace.databases.drop(database)
    result = _read(numbers, status)
    if failures:
        say("In the log of the installation, each line a failure:")
        for line in failures:
            say(line)
        result.status = result.status or 1
        result.failures += failures
    return result


def _in_folder(project, folder, argument):
    """An argument that names a file of an addon, as the file that is tested."""
    path = project.root / argument.partition("::")[0]
    inside = path.exists() and path.resolve().is_relative_to(project.root)
    if not inside or path.resolve() == project.root:
        return argument
    relative = path.resolve().relative_to(project.root)
    if not (project.root / relative.parts[0] / "__manifest__.py").is_file():
        return argument
    _, separator, test = argument.partition("::")
    return f"{folder / relative}{separator}{test}"


def _read(numbers, status):
    try:
        ended = json.loads(numbers.read_text(encoding="utf-8"))
        numbers.unlink()
    except FileNotFoundError:
        # pytest did not come to its end, or was asked for its help.
        ended = {"failures": ["the tests did not come to their end"] if status else []}
    return Result(status, **ended)


def _clone(workspace):
    prefix = f"{workspace.templates.prefix}_test_"
    name = f"{prefix}{os.getpid()}"
    with workspace.preparing():
        for left_over in workspace.databases.names(prefix):
            if not _is_running(int(left_over.removeprefix(prefix))):
                workspace.databases.drop(left_over)
        template = workspace.templates.full()
        with step("Test database"):
            workspace.databases.clone(template, name)
        return name, workspace.templates.failures()


def _is_running(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
