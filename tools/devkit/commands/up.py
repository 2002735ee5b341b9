"""./dev up: the board, served with demo data."""

from .. import development, server
from ..workspace import opened


def run(project, options):
    """Make or update the database, serve it, and stop everything at the end."""
    server.check_port(options.port)
    with opened(project, options.series) as workspace:
        database = options.db or workspace.series.database
        development.prepare(workspace, database)
        server.serve(workspace, database, options.port)
