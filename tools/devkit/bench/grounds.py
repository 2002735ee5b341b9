"""The databases in which is measured: without ours and with ours, filled with a crowd,
and kept until what they are made from changes."""

import hashlib
import os
from contextlib import contextmanager

from ..console import step

#: Without ours and with ours.
PLAIN, OURS = "plain", "ours"
VARIANTS = (PLAIN, OURS)

#: What fills a database, run in Odoo's shell.
FILL = """
import sys
sys.path.insert(0, {folder!r})
import crowd
crowd.fill(env, {tickets})
"""

#: What PostgreSQL would do by itself some time later; and no workers of its own, whose
#: time nobody would see.
SETTLE = (
    "VACUUM (ANALYZE)",
    """ALTER DATABASE :"name" SET max_parallel_workers_per_gather = 0""",
)


def folder(project):
    """Where is what is run in Odoo's shell."""
    return project.root / "benchmarks"


def mark_of(paths, root):
    """Return what changes with each file of a crowd's source."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def mark(database):
    """Return what is the same of databases made from the same, however many tickets
    there are in them."""
    return database.rpartition("_")[2]


def prepared(workspace, variant, tickets):
    """Return the name of the database with so many tickets, which is made if need be.

    It is kept for what it was made from: the template, the crowd's source and how many
    tickets there are. One of as many tickets that was made from something else goes.
    """
    with workspace.preparing():
        templates = workspace.templates
        start = templates.full() if variant == OURS else templates.base()
        root = folder(workspace.project)
        crowd = mark_of((root / "crowd").glob("*.py"), root)

        def fill(name):
            return _fill(workspace, variant, tickets, name)

        kind = f"bench_{variant}_{tickets}"
        return templates.grown(kind, start, (crowd, SETTLE), fill)


def _fill(workspace, variant, tickets, name):
    code = FILL.format(folder=str(folder(workspace.project)), tickets=tickets)
    doing = f"Filling {variant} with {tickets} tickets"
    with step(doing) as progress:
        failures = workspace.odoo.script(name, doing, code, progress)
        for statement in SETTLE:
            workspace.databases.query(statement, name, name=name)
    return failures


@contextmanager
def copied(workspace, database):
    """A copy of a database, to do there what cannot be undone; yields its name."""
    name = f"{workspace.templates.prefix}_bench_{os.getpid()}"
    try:
        with workspace.preparing(), step("A copy to work in"):
            workspace.databases.clone(database, name)
        yield name
    finally:
        workspace.databases.drop(name)
