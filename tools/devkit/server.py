"""The web server of ./dev up."""

import socket
import threading
import time
import urllib.error
import urllib.request

from . import addons, development
from .console import say, step
from .errors import DevError
from .process import child, failure

#: Seconds that a server may take to answer for the first time.
START = 120

#: The addon of jobs, which runs them only where a server loads it first.
QUEUE = "queue_job"

#: Levels of log lines that the developer sees; everything is in the log file.
SHOWN = (" WARNING ", " ERROR ", " CRITICAL ")


def check_port(port):
    """Make sure that the port is free, before anything takes long."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As Odoo does it: connections of a server just stopped do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise DevError(
                f"Port {port} cannot be used: {getattr(error, 'strerror', error)};"
                " choose another one with --port N, or stop what uses it."
            ) from error


def serve(workspace, database, port):
    """Serve a database until Ctrl-C."""
    check_port(port)
    command = workspace.odoo.command(
        f"--database={database}",
        f"--db-filter=^{database}$",
        "--no-database-list",
        f"--http-port={port}",
        *loading(workspace.series, workspace.odoo.addons),
    )
    log = workspace.project.logs / "server.log"
    address = f"http://localhost:{port}"
    with child(command, env=workspace.odoo.environment) as process:
        reader = threading.Thread(target=_record, args=(process, log), daemon=True)
        reader.start()
        with step("Starting the server"):
            _wait(process, port, log)
        _greet(address, development.logins(workspace, database), log)
        status = process.wait()
        reader.join()
    raise failure("The server", log.read_text(encoding="utf-8"), status, log)


def loading(series, ours):
    """The options with which a server runs the jobs of our addons, if they have any."""
    if QUEUE not in addons.dependencies(ours):
        return ()
    return (f"--load={','.join((*series.loads, QUEUE))}",)


def _record(process, log):
    with log.open("w", encoding="utf-8") as file:
        following = False
        for line in process.stdout:
            file.write(line)
            file.flush()
            # A traceback's lines belong to the record before them.
            is_record = line[:2].isdigit()
            following = any(level in line for level in SHOWN) or (
                following and not is_record
            )
            if following:
                say(line.rstrip("\n"))


def _wait(process, port, log):
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise failure("The server", log.read_text(encoding="utf-8"), process.poll())
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/web/login", timeout=60
            ):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise DevError(f"The server did not answer in {START} s; its log is in {log}.")


def _greet(address, logins, log):
    width = max(len(login) for login, _name in logins)
    say()
    say(f"  {address}")
    say()
    say(f"  {'Login':{width}}  Name (the password is the login)")
    for login, name in logins:
        say(f"  {login:{width}}  {name}")
    say()
    say(f"  Ctrl-C stops everything. The whole log is in {log}.")
    say()
