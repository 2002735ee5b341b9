"""./dev test: all tests, in a database of their own."""

import os

from .. import browser
from ..console import say, step
from ..process import foreground
from ..workspace import opened


def run(project, options):
    """Run pytest in a clone of the template; the clone is dropped whatever happens."""
    browser.ensure(project)
    with opened(project, options.series) as workspace:
        database, failures = _clone(workspace)
        try:
            status = foreground(
                [
                    workspace.odoo.env.python,
                    "-m",
                    "pytest",
                    f"--odoo-config={workspace.odoo.config}",
                    f"--odoo-database={database}",
                    *options.rest,
                ],
                env={
                    **workspace.odoo.environment,
                    "HYPOTHESIS_STORAGE_DIRECTORY": str(project.state / "hypothesis"),
                },
                cwd=project.root,
            )
        finally:
            workspace.databases.drop(database)
    if failures:
        say("In the log of the installation, each line a failure:")
        for line in failures:
            say(line)
    return status or int(bool(failures))


def _clone(workspace):
    prefix = f"{workspace.templates.prefix}_test_"
    name = f"{prefix}{os.getpid()}"
    with workspace.preparing():
        for left_over in workspace.databases.names(prefix):
            if not _is_running(int(left_over.removeprefix(prefix))):
                workspace.databases.drop(left_over)
        template = workspace.templates.full()
        with step("Test database"):
            workspace.databases.clone(template, name)
        return name, workspace.templates.failures()


def _is_running(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
