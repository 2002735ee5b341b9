"""What fails a run besides a failing test: a skipped test, an error in the log, a
warning of ours. Each of them would pass unseen. And how a process of ./dev test takes
its share of the tests, and notes what it does."""

import logging
import os
from pathlib import Path

import pytest

from devkit import addons, log_rules, sharing
from devkit.journal import Journal

ROOT = Path(__file__).parent

#: Names the file in which this process notes what it does.
JOURNAL_FILE = "DEVKIT_JOURNAL"

#: Names the file for the names of all tests. Those that need no Odoo are run.
LIST = "DEVKIT_LIST"

#: Names the file with the files that wait to be taken: see devkit/sharing.py.
QUEUE = "DEVKIT_QUEUE"


if LIST in os.environ:
    # There is no database yet: instead of the fixtures of pytest-odoo that open one.

    @pytest.fixture(scope="session", autouse=True)
    def load_registry():
        """Load nothing."""

    @pytest.fixture(scope="session", autouse=True)
    def load_http():
        """Serve nothing."""


@pytest.fixture(scope="class", autouse=True)
def hash_quickly(request):
    """Let a password be hashed in no time: else most of the time of tests with requests
    goes into passwords that nobody attacks. Other processes hash as they always do."""
    if LIST in os.environ or request.cls is None:
        yield
        return
    from odoo.tests import TransactionCase

    from odoo.addons.base.models import res_users

    with pytest.MonkeyPatch.context() as patched:
        if issubclass(request.cls, TransactionCase):
            patched.setattr(res_users, "MIN_ROUNDS", 1)
        yield


class Listener(logging.Handler):
    """Keeps the records that fail the run. Records that a test expects do not come
    here: `assertLogs` and `mute_logger` take them away from the root logger."""

    def __init__(self, journal):
        super().__init__(logging.WARNING)
        self.journal = journal
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        self.addons = [addon.name for addon in addons.discover(ROOT)]
        self.test = "before the tests"
        self.failures = []

    def emit(self, record):
        message = record.getMessage()
        if log_rules.is_failure(record.levelno, record.name, message, self.addons):
            self.failures.append((self.test, self.format(record)))
            self.journal.fail(f"{self.test}: {self.format(record)}")


class Measured(logging.Handler):
    """Keeps what tests have measured, to be told when the run ends."""

    def __init__(self):
        super().__init__(logging.INFO)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


class Recorder:
    """Notes each test in the journal."""

    def __init__(self, journal):
        self.journal = journal
        self.reports = []

    def pytest_runtest_logstart(self, nodeid):
        self.reports = []
        self.journal.begin(nodeid)

    # Last: a test fails for the parts of it that failed when its report is told.
    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report):
        self.reports.append(report)
        if report.failed:
            self.journal.fail(f"{report.nodeid}: {_reason_of(report)}")

    def pytest_runtest_logfinish(self, nodeid):
        passed = all(report.passed for report in self.reports)
        seconds = sum(
            report.duration for report in self.reports if not _is_part(report)
        )
        self.journal.end(nodeid, passed, seconds)

    def pytest_collectreport(self, report):
        if report.failed:
            self.journal.fail(f"{report.nodeid}: {_reason_of(report)}")


JOURNAL = pytest.StashKey[Journal]()
LISTENER = pytest.StashKey[Listener]()
MEASURED = pytest.StashKey[Measured]()
SKIPPED = pytest.StashKey[list]()


def pytest_configure(config):
    journal = config.stash[JOURNAL] = Journal(os.environ.get(JOURNAL_FILE))
    config.pluginmanager.register(Recorder(journal))
    config.stash[LISTENER] = Listener(journal)
    config.stash[SKIPPED] = []
    logging.getLogger().addHandler(config.stash[LISTENER])
    config.stash[MEASURED] = Measured()
    logging.getLogger("revo.measured").addHandler(config.stash[MEASURED])
    logging.getLogger("revo.measured").setLevel(logging.INFO)


def pytest_unconfigure(config):
    logging.getLogger().removeHandler(config.stash[LISTENER])


def pytest_collection_finish(session):
    if LIST in os.environ:
        tests = [item.nodeid for item in session.items]
        Path(os.environ[LIST]).write_text("\n".join(tests), encoding="utf-8")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Run this process's share; return nothing where pytest's own loop is to run."""
    if session.testsfailed or session.config.option.collectonly:
        return None
    if LIST in os.environ:
        session.items = [
            item for item in session.items if not sharing.needs_odoo(item.nodeid)
        ]
        return None
    _wait_for_browsers()
    if QUEUE in os.environ:
        _run_share(session, sharing.Queue(Path(os.environ[QUEUE])))
        return True
    return None


def _wait_for_browsers():
    """Let a browser take its time to start: on a busy machine it needs more than Odoo's
    ten seconds, after which the test would be skipped."""
    # Odoo's tests are there once Odoo is.
    from odoo.tests import common

    common.CHECK_BROWSER_ITERATIONS *= 12


def _run_share(session, queue):
    """Run tests as pytest's own loop does, of files as they are taken."""
    items = sharing.take_items(queue, session.items)
    item = next(items, None)
    while item:
        # Taken before the test is run: pytest takes down what the next does not need.
        following = next(items, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail or session.shouldstop:
            # The others stop as well, each after its file.
            queue.clear()
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following


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


def _reason_of(report):
    """The words of the exception, or what pytest says where none was raised."""
    crash = getattr(report.longrepr, "reprcrash", None)
    return crash.message if crash else str(report.longrepr)


def _is_part(report):
    """Return whether a report is of a part of a test, whose time is the test's, too."""
    return hasattr(report, "context")


def _note_skip(config, report):
    # An expected failure is reported as skipped, too.
    if report.skipped and not hasattr(report, "wasxfail"):
        config.stash[SKIPPED].append(report.nodeid)
        config.stash[JOURNAL].fail(f"{report.nodeid}: skipped")
