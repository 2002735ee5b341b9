"""One command on several series: each in a process of its own, side by side."""

import sys
from contextlib import ExitStack, contextmanager

from .console import say
from .errors import DevError
from .process import child


def run_each(project, names, command, run_one):
    """Run a command on several series at once, as one keeps one core busy. What the
    first one says is shown as it comes, the others' whole when they are done. A failure
    of one leaves the others running: what they find is told, too. Nothing is left
    running where this is stopped.

    Processes and not ./dev twice for one series: that makes the addons of the series
    anew, below those that use them.

    :param names: of the series
    :param command: what ./dev is to do, a name and options; ``--series`` is added
    :param run_one: function that does it here, of the name of a series; returns what
        counts as true, or raises DevError, where it fails
    :return: whether it failed on any
    """
    first, *others = names
    failed = []
    with ExitStack() as stack:
        asides = {
            name: stack.enter_context(_aside(project, name, command)) for name in others
        }
        if _fails(run_one, first):
            failed.append(first)
        for name, (process, log) in asides.items():
            if process.wait():
                failed.append(name)
            say()
            say(log.read_text(encoding="utf-8", errors="replace"))
    for name in failed:
        say(f"./dev {command[0]} failed on Odoo {name}.")
    return bool(failed)


def _fails(run_one, name):
    try:
        return bool(run_one(name))
    except DevError as error:
        say(f"dev: {error}")
        return True


@contextmanager
def _aside(project, series, command):
    """A process that runs a series; yields it, and the file in which it says all."""
    log = project.logs / f"{command[0]}-{series}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    name, *options = command
    started = [sys.executable, project.root / "dev", name, "--series", series, *options]
    with log.open("w", encoding="utf-8") as output, child(
        started, cwd=project.root, output=output
    ) as process:
        yield process, log
