"""./dev clean: remove all that ./dev made."""

from .. import archive, postgres, python_env
from ..console import say
from ..databases import Databases
from ..errors import DevError
from ..locks import FileLock
from ..odoo import filestores
from ..series import SERIES


def run(project, options):
    """Remove the environments, the databases and the state of this checkout; with
    --all the user's cache as well."""
    _refuse_while_in_use(project)
    folders = [project.venv_of(series) for series in SERIES.values()]
    for env in map(python_env.PythonEnv, folders):
        if env.python.exists():
            _clean_server(project, env)
            break
    folders.append(project.state)
    if options.all:
        folders.append(project.cache)
    for folder in folders:
        if folder.exists():
            archive.remove(folder)
            say(f"Removed {folder}")


def _refuse_while_in_use(project):
    users = FileLock(project.state / postgres.USERS)
    try:
        if not users.try_exclusive():
            raise DevError(
                "Another ./dev is running in this checkout; stop it (Ctrl-C) first."
            )
    finally:
        users.release()


def _clean_server(project, env):
    """The embedded server goes with its folder, once it is stopped; on a server of
    the user's the databases that ./dev made for itself have to be dropped."""
    if not postgres.is_external() and not postgres.has_cluster(project):
        return
    with postgres.running(project, env) as (programs, connection):
        databases = Databases(programs, connection, filestores(project))
        for name in databases.names():
            of_here = databases.note(name).get("checkout") == project.identifier
            if of_here or name.startswith(project.database_prefix):
                databases.drop(name)
