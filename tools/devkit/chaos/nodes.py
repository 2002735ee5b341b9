"""Several Odoo servers on one database, whose workers are killed."""

import os
import signal
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..errors import DevError
from ..process import child, free_port

#: Starts Odoo such that it finds itself when it starts its second process.
START = Path(__file__).with_name("start_odoo.py")

#: Servers, and the workers of each for requests; each has one more for crons.
NODES, WORKERS = 2, 2

#: Seconds that a server may take to answer for the first time, and again.
PATIENCE = 180

#: Seconds after which a worker that hangs is ended: developers' servers have no limit.
LIMIT = 60


class Node:
    """A server in a process of its own, with workers below it."""

    def __init__(self, odoo, series, database, log):
        port, evented = free_port(), free_port()
        self.address = f"http://127.0.0.1:{port}"
        python, _module, _odoo, *options = odoo.command(
            f"--database={database}",
            f"--db-filter=^{database}$",
            f"--load={','.join(series.loads)}",
            f"--workers={WORKERS}",
            f"--http-port={port}",
            f"--gevent-port={evented}",
            f"--limit-time-real={LIMIT}",
            f"--limit-time-cpu={LIMIT}",
        )
        self._command = [python, START, *options]
        self._environment = odoo.environment
        self._log = log
        #: Ends its process with all that this has started.
        self._running = ExitStack()
        self.restarts = -1
        self.start()

    def start(self):
        """Start it, or start it again."""
        self.end()
        output = self._running.enter_context(self._log.open("a", encoding="utf-8"))
        self.process = self._running.enter_context(
            child(self._command, env=self._environment, output=output)
        )
        self.restarts += 1

    def end(self):
        """End it and its workers."""
        self._running.close()

    def keep_up(self):
        """Start it again where it has ended, as the system would: that of 19.0 gives up
        when PostgreSQL is away while it starts a worker.
        """
        if self.process.poll() is not None:
            self.start()

    def wait(self):
        """Wait until it answers."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.keep_up()
            try:
                with urllib.request.urlopen(f"{self.address}/web/login", timeout=30):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.3)
        raise DevError(f"The server at {self.address} does not answer.")

    def workers(self):
        """Return the ids of its workers: those for requests and those for crons."""
        parent = self.process.pid
        try:
            listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        except FileNotFoundError:
            return []
        return [int(one) for one in listed if not _is_evented(one)]

    def kill(self, choose):
        """Kill a worker; return whether there was one.

        :param choose: function that takes one of several
        """
        workers = self.workers()
        if not workers:
            return False
        try:
            os.kill(choose(workers), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


@contextmanager
def running(odoo, series, database, logs, count=NODES):
    """Servers that answer; yields a Node each.

    :param odoo: Odoo with the connection to their PostgreSQL
    :param logs: the folder for what they say
    """
    with ExitStack() as stack:
        nodes = []
        for number in range(count):
            log = logs / f"chaos-{series.name}-{number}.log"
            log.unlink(missing_ok=True)
            nodes.append(Node(odoo, series, database, log))
            stack.callback(nodes[-1].end)
        for node in nodes:
            node.wait()
        yield nodes


def _is_evented(process_id):
    """Return whether a process is the server's second one, which is no worker."""
    try:
        return b"\0gevent\0" in Path(f"/proc/{process_id}/cmdline").read_bytes()
    except FileNotFoundError:
        return True
