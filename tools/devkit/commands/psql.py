"""./dev psql: an SQL prompt on the development database."""

from .. import development
from ..process import environment, foreground
from ..workspace import opened


def run(project, options):
    """Open psql; further arguments are psql's."""
    with opened(project, options.series) as workspace:
        database = options.db or workspace.series.database
        development.require(workspace, database)
        return foreground(
            [workspace.programs / "psql", "-d", database, *options.rest],
            env=environment(**workspace.databases.variables),
        )
