"""The command line: what each command is called, takes and does."""

import argparse
import importlib
import os
import signal
import sys
from dataclasses import dataclass

from . import python_env
from .errors import NO_ROOM, DevError, DiskFull, one_line
from .project import this_checkout
from .series import ALL, SERIES

PORT = 8069

#: Tickets of a benchmark when nobody says otherwise.
TICKETS = 10_000


def _series(parser):
    first, *others = SERIES
    parser.add_argument(
        "--series",
        choices=SERIES,
        help=f"Odoo's series ({first}, or {' or '.join(others)} where there is none)",
    )


def _tested_series(parser):
    first = next(iter(SERIES))
    parser.add_argument(
        "--series",
        choices=(*SERIES, ALL),
        help=f"Odoo's series ({first}), or all whose source is there",
    )


def _testing(parser):
    parser.add_argument(
        "--jobs",
        type=_positive,
        default=len(os.sched_getaffinity(0)),
        metavar="N",
        help="processes side by side (as many as there are cores)",
    )
    parser.add_argument(
        "--complete",
        nargs="?",
        choices=(*SERIES, ALL),
        const=ALL,
        help="leave nothing out that takes long, on a series or on all",
    )
    parser.add_argument(
        "--by-odoo",
        action="store_true",
        help="let Odoo itself run the addons' tests while it installs them",
    )


def _short(parser):
    parser.add_argument(
        "--short",
        action="store_true",
        help="a part that takes little time; without ours only what fails with ours",
    )


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def _built_series(parser):
    first = next(iter(SERIES))
    parser.add_argument(
        "--series", choices=SERIES, default=first, help=f"Odoo's series ({first})"
    )


def _database(parser):
    names = ", ".join(series.database for series in SERIES.values())
    parser.add_argument("--db", metavar="NAME", help=f"database (by series: {names})")


def _out(parser):
    parser.add_argument(
        "--out",
        metavar="DIR",
        help="folder to put them in (.dev/build/SERIES, .dev/wheels/SERIES)",
    )


def _wheels(parser):
    parser.add_argument(
        "--wheels", action="store_true", help="as wheels, for pip to install"
    )


def _port(parser):
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=f"port ({PORT})"
    )


def _bench(parser):
    parser.add_argument(
        "--tickets",
        type=_positive,
        default=TICKETS,
        metavar="N",
        help=f"tickets in each database ({TICKETS})",
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="write anew what Chromium asks for while it opens screens",
    )
    parser.add_argument(
        "--load",
        action="store_true",
        help="let 14 people work at two workers for a minute",
    )


def _minutes(parser):
    parser.add_argument(
        "--minutes",
        type=_positive,
        default=3,
        metavar="N",
        help="how long things break on a series (3)",
    )


def _fix(parser):
    parser.add_argument(
        "--fix", action="store_true", help="count what could be mended as clean"
    )


def _everything(parser):
    parser.add_argument(
        "--all",
        action="store_true",
        help="also the user's cache: downloaded and remembered Odoo sources",
    )


@dataclass(frozen=True)
class Command:
    """A row of the help, and the module of the same name that does it."""

    name: str
    help: str
    options: tuple = ()
    #: Arguments we do not know go to the program behind the command.
    passes_on: bool = False


COMMANDS = (
    Command(
        "up",
        "serve the board with demo data, from nothing",
        (_series, _port, _database),
    ),
    Command(
        "test",
        "run the tests; takes pytest's arguments",
        (_tested_series, _testing),
        passes_on=True,
    ),
    Command(
        "lint",
        "mend style, and check for mistakes; takes pre-commit's arguments",
        (_fix,),
        passes_on=True,
    ),
    Command(
        "cycle",
        "install, update twice, uninstall, reinstall: nothing is left over; also beside"
        " addons of others",
        (_series,),
    ),
    Command(
        "neighbours",
        "run tests of Odoo's and OCA's, without ours and with ours: nothing may fail by"
        " ours alone; takes pytest's arguments",
        (_tested_series, _short),
        passes_on=True,
    ),
    Command(
        "upgrade",
        "install the last release, and update it to this version: nothing is lost",
        (_tested_series,),
    ),
    Command(
        "bench",
        "measure what people wait for, beside helpdesk_mgmt without ours",
        (_series, _bench),
    ),
    Command(
        "chaos",
        "kill workers and stop PostgreSQL while people work on tickets: nothing is lost"
        " or doubled",
        (_tested_series, _minutes),
    ),
    Command("build", "make the addons of a series", (_built_series, _out, _wheels)),
    Command("shell", "Odoo's Python shell on the database", (_series, _database)),
    Command(
        "psql", "an SQL prompt on the database", (_series, _database), passes_on=True
    ),
    Command("clean", "remove all that ./dev made in this checkout", (_everything,)),
)


def main(arguments):
    """Run a command; the exit status says how it went."""
    end_orderly_on_signals()
    command, options = _parse(arguments)
    project = this_checkout()
    try:
        # What removes everything makes nothing first.
        if command.name != "clean":
            sys.path.append(str(python_env.for_tool(project).site_packages))
        module = importlib.import_module(f".commands.{command.name}", __package__)
        return module.run(project, options) or 0
    except DevError as error:
        return _complain(error)
    except OSError as error:
        if error.errno in NO_ROOM:
            return _complain(DiskFull(f"./dev {command.name}"))
        return _complain(f"./dev {command.name} failed: {one_line(error)}")
    except KeyboardInterrupt:
        return 130


def _parse(arguments):
    parser = argparse.ArgumentParser(
        prog="./dev",
        description="A running support line, its tests and its checks.",
        epilog="ODOO_SOURCE names an Odoo source tree or archive, as a path or an"
        " address; it is remembered. With PGHOST, PGUSER … set, that PostgreSQL"
        " server is used instead of an embedded one.",
    )
    listing = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        subparser = listing.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            allow_abbrev=False,
        )
        for add_option in command.options:
            add_option(subparser)
    options, rest = parser.parse_known_args(arguments)
    command = next(known for known in COMMANDS if known.name == options.command)
    if rest and not command.passes_on:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    options.rest = rest
    return command, options


def end_orderly_on_signals():
    """Let a kill run the clean-up blocks, as Ctrl-C does."""

    def leave(number, _frame):
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def _complain(error):
    sys.stdout.flush()
    print(f"dev: {error}", file=sys.stderr)
    return 1
