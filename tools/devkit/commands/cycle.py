"""./dev cycle: an addon's whole life, and what it leaves behind."""

import os
from contextlib import contextmanager

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
    """Live an addon's life, alone and then beside each addon of others that does the
    same; each step's log must be clean, and after the uninstall the database must be as
    it was before the installation."""
    with opened(project, options.series) as workspace:
        with _database(workspace) as database:
            _Life(workspace, workspace.odoo, database, "Cycle").alone()
        for one in workspace.series.neighbours:
            with _database(workspace) as database:
                odoo = workspace.beside(one.requirements)
                label = f"Cycle with {one.name}"
                _Life(workspace, odoo, database, label).beside(one)


@contextmanager
def _database(workspace):
    """A new database without our addons, dropped whatever happens."""
    database = f"{workspace.templates.prefix}_cycle_{os.getpid()}"
    with workspace.preparing():
        workspace.databases.clone(workspace.templates.base(), database)
    try:
        yield database
    finally:
        workspace.databases.drop(database)


class _Life:
    """The life of our addons in a database."""

    def __init__(self, workspace, odoo, database, label):
        self.workspace = workspace
        self.odoo = odoo
        self.database = database
        self.label = label
        self.names = [addon.name for addon in odoo.addons]
        #: With those that come along with addons of others.
        self.all_names = odoo.names
        #: Lines of the log that count as failure.
        self.logged = []

    def alone(self):
        before = self._snapshot()
        self._install(self.names)
        self._update("first update", self.names)
        self._update("second update", self.names)
        self._uninstall()
        differences = self._compare(before)
        self._install(self.names, "reinstall")
        self._judge(differences)

    def beside(self, neighbour):
        self._install(neighbour.modules, "install what is beside")
        self._script("its data", neighbour.before)
        before = self._snapshot()
        self._install(self.names)
        self._update("update", self.names)
        self._script("use of both", neighbour.beside)
        self._test_along()
        self._uninstall()
        differences = self._compare(before)
        # Not before: Odoo loses fields that one addon gives another's models when it
        # updates both, whether there are ours or not.
        self._install(self.names, "reinstall")
        self._update("update of all", [*self.names, *neighbour.modules])
        self._judge(differences)

    def _install(self, names, doing="install"):
        self._change(doing, f"--init={','.join(names)}")
        check_installed(self.workspace.databases, self.database, names)

    def _test_along(self):
        """Let Odoo run the tests of those of ours that came along; nothing of them is
        kept."""
        rows = self.workspace.databases.query(
            "SELECT name FROM ir_module_module WHERE state = 'installed'", self.database
        )
        installed = {name for (name,) in rows}
        names = [a.name for a in self.odoo.along if a.name in installed]
        if names:
            tags = ",".join(f"/{name}" for name in names)
            self._change(
                f"tests of {', '.join(names)}",
                f"--update={','.join(names)}",
                f"--test-tags={tags}",
            )

    def _update(self, doing, names):
        self._change(doing, f"--update={','.join(names)}")

    def _uninstall(self):
        self._script("uninstall", UNINSTALL.format(names=self.names))

    def _change(self, doing, *options):
        doing = f"{self.label}: {doing}"
        with step(doing) as progress:
            self.logged += self.odoo.change(
                self.database, doing, list(options), progress
            )

    def _script(self, doing, code):
        doing = f"{self.label}: {doing}"
        with step(doing) as progress:
            self.logged += self.odoo.script(self.database, doing, code, progress)

    def _snapshot(self):
        return snapshot.take(self.workspace.databases, self.database)

    def _compare(self, before):
        differences = snapshot.compare(before, self._snapshot(), self.all_names)
        for difference in differences:
            say(difference)
        return differences

    def _judge(self, differences):
        if differences or self.logged:
            raise DevError(
                f"{self.label}: lines in the log that count as failure:"
                f" {len(self.logged)}; differences that the uninstall left:"
                f" {len(differences)}. All are listed above."
            )
        say(f"{self.label}: nothing was left over.")
