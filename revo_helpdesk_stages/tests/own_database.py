"""A database of its own for tests whose processes commit."""

import os
import socket
import subprocess
import sys
import time
import uuid
import xmlrpc.client
from contextlib import closing, contextmanager
from functools import partial
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import close_db, db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import SQL, config, mute_logger

from .common import SupportLineMixin
from .compat import config_file
from .forks import Forks

_SECONDS_TO_START = 600


@tagged("post_install", "-at_install")
class OwnDatabaseCase(SupportLineMixin, BaseCase):
    """The small support line, committed in a copy of the test's database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.database = f"{get_db_name()}_{uuid.uuid4().hex[:8]}"
        # PostgreSQL copies no database that somebody is connected to.
        close_db(get_db_name())
        _administer("CREATE DATABASE %s TEMPLATE %s", cls.database, get_db_name())
        cls.addClassCleanup(cls._drop)
        # Else Odoo would look for tests to run while it loads.
        with patch.dict(config.options, {"test_enable": False}):
            cls.own_registry = Registry(cls.database)
        with cls._open() as env:
            cls.env = env
            cls._set_up_line()
            cls._set_up_data()
        cls.env = None

    @classmethod
    def _set_up_data(cls):
        """Create what the test needs besides, before it is committed."""

    @classmethod
    def _drop(cls):
        Registry.delete(cls.database)
        close_db(cls.database)
        with mute_logger("odoo.sql_db"):
            _administer("DROP DATABASE %s WITH (FORCE)", cls.database)

    @classmethod
    @contextmanager
    def _open(cls):
        """Return an environment of the superuser that commits in the end."""
        with cls.own_registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    @classmethod
    def _get_forks(cls):
        """Return what starts Odoo processes that have loaded the registry already."""
        if "forks" not in vars(cls):
            local = "--http-interface=127.0.0.1"
            cls.forks = Forks(
                partial(_start_odoo, cls.database, local, subcommand=("shell",))
            )
            cls.addClassCleanup(cls.forks.end)
        return cls.forks

    def _start_servers(self, count):
        """Start Odoo processes; give the addresses of their XML-RPC services."""
        forks = self._get_forks()
        ports = [_find_port() for _number in range(count)]
        self.servers = [forks.serve(port) for port in ports]
        for number in self.servers:
            self.addCleanup(forks.kill, number)
        addresses = [f"http://127.0.0.1:{port}/xmlrpc/2" for port in ports]
        for address in addresses:
            _wait_for(address)
        return addresses

    def _start_server(self, *arguments):
        """Start an Odoo process that serves; give its port."""
        port = _find_port()
        self._start_odoo(
            f"--http-port={port}", "--http-interface=127.0.0.1", *arguments
        )
        return port

    def _start_odoo(self, *arguments, **options):
        """Start Odoo on the database in a process of its own, to be killed at last."""
        process = _start_odoo(self.database, *arguments, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process


def _start_odoo(database, *arguments, subcommand=(), **options):
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "odoo",
            *subcommand,
            f"--config={config_file()}",
            f"--database={database}",
            "--log-level=error",
            "--max-cron-threads=0",
            *arguments,
        ],
        env=get_environment(),
        **options,
    )


def _find_port():
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _administer(statement, *names):
    """Run a statement for a whole cluster, outside of any transaction."""
    with closing(db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(SQL(statement, *map(SQL.identifier, names)))


def get_environment():
    """Return the variables that this process runs with, for another one."""
    paths = [path for path in sys.path if path]
    connection = {
        f"PG{name}": str(config[option])
        for name, option in (
            ("HOST", "db_host"),
            ("PORT", "db_port"),
            ("USER", "db_user"),
            ("PASSWORD", "db_password"),
        )
        if config[option]
    }
    return {**os.environ, **connection, "PYTHONPATH": os.pathsep.join(paths)}


def _wait_for(address):
    end = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            return xmlrpc.client.ServerProxy(f"{address}/common").version()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
