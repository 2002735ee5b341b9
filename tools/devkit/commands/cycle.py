"""./dev cycle: an addon's whole life, and what it leaves behind."""

import os

from .. import snapshot
from ..console import say, step
from ..errors import DevError
from ..templates import check_installed
from ..workspace import opened

UNINSTALL = """
modules = env["ir.module.module"].search([("name", "in", {names!r})])
modules.button_immediate_uninstall()
"""


def run(project, options):
    """Install, update twice, uninstall, reinstall; each step's log must be clean, and
    after the uninstall the database must be as it was before the installation."""
    with opened(project, options.series) as workspace:
        database = f"{workspace.templates.prefix}_cycle_{os.getpid()}"
        with workspace.preparing():
            workspace.databases.clone(workspace.templates.base(), database)
        try:
            _live(workspace, database)
        finally:
            workspace.databases.drop(database)


def _live(workspace, database):
    names = [addon.name for addon in workspace.odoo.addons]
    modules = ",".join(names)
    before = snapshot.take(workspace.databases, database)
    logged = _change(workspace, database, "Cycle: install", f"--init={modules}")
    check_installed(workspace.databases, database, names)
    for time in ("first", "second"):
        doing = f"Cycle: {time} update"
        logged += _change(workspace, database, doing, f"--update={modules}")
    with step("Cycle: uninstall") as progress:
        logged += workspace.odoo.script(
            database, "Cycle: uninstall", UNINSTALL.format(names=names), progress
        )
    differences = snapshot.compare(
        before, snapshot.take(workspace.databases, database), names
    )
    for difference in differences:
        say(difference)
    logged += _change(workspace, database, "Cycle: reinstall", f"--init={modules}")
    if differences or logged:
        raise DevError(
            f"Lines in the log that count as failure: {len(logged)}; differences that"
            f" the uninstall left: {len(differences)}. All are listed above."
        )
    say("Nothing was left over.")


def _change(workspace, database, doing, option):
    with step(doing) as progress:
        return workspace.odoo.change(database, doing, [option], progress)
