"""./dev up: the board, served with demo data."""

from .. import development, server
from ..workspace import opened


def run(project, options):
    """Make or update the database, serve it, and stop everything at the end."""
    server.check_port(options.port)
    with opened(project, options.series) as workspace:
        development.prepare(workspace, options.db)
        server.serve(workspace, options.db, options.port)
