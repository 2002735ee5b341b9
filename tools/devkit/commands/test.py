"""./dev test: all tests, in a database of their own."""

import json
import os
from dataclasses import dataclass

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


@dataclass
class Result:
    """How a run of the tests ended."""

    status: int
    passed: int = 0
    failed: int = 0


def run(project, options):
    """Run pytest in a clone of the template; the clone is dropped whatever happens."""
    browser.ensure(project)
    if options.series != ALL:
        return _test(project, options.series, options.rest).status
    return _test_all(project, options.rest)


def _test_all(project, arguments):
    """Test the newest series, then each other one whose source is known. The tool's
    own tests are of no series: they run once."""
    newest, *others = reversed(SERIES.values())
    results, own_tests = {}, (OWN_TESTS,)
    for series in (newest, *others):
        if series is not newest and not source.is_known(project, series):
            continue
        say(f"Testing on Odoo {series.name}")
        try:
            results[series.name] = _test(project, series.name, arguments, own_tests)
        except DevError as error:
            say(f"dev: {error}")
            results[series.name] = Result(status=1, failed=1)
        own_tests = ()
    say()
    for name in SERIES:
        if name in results:
            result = results[name]
            say(f"Odoo {name}: {result.passed} passed, {result.failed} failed")
        else:
            say(f"Odoo {name}: not tested, no source of it is known ({source.HINT})")
    passed = sum(result.passed for result in results.values())
    failed = sum(result.failed for result in results.values())
    say(f"{passed} passed, {failed} failed")
    return max(result.status for result in results.values())


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
        result.failed += len(failures)
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
        counts = json.loads(numbers.read_text(encoding="utf-8"))
        numbers.unlink()
    except FileNotFoundError:
        # pytest did not come to its end, or was asked for its help.
        counts = {"failed": int(bool(status))}
    return Result(status, **counts)


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
