"""Odoo processes that come out of one: it loads Odoo and the registry for all of them.

Each is a process as any other, with connections of its own; to start it takes no time.
"""

import json
import os
import signal
import socket
import subprocess
from contextlib import suppress

#: Seconds until a test gives up on a process; not what is measured.
PATIENCE = 600

# What is run in Odoo's shell: it takes code, and tells how each process ended.
_SCRIPT = """
import ctypes, json, logging, os, signal, socket, traceback
import odoo
from odoo.sql_db import close_all

registry = env.registry
env.cr.close()
close_all()
orders = socket.socket(fileno=%s).makefile("rw")

class Complaint(logging.Handler):
    # Behind Odoo's own, which has written it down. At once: a process that is killed
    # later is asked for it, too.
    def emit(self, record):
        os._exit(2)

def run(code, values, may_complain):
    # It does not outlive the one that it comes from.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if not may_complain:
        logging.getLogger().addHandler(Complaint(logging.ERROR))
    try:
        with registry.cursor() as cr:
            env = odoo.api.Environment(cr, odoo.SUPERUSER_ID, {})
            exec(code, {"env": env, **values})
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)

for line in orders:
    order = json.loads(line)
    if "code" in order:
        answer = os.fork()
        if not answer:
            run(order["code"], order["values"], order["may_complain"])
    else:
        answer = os.waitstatus_to_exitcode(os.waitpid(order["wait_for"], 0)[1])
    print(answer, file=orders, flush=True)
os._exit(0)
"""

_SERVE = """
from odoo.service import server
from odoo.tools import config
env.cr.close()
config["http_port"] = port
server.start()
"""


class Forks:
    """A process with Odoo in it, and those that come out of it."""

    def __init__(self, start):
        """
        :param start: function that starts Odoo's shell, with options of ``Popen``
        """
        self.orders, theirs = socket.socketpair()
        self.orders.settimeout(PATIENCE)
        self.lines = self.orders.makefile("r")
        with theirs:
            script = _SCRIPT % theirs.fileno()
            self.process = start(
                stdin=subprocess.PIPE, pass_fds=[theirs.fileno()], text=True
            )
        self.process.stdin.write(script)
        self.process.stdin.close()

    def end(self):
        """End it, and with it what has come out of it."""
        self.process.kill()
        self.process.wait()
        self.lines.close()
        self.orders.close()

    def run(self, code, **values):
        """Run code in a process of its own; give its number.

        :param str code: has ``env``, which it commits by itself, and the values
        """
        return self._ask(code=code, values=values, may_complain=False)

    def serve(self, port):
        """Serve the web at a port; give the number of the process."""
        return self._ask(code=_SERVE, values={"port": port}, may_complain=True)

    def wait_for(self, number):
        """Return how a process has ended, as ``Popen.returncode``: 1 where the code has
        raised an exception, and 2 where it has logged an error.
        """
        return self._ask(wait_for=number)

    def kill(self, number):
        """End a process that still runs."""
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        self.wait_for(number)

    def _ask(self, **order):
        self.orders.sendall(f"{json.dumps(order)}\n".encode())
        return int(self.lines.readline())
