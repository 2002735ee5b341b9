"""./dev shell: Odoo's Python shell on the development database."""

from .. import development
from ..process import foreground
from ..workspace import opened


def run(project, options):
    """Open the shell; `env` is Odoo's environment."""
    with opened(project, options.series) as workspace:
        database = options.db or workspace.series.database
        development.require(workspace, database)
        command = workspace.odoo.command(
            f"--database={database}",
            "--no-http",
            "--log-level=warn",
            subcommand=("shell",),
        )
        return foreground(command, env=workspace.odoo.environment, cwd=project.root)
