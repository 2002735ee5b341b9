"""./dev test: all tests, in processes side by side, each in a database of its own."""

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from .. import archive, browser, by_odoo, source, testing
from ..console import say
from ..errors import DevError
from ..series import ALL, SERIES
from ..sharing import Queue, files_of, longest_first, needs_odoo, sum_by_file
from ..testing import NOTHING, Result, Run, Share, merged
from ..workspace import connected, equipped

#: How much of a failure is told again at the end, in characters.
LONGEST = 400

#: How many of the slowest tests are told.
SLOWEST = 10

#: Arguments with which pytest wants the terminal for itself.
ALONE = {"-s", "--capture=no", "--pdb", "--trace"}

#: Arguments with which pytest runs no test.
NO_RUN = {"--co", "--collect-only"}

#: Where pytest keeps what has failed, in its cache.
LAST_FAILED = Path("pytest", "v", "cache", "lastfailed")


@dataclass
class Plan:
    """What is known of the tests of a series before any database is opened."""

    name: str
    #: How the tests ended that need no Odoo.
    result: Result
    #: What the log of the installation said.
    installation: Result = field(default_factory=lambda: Result(NOTHING))
    run: Run | None = None
    #: The tests that need Odoo.
    tests: list[str] = field(default_factory=list)


def run(project, options):
    """Run what needs no Odoo, and then the rest: several processes take file after
    file, each in a clone of the template that is dropped whatever happens."""
    if options.by_odoo:
        browser.ensure(project)
        return by_odoo.run(project, options)
    failed_before = _last_failed(project)
    folder = project.state / f"test-{os.getpid()}"
    try:
        plans = _prepare(project, options, folder)
        results = {plan.name: [plan.result, plan.installation] for plan in plans}
        good = all(plan.result.is_good or not plan.run for plan in plans)
        if good and any(plan.tests for plan in plans):
            _run_shares(project, options, plans, results)
    finally:
        archive.remove(folder)
    results = {name: merged(several) for name, several in results.items()}
    _remember(project, results, failed_before)
    _tell(results, options.series)
    return merged(list(results.values())).status


def _prepare(project, options, folder):
    """Prepare each series that is wanted, all at once as one keeps one core busy. What
    the newest one says is shown as it comes, the others' when they are done. The
    tool's own tests are of no series: they run once."""
    if options.series != ALL:
        series = source.choose(project, options.series)
        plan = Plan(series.name, Result())
        _fill(plan, project, options, folder, own_tests=True)
        return [plan]
    newest, *others = reversed(SERIES.values())
    known = [series.name for series in others if source.is_known(project, series)]
    with ProcessPoolExecutor(len(SERIES)) as pool:
        asides = {
            name: pool.submit(_plan_aside, project, name, options, folder)
            for name in known
        }
        plans = [_plan(project, newest.name, options, folder, own_tests=True)]
        for name, aside in asides.items():
            plans.append(aside.result())
            say()
            say(_log_of(project, name).read_text(encoding="utf-8", errors="replace"))
    return plans


def _plan_aside(project, name, options, folder):
    """Prepare a series in a process of its own, which says everything to a file."""
    log = _log_of(project, name)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as file:
        # What it starts writes there, too.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
        return _plan(project, name, options, folder, own_tests=False)


def _plan(project, name, options, folder, own_tests):
    """Prepare one series of several; that it cannot be had is a failure of its own."""
    say(f"Testing on Odoo {name}")
    plan = Plan(name, Result())
    try:
        _fill(plan, project, options, folder, own_tests)
    except DevError as error:
        say(f"dev: {error}")
        plan.run, plan.tests = None, []
        plan.result.fail(str(error))
    return plan


def _log_of(project, series):
    return project.logs / f"test-{series}.log"


def _fill(plan, project, options, folder, own_tests):
    """Run the tests of a series that need no Odoo; if they pass and there are others,
    make the templates."""
    series, odoo = equipped(project, plan.name)
    arguments = tuple(options.rest)
    complete = options.complete in (ALL, series.name)
    with connected(project, series, odoo) as workspace:
        plan.run = Run(project, workspace.odoo, arguments, complete, own_tests, folder)
        plan.result, listed = plan.run.run_plain()
        if not plan.result.is_good or NO_RUN.intersection(arguments):
            return
        plan.tests = [test for test in listed if needs_odoo(test)]
        if not plan.tests:
            return
        browser.ensure_for(project, files_of(plan.tests))
        with workspace.preparing():
            testing.drop_left_over(workspace)
            failures = workspace.templates.failures()
    if failures:
        say("In the log of the installation, each line a failure:")
        for line in failures:
            say(line)
            plan.installation.fail(line)


def _run_shares(project, options, plans, results):
    """Run the tests that need Odoo. Processes of the next series start when those of
    the one before have no more to take, so that no core waits for another."""
    jobs = 1 if ALONE.intersection(options.rest) else options.jobs
    with ExitStack() as stack:
        shares = []
        for plan in plans:
            if plan.tests:
                series = SERIES[plan.name]
                workspace = stack.enter_context(
                    connected(project, series, plan.run.odoo)
                )
                files = files_of(plan.tests)
                queue = Queue(plan.run.file("queue"))
                known = _read(_seconds_of(project, plan.name))
                queue.fill(longest_first(files, known, project.root))
                shares += [
                    Share(plan.run, workspace, queue, number + 1)
                    for number in range(min(jobs, len(files)))
                ]
        if jobs == 1 or len(shares) == 1:
            ended = {share.label: share.run_here() for share in shares}
        else:
            total = sum(len(plan.tests) for plan in plans)
            ended = testing.run_side_by_side(shares, jobs, total)
            testing.tell(shares, ended)
    for share in shares:
        if share.label in ended:
            results[share.run.name].append(ended[share.label])
    for plan in plans:
        _miss(plan, results[plan.name])


def _miss(plan, several):
    """Make sure that every test has been run: where nothing else failed that explains
    it, it is a failure that one was not."""
    whole = merged(several)
    missing = [test for test in plan.tests if test not in whole.seconds]
    if missing:
        text = f"{missing[0]}: not run, {len(missing)} of {len(plan.tests)} tests"
        if whole.is_good:
            several[0].fail(text)
        else:
            say(text)


def _seconds_of(project, series):
    """Where it is kept how long each file took the last time."""
    return project.state / f"test-seconds-{series}.json"


def _last_failed(project):
    return _read(project.state / LAST_FAILED)


def _read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def _remember(project, results, failed_before):
    """Keep how long files took, and what --last-failed is to run: each process of
    pytest has noted what it knew itself, over what the others had noted."""
    failed = dict(failed_before)
    for name, result in results.items():
        path = _seconds_of(project, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {**_read(path), **sum_by_file(result.seconds)}
        path.write_text(json.dumps(kept, indent=1), encoding="utf-8")
        for test in result.seconds:
            failed.pop(test, None)
        failed |= dict.fromkeys(result.not_passed, True)
    path = project.state / LAST_FAILED
    if path.parent.is_dir():
        path.write_text(json.dumps(failed, indent=2), encoding="utf-8")


def _tell(results, wanted):
    """Say what took long and, at the end, how many passed and what failed."""
    seconds = {}
    for result in results.values():
        seconds |= result.seconds
    if seconds:
        say()
        say("The slowest tests, in seconds:")
        for test in sorted(seconds, key=seconds.get, reverse=True)[:SLOWEST]:
            say(f"{seconds[test]:7.1f}  {test}")
    say()
    for name in SERIES if wanted == ALL else results:
        if name in results:
            result = results[name]
            say(f"Odoo {name}: {result.passed} passed, {result.failed} failed")
            # Once more, and at the end: of a long log people keep the end alone.
            for failure in result.failures:
                say(f"  {failure.strip()[:LONGEST]}")
        else:
            say(f"Odoo {name}: not tested, no source of it is known ({source.HINT})")
    if wanted == ALL:
        whole = merged(list(results.values()))
        say(f"{whole.passed} passed, {whole.failed} failed")
