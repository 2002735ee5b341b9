"""The developer's database: made once, kept, and updated when the code changes."""

from . import addons as our_addons
from .console import say, step
from .errors import DevError
from .project import NAME
from .templates import check_installed


def prepare(workspace, name):
    """Make the database fit the checkout, whatever state it is in."""
    with workspace.preparing():
        if workspace.databases.exists(name):
            _update(workspace, name)
        else:
            _create(workspace, name)


def require(workspace, name):
    """Make sure that the database exists."""
    if not workspace.databases.exists(name):
        raise DevError(f"There is no database {name} yet; make it with ./dev up.")


def logins(workspace, name):
    """Login, name and what it is for, of the users one can log in as."""
    rows = workspace.databases.query(
        """SELECT u.login, p.name FROM res_users u
        JOIN res_partner p ON p.id = u.partner_id
        JOIN ir_model_data d ON d.model = 'res.users' AND d.res_id = u.id
        WHERE d.module = :'module' AND d.name LIKE 'user\\_demo\\_%' AND u.active
        ORDER BY d.id""",
        database=name,
        module=NAME,
    )
    return [("admin", "Administrator"), *map(tuple, rows)]


def _create(workspace, name):
    workspace.templates.instance(name)
    say(f"Database {name} is made")


def _update(workspace, name):
    made_from = workspace.databases.note(name)
    if not made_from:
        raise DevError(
            f"The database {name} was not made by ./dev; take another name with --db."
        )
    installed = _installed_versions(workspace, name)
    _refuse_newer(workspace, name, installed)
    wanted = workspace.templates.note()
    if made_from == wanted:
        say(f"Database {name} is up to date")
        return
    with step(f"Updating database {name}") as progress:
        arguments = _changes(installed, made_from, wanted)
        workspace.odoo.change(name, "Updating the database", arguments, progress)
        check_installed(workspace.databases, name, wanted["addons"])
        workspace.databases.set_note(name, wanted)


def _changes(installed, made_from, wanted):
    """The options that bring a database from what it was made from to what is."""
    if made_from.get("base") != wanted["base"]:
        changed = ["base"]
    else:
        known = made_from["addons"]
        changed = [
            name
            for name, mark in wanted["addons"].items()
            if name in installed and known.get(name) != mark
        ]
    added = [name for name in wanted["addons"] if name not in installed]
    options = (("--update", changed), ("--init", added))
    return [f"{option}={','.join(names)}" for option, names in options if names]


def _installed_versions(workspace, name):
    rows = workspace.databases.query(
        """SELECT name, latest_version FROM ir_module_module
        WHERE state IN ('installed', 'to upgrade')""",
        database=name,
    )
    return dict(rows)


def _refuse_newer(workspace, name, installed):
    series = workspace.series.name
    # Odoo's own modules have versions that start with the series.
    of_odoo = ".".join(installed["base"].split(".")[:2])
    compared = [("Odoo", of_odoo, series)]
    for addon in workspace.odoo.addons:
        here = our_addons.adapted(addon.manifest.version, series)
        compared.append((addon.name, installed.get(addon.name, ""), here))
    for what, made_by, here in compared:
        if our_addons.comparable(made_by) > our_addons.comparable(here):
            raise DevError(
                f"The database {name} was made by {what} {made_by}, and this is"
                f" {here}; update the checkout, or take another database with --db."
            )
