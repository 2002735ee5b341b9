"""Everything a command needs to work with Odoo, made ready for a block of code."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import addons, building, postgres, python_env, source
from .databases import Databases
from .errors import DevError
from .locks import alone
from .odoo import Odoo, filestores
from .templates import Templates


@dataclass(frozen=True)
class Workspace:
    """A checkout with its source, its Python and a running PostgreSQL."""

    project: object
    series: object
    programs: Path
    databases: Databases
    odoo: Odoo
    templates: Templates

    def preparing(self):
        """Held while templates are made or cloned: a template in use by one process
        cannot be cloned by another."""
        return alone(self.project.state / "templates.lock", "it is preparing databases")


@contextmanager
def opened(project, wanted):
    """Make everything ready for a series, from nothing if need be; stop it at the end.

    :param wanted: the name of the series, or None for the one there is
    """
    if not addons.discover(project.root):
        raise DevError(f"No addon in {project.root}: no folder has a __manifest__.py.")
    series = source.choose(project, wanted)
    folder = building.made(project, series)
    tree = source.find(project, series)
    with alone(project.state / "python.lock", "it is preparing Python"):
        env = python_env.for_odoo(project, series, tree)
    with postgres.running(project, env) as (programs, connection):
        databases = Databases(programs, connection, filestores(project))
        ours = tuple(addons.discover(folder))
        odoo = Odoo(project, tree, env, connection, folder, ours)
        odoo.configure()
        templates = Templates(project, series, databases, odoo)
        yield Workspace(project, series, programs, databases, odoo, templates)
