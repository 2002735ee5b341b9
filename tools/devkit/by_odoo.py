"""The addons' tests, run by Odoo itself while it installs the addons: as those do who
know nothing of ./dev. Odoo runs what an addon's package `tests` imports, and of that
only the classes of its own kind."""

import os
import re
from contextlib import contextmanager
from pathlib import PurePath

from . import archive, log_rules, testing
from .console import say, step
from .errors import DevError
from .process import child, free_port
from .series import ALL
from .workspace import opened

#: How Odoo's log says that a test starts: its module, its class, its name.
_STARTED = re.compile(r" odoo\.addons\.(\S+): Starting (\w+)\.(\w+) \.\.\.")


def run(project, options):
    """Install the addons in a database with what they need, and let Odoo test them; it
    is a failure, too, that it does not run a test which pytest finds."""
    if options.series == ALL or options.rest:
        raise DevError("--by-odoo takes one series, and no arguments of pytest.")
    with opened(project, options.series) as workspace:
        series = workspace.series.name
        complete = options.complete in (ALL, series)
        folder = project.state / f"test-{os.getpid()}"
        known = testing.Run(project, workspace.odoo, (), complete, False, folder)
        try:
            expected = {named(test, known.addons_folder) for test in known.listed()}
        finally:
            archive.remove(folder)
        status, lines = _test(workspace, known.environment())
    started = {match.groups() for match in map(_STARTED.search, lines) if match}
    ours = [addon.name for addon in workspace.odoo.addons]
    failures = log_rules.failures(lines, ours)
    failures += [
        f"{'.'.join(test)}: not run by Odoo" for test in sorted(expected - started)
    ]
    for failure in failures:
        say(failure)
    say(f"Odoo {series}: {len(started)} tests run, {len(failures)} failures")
    return status or bool(failures)


def named(test, folder):
    """Return the module, the class and the name of a test as pytest calls it."""
    file, *names = test.split("::")
    module = PurePath(file).relative_to(folder).with_suffix("")
    return (".".join(module.parts), *names)


def _test(workspace, environment):
    """Install and test; return the exit status and the lines of this process's log.

    What a test provokes in a process of its own is judged by that test.
    """
    odoo = workspace.odoo
    names = [addon.name for addon in odoo.addons]
    log = workspace.project.logs / f"test-by-odoo-{workspace.series.name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    with _database(workspace) as database, step("Tests by Odoo") as progress:
        command = odoo.command(
            f"--database={database}",
            f"--init={','.join(names)}",
            f"--test-tags={','.join(f'/{name}' for name in names)}",
            f"--http-port={free_port()}",
            "--max-cron-threads=0",
            "--stop-after-init",
        )
        with child(command, env=environment) as process, log.open("w") as file:
            own = re.compile(rf"\S+ \S+ {process.pid} ")
            for line in process.stdout:
                file.write(line)
                if own.match(line):
                    lines.append(line.rstrip("\n"))
                if match := _STARTED.search(line):
                    progress.update(".".join(match.groups()))
            status = process.wait()
    return status, lines


@contextmanager
def _database(workspace):
    """A database with what the addons need and without them, dropped at the end."""
    databases, templates = workspace.databases, workspace.templates
    name = f"{templates.prefix}_test_{os.getpid()}_odoo"
    with workspace.preparing():
        databases.clone(templates.base(), name)
    try:
        yield name
    finally:
        databases.drop(name)
