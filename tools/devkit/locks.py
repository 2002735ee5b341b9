"""Locks between the ./dev processes of one checkout. The kernel frees them
whatever way a process ends."""

import fcntl
import os
from contextlib import contextmanager

from .console import say


class FileLock:
    """An advisory lock on a file."""

    def __init__(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def share(self):
        """Hold it together with others; waits for an exclusive holder."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def try_exclusive(self):
        """Hold it alone, if nobody else does."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def exclusive(self):
        """Hold it alone; waits for all others."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def release(self):
        os.close(self._file)


@contextmanager
def alone(path, waiting_for=None):
    """Run a block in one process at a time."""
    lock = FileLock(path)
    try:
        if not lock.try_exclusive():
            if waiting_for:
                say(f"Waiting for another ./dev in this checkout: {waiting_for}")
            lock.exclusive()
        yield
    finally:
        lock.release()
