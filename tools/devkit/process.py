"""Running other programs: a clean environment, every exit checked, none left behind."""

import os
import signal
import socket
import subprocess
import threading
from contextlib import closing, contextmanager

from .errors import NO_ROOM_WORDS, DevError, DiskFull

#: Seconds a program gets to end by itself before it is killed.
PATIENCE = 15

#: Variables of the calling shell that change what Python and Odoo do.
DISTURBING = (
    "ODOO_RC",
    "OPENERP_SERVER",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONPYCACHEPREFIX",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
    "VIRTUAL_ENV",
)


def environment(**extra):
    """The environment for a child: the shell's, without what disturbs, with
    `extra`; a value of None takes a variable away."""
    wanted = {key: val for key, val in os.environ.items() if key not in DISTURBING}
    # English, so that `failure` understands what a program says.
    wanted |= {"LC_ALL": "C.UTF-8", **extra}
    return {key: val for key, val in wanted.items() if val is not None}


def run(command, doing, env=None, stdin=None, cwd=None):
    """Run a quick program and return its output."""
    done = subprocess.run(
        [str(part) for part in command],
        env=env or environment(),
        cwd=cwd,
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise failure(doing, done.stderr or done.stdout, done.returncode)
    return done.stdout


def stream(command, doing, log, on_line, env=None, stdin=None, cwd=None):
    """Run a long program: each line of its output goes to the log file and to
    `on_line`. It runs in a session of its own, so that Ctrl-C reaches only ./dev,
    which then ends the program with all that the program started."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as written, child(
        command, env=env, stdin=stdin, cwd=cwd
    ) as process:
        for line in process.stdout:
            written.write(line)
            on_line(line.rstrip("\n"))
        status = process.wait()
    if status:
        raise failure(doing, log.read_text(encoding="utf-8"), status, log)


@contextmanager
def child(command, env=None, stdin=None, cwd=None, output=subprocess.PIPE):
    """A program in a session of its own, which does not outlive the block.

    :param output: a file for what it says, instead of a pipe
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        env=env or environment(),
        cwd=cwd,
        stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        if stdin is not None:
            # A thread: the program may fill its output before it reads its input.
            threading.Thread(target=_feed, args=(process, stdin), daemon=True).start()
        yield process
    finally:
        end(process)


def free_port():
    """Return a port on which nothing listens."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def foreground(command, env=None, cwd=None):
    """Run a program that owns the terminal and return its exit status."""
    process = subprocess.Popen(
        [str(part) for part in command], env=env or environment(), cwd=cwd
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        # The terminal has sent Ctrl-C to the program as well: let it clean up.
        _wait_or(process, process.kill)
        raise
    except BaseException:
        process.send_signal(signal.SIGINT)
        _wait_or(process, process.kill)
        raise


def end(process):
    """End a program of `child`, and whatever is left of its session."""
    if process.poll() is None:
        process.terminate()
        _wait_or(process, process.kill)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        # Nothing is left: the usual case.
        return


def failure(doing, output, status, log=None):
    """The error for a program that failed, with the last thing it said."""
    # A program that does not expect that its files may not grow is ended by a signal.
    if status == -signal.SIGXFSZ or any(words in output for words in NO_ROOM_WORDS):
        return DiskFull(doing)
    # A program that logs may go on after the error: closing this, stopping that.
    lines = (line.strip() for line in output.splitlines())
    said = [line for line in lines if line and " INFO " not in line]
    last = said[-1].rstrip(".") if said else f"exit status {status}"
    where = f" The whole output is in {log}." if log else ""
    return DevError(f"{doing} failed: {last}.{where}")


def _feed(process, text):
    try:
        process.stdin.write(text)
        process.stdin.close()
    except BrokenPipeError:
        # The program has ended already; its exit status tells the story.
        return


def _wait_or(process, then):
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        then()
        process.wait()
