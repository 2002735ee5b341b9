"""./dev chaos: people work on tickets at two servers, while workers are killed and
PostgreSQL is stopped; nothing may be lost or doubled."""

from contextlib import ExitStack, contextmanager
from dataclasses import replace

from .. import archive, postgres, source
from ..chaos import nodes, settling
from ..chaos.invariants import INVARIANTS, violated
from ..chaos.storm import KILLS, STOPS, Storm
from ..chaos.words import ACCEPTED, REFUSED, UNANSWERED
from ..console import say, step
from ..databases import Databases
from ..errors import DevError
from ..locks import alone
from ..odoo import filestores
from ..workspace import opened

#: The name of the PostgreSQL that is stopped: nobody else's.
CLUSTER = "chaos"

#: The most rows of an invariant that are printed.
SHOWN = 10


def run(project, options):
    """Let a storm rage on each series that is wanted, and judge what it has left."""
    for name in source.wanted(project, options.series):
        with opened(project, name) as workspace:
            _try(workspace, options.minutes * 60)


def _try(workspace, seconds):
    label = f"Chaos on {workspace.series.name}"
    with ExitStack() as stack:
        with step(f"{label}: a database of its own"):
            cluster, databases, database = stack.enter_context(_apart(workspace))
        odoo = replace(workspace.odoo, connection=cluster.variables)
        _run(odoo, database, f"{label}: before the storm", settling.PREPARE)
        with nodes.running(
            odoo, workspace.series, database, workspace.project.logs
        ) as servers:
            storm = Storm(databases, database, servers, cluster)
            with step(f"{label}: the storm") as progress:
                storm.rage(seconds, progress)
            for server in servers:
                server.wait()
        _tell(storm)
        databases.query(storm.words.sql(), database)
        _run(odoo, database, f"{label}: after the storm", settling.SETTLE)
        _judge(label, databases, database)


def _run(odoo, database, doing, code):
    with step(doing) as progress:
        if odoo.script(database, doing, code, progress):
            raise DevError(f"{doing}: the lines above count as failure.")


@contextmanager
def _apart(workspace):
    """A copy of the template on a PostgreSQL of its own, which is removed whatever
    happens; yields the server, its databases and the name of the copy."""
    project, odoo = workspace.project, workspace.odoo
    database = f"{workspace.templates.prefix}_chaos"
    with alone(project.state / "chaos-run.lock", "it makes chaos, too"):
        cluster = postgres.Embedded(project, odoo.env, CLUSTER, keeps_all=True)
        cluster.start()
        databases = Databases(
            workspace.programs, cluster.variables, filestores(project)
        )
        try:
            # What a killed run has left.
            databases.drop(database)
            with workspace.preparing():
                template = workspace.templates.full()
                databases.bring(workspace.databases, template, database)
            yield cluster, databases, database
        finally:
            cluster.stop()
            archive.remove(cluster.cluster)
            archive.remove(databases.filestores / database)


def _tell(storm):
    """Say what was done, and what was broken."""
    counts = storm.words.counts()
    for outcome in (ACCEPTED, REFUSED, UNANSWERED):
        of = {kind: n for (kind, what), n in sorted(counts.items()) if what == outcome}
        parts = ", ".join(f"{number} {kind}s" for kind, number in of.items())
        say(f"  {outcome:<11} {sum(of.values()):5}   {parts}")
    say(
        f"  workers killed {storm.killed} of {KILLS}, PostgreSQL stopped"
        f" {storm.stopped} of {STOPS} times, servers started again"
        f" {sum(node.restarts for node in storm.nodes)} times"
    )
    for (who, kind), number in sorted(storm.troubles.items()):
        say(f"  {who:<11} {number:5}   {kind}")


def _judge(label, databases, database):
    failed = list(violated(databases, database))
    for invariant, rows in failed:
        say(f"Not so: {invariant.name} ({len(rows)} rows). {invariant.why}")
        for row in rows[:SHOWN]:
            say(f"  {' | '.join(row)}")
    if failed:
        raise DevError(f"{label}: {len(failed)} of {len(INVARIANTS)} do not hold.")
    say(f"{label}: all {len(INVARIANTS)} invariants hold; nothing is lost or doubled.")
