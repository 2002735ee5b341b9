"""./dev upgrade: from the released version of our addons to this one."""

import os
from contextlib import contextmanager

from .. import asides, released, source, update_facts
from ..console import say, step
from ..errors import DevError
from ..templates import check_installed
from ..workspace import opened

# What only people fill, and in a new database the cases of its demo data that have come
# since the release: an update has nothing to put there.
_FILLED_BY_PEOPLE = frozenset(
    {
        "helpdesk_development_item.answer",
        "helpdesk_development_item.name",
        "helpdesk_development_item.product_id",
        "helpdesk_development_item.readers",
        "helpdesk_development_item.release_id",
        "helpdesk_development_item.symptoms",
        "helpdesk_development_item.versions",
        "helpdesk_development_item.workaround",
        "helpdesk_release.public_note",
        "helpdesk_ticket.agreed_deadline",
        "helpdesk_ticket.device",
        "helpdesk_ticket.duplicate_of_id",
        "helpdesk_ticket.effort_asked_date",
        "helpdesk_ticket.effort_state",
        "helpdesk_ticket.has_duplicates",
        "helpdesk_ticket.has_integrators",
        "helpdesk_ticket.integrator_id",
        "helpdesk_ticket.lacks_solution",
        "helpdesk_ticket.product_id",
        "helpdesk_ticket.version",
        "helpdesk_ticket.wait_end",
        "helpdesk_ticket.wait_message_id",
        "helpdesk_ticket.wait_until",
        "helpdesk_ticket_stay.agreed_deadline",
        "helpdesk_ticket_stay.integrator_id",
        "helpdesk_ticket_stay.wait_count",
        "helpdesk_ticket_team.asks_product",
        "helpdesk_ticket_team.confirm_hours",
        "helpdesk_ticket_team.solve_hours",
        "helpdesk_ticket_team.take_hours",
        "res_company.helpdesk_shows_problems",
    }
)
# The cases of the demo data come when it is installed, and no more with an update.
_INSTALLED_ONCE = "missing external id: revo_helpdesk_stages.ticket_demo_"
# Tables of which each row is what somebody says, from now on.
_SAID_BY_PEOPLE = ("helpdesk_integrator_request.", "helpdesk_ticket_escalation.")


def run(project, options):
    """Install what was released with its demo data and update it, on each series that
    is wanted: nothing is lost, and what is there is what an installation makes."""
    names = source.wanted(project, options.series)
    if len(names) > 1:
        return asides.run_each(
            project, names, ["upgrade"], lambda name: _run_series(project, name)
        )
    return _run_series(project, names[0])


def _run_series(project, name):
    release = released.read(project)
    with opened(project, name) as workspace:
        _try(workspace, release)


def _try(workspace, release):
    label = f"From {release.version} on {workspace.series.name}"
    databases = workspace.databases
    with _copied(workspace, release) as (database, fresh):
        kept = update_facts.kept(databases, database)
        columns = update_facts.columns(databases, database)
        logged = _update(workspace, database, label)
        differences = [
            *update_facts.lost(kept, update_facts.kept(databases, database)),
            *_differences(databases, database, fresh),
            *_empty(databases, database, fresh, columns),
        ]
    for difference in differences:
        say(difference)
    if differences or logged:
        raise DevError(
            f"{label}: lines in the log that count as failure: {len(logged)};"
            f" differences: {len(differences)}. All are listed above; what an update"
            " has to do belongs into migrations/."
        )
    say(f"{label}: nothing is lost, and nothing is missing.")


@contextmanager
def _copied(workspace, release):
    """A database with what was released, dropped whatever happens, and the name of one
    where the addons are installed as they are now."""
    templates, databases = workspace.templates, workspace.databases
    database = f"{templates.prefix}_upgrade_{os.getpid()}"
    with workspace.preparing():
        databases.clone(templates.released(release), database)
        fresh = templates.full()
    try:
        yield database, fresh
    finally:
        databases.drop(database)


def _update(workspace, database, label):
    """Update what was released, and install what has come since."""
    rows = workspace.databases.query(
        "SELECT name FROM ir_module_module WHERE state = 'installed'", database
    )
    installed = {name for (name,) in rows}
    names = [addon.name for addon in workspace.odoo.addons]
    choices = {
        "--update": [name for name in names if name in installed],
        "--init": [name for name in names if name not in installed],
    }
    options = [f"{key}={','.join(some)}" for key, some in choices.items() if some]
    doing = f"{label}: update"
    with step(doing) as progress:
        logged = workspace.odoo.change(database, doing, options, progress)
    check_installed(workspace.databases, database, names)
    return logged


def _differences(databases, database, fresh):
    """Return what the update has made otherwise than an installation."""
    found = update_facts.differences(
        update_facts.shape(databases, fresh),
        update_facts.shape(databases, database),
    )
    return [each for each in found if not each.startswith(_INSTALLED_ONCE)]


def _empty(databases, database, fresh, before):
    """Return the columns that an installation fills and the update leaves empty."""
    new = update_facts.columns(databases, fresh) - before - _FILLED_BY_PEOPLE
    new = {column for column in new if not column.startswith(_SAID_BY_PEOPLE)}
    wanted = update_facts.filled(databases, fresh, new)
    found = update_facts.filled(databases, database, wanted)
    return [f"empty: {column}" for column in sorted(wanted - found)]
