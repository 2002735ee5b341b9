"""Everything a command needs to work with Odoo, made ready for a block of code."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
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
        lock = self.project.state / f"templates-{self.series.name}.lock"
        return alone(lock, "it is preparing databases")

    def beside(self, requirements):
        """Odoo that finds addons of others.

        :param requirements: what brings them; where nothing does, they are Odoo's own
        """
        if not requirements:
            return self.odoo
        with alone(self.project.state / "python.lock", "it is preparing Python"):
            env = python_env.for_others(self.project, self.series)
        odoo = replace(self.odoo, others=env.site_packages / "odoo" / "addons")
        odoo.configure()
        return odoo


@contextmanager
def opened(project, wanted):
    """Make everything ready for a series, from nothing if need be; stop it at the end.

    :param wanted: the name of the series, or None for the one there is
    """
    series, odoo = equipped(project, wanted)
    with connected(project, series, odoo) as workspace:
        yield workspace


def equipped(project, wanted):
    """The series, and Odoo with our addons in it, without a PostgreSQL."""
    if not addons.discover(project.root):
        raise DevError(f"No addon in {project.root}: no folder has a __manifest__.py.")
    series = source.choose(project, wanted)
    folder = building.made(project, series)
    tree = source.find(project, series)
    with alone(project.state / "python.lock", "it is preparing Python"):
        env = python_env.for_odoo(project, series, tree)
    ours = addons.discover(folder)
    along = tuple(addon for addon in ours if addons.comes_along(addon))
    others = tuple(addon for addon in ours if addon not in along)
    odoo = Odoo(project, tree, env, {}, folder, others, along)
    odoo.configure()
    return series, odoo


@contextmanager
def connected(project, series, odoo):
    """A workspace with what `equipped` has given, and a PostgreSQL that runs."""
    with postgres.running(project, odoo.env) as (programs, connection):
        odoo = replace(odoo, connection=connection)
        databases = Databases(programs, connection, filestores(project))
        templates = Templates(project, series, databases, odoo)
        yield Workspace(project, series, programs, databases, odoo, templates)
