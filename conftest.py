"""What fails a run besides a failing test: a skipped test, an error in the log, a
warning of ours. Each of them would pass unseen."""

import json
import logging
import os
from pathlib import Path

import pytest

from devkit import addons, log_rules

ROOT = Path(__file__).parent


class Listener(logging.Handler):
    """Keeps the records that fail the run. Records that a test expects do not come
    here: `assertLogs` and `mute_logger` take them away from the root logger."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        self.addons = [addon.name for addon in addons.discover(ROOT)]
        self.test = "before the tests"
        self.failures = []

    def emit(self, record):
        message = record.getMessage()
        if log_rules.is_failure(record.levelno, record.name, message, self.addons):
            self.failures.append((self.test, self.format(record)))


class Measured(logging.Handler):
    """Keeps what tests have measured, to be told when the run ends."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


LISTENER = pytest.StashKey[Listener]()
MEASURED = pytest.StashKey[Measured]()
SKIPPED = pytest.StashKey[list]()


def pytest_configure(config):
    config.stash[LISTENER] = Listener()
    config.stash[SKIPPED] = []
    logging.getLogger().addHandler(config.stash[LISTENER])
    config.stash[MEASURED] = Measured()
    logging.getLogger("revo.measured").addHandler(config.stash[MEASURED])
    logging.getLogger("revo.measured").setLevel(logging.INFO)


def pytest_unconfigure(config):
    logging.getLogger().removeHandler(config.stash[LISTENER])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item):
    item.config.stash[LISTENER].test = item.nodeid


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    _note_skip(item.config, outcome.get_result())


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    outcome = yield
    _note_skip(collector.config, outcome.get_result())


def pytest_sessionfinish(session):
    stash = session.config.stash
    if session.exitstatus == pytest.ExitCode.OK and (
        stash[LISTENER].failures or stash[SKIPPED]
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    stash = config.stash
    _leave_numbers(terminalreporter, stash)
    if stash[MEASURED].texts:
        terminalreporter.section("measured")
        for text in stash[MEASURED].texts:
            terminalreporter.line(text)
    if stash[SKIPPED]:
        terminalreporter.section("skipped tests: each is a failure", red=True)
        for test in stash[SKIPPED]:
            terminalreporter.line(test)
    if stash[LISTENER].failures:
        terminalreporter.section("log: each of these is a failure", red=True)
        for test, text in stash[LISTENER].failures:
            terminalreporter.line(f"{test}: {text}")


def _leave_numbers(terminalreporter, stash):
    """Tell ./dev how many tests passed, and what failed of them or beside them."""
    if not os.environ.get("DEVKIT_NUMBERS"):
        return
    stats = terminalreporter.stats
    reports = [*stats.get("failed", ()), *stats.get("error", ())]
    numbers = {
        "passed": len(stats.get("passed", ())),
        "failures": [
            *(f"{report.nodeid}: {_reason_of(report)}" for report in reports),
            *(f"{test}: skipped" for test in stash[SKIPPED]),
            *(f"{test}: {text}" for test, text in stash[LISTENER].failures),
        ],
    }
    Path(os.environ["DEVKIT_NUMBERS"]).write_text(json.dumps(numbers), "utf-8")


def _reason_of(report):
    """The words of the exception, or what pytest says where none was raised."""
    crash = getattr(report.longrepr, "reprcrash", None)
    return crash.message if crash else str(report.longrepr)


def _note_skip(config, report):
    # An expected failure is reported as skipped, too.
    if report.skipped and not hasattr(report, "wasxfail"):
        config.stash[SKIPPED].append(report.nodeid)
