"""How the tests are shared out among processes.

A process takes the next file whenever it has done one, and the longest come first, so
that all processes end at about the same time, even where nothing is known of how long a
file takes. Files are taken whole: what a class sets up is set up once.

pytest-xdist would share files out, too. But it gives each process two in advance and
goes by the number of tests, where one file may take a hundred times as long as another
with as many; and pytest-odoo, when it runs below it, makes every database of a process
look into one store of files, those included that tests make for themselves.
"""

import fcntl
import os
from contextlib import contextmanager
from pathlib import PurePath

#: The folder with the tests of the tool.
OWN_TESTS = "tests"

#: How files start whose tests try plain functions.
PLAIN = "test_policies_"

#: What a file takes of which nothing is known, by its size.
SECONDS_PER_BYTE = 0.002


def file_of(test):
    """Return the file of a test, as pytest names both."""
    return test.partition("::")[0]


def needs_odoo(test):
    """Return whether a test, or a file of tests, needs a database with Odoo."""
    path = PurePath(file_of(test))
    return path.parts[0] != OWN_TESTS and not path.name.startswith(PLAIN)


def files_of(tests):
    """Return the files of tests, each once."""
    return list(dict.fromkeys(map(file_of, tests)))


def longest_first(files, seconds, root):
    """Return files in the order in which they are to be taken.

    :param seconds: how long files took the last time, by file
    """

    def length(file):
        if file in seconds:
            return seconds[file]
        return (root / file).stat().st_size * SECONDS_PER_BYTE

    return sorted(files, key=length, reverse=True)


def sum_by_file(seconds):
    """Return how long files took, from how long their tests took."""
    sums = {}
    for test, taken in seconds.items():
        sums[file_of(test)] = round(sums.get(file_of(test), 0) + taken, 3)
    return sums


class Queue:
    """Files that wait to be taken, kept in a file that the processes share."""

    def __init__(self, path):
        self.path = path

    def fill(self, files):
        """Let files wait in this order."""
        self.path.write_text("".join(f"{file}\n" for file in files), encoding="utf-8")

    def take(self):
        """Take the first file; return it, or None where all are taken."""
        with self._held() as held:
            first, *others = held.read().splitlines() or [None]
            held.seek(0)
            held.truncate()
            held.write("".join(f"{file}\n" for file in others))
            # Before it is let go, which closing does too early or too late.
            held.flush()
        return first

    def clear(self):
        """Let nothing be taken any more."""
        with self._held() as held:
            held.truncate(0)

    def waiting(self):
        """Return the files that nobody has taken."""
        with self._held() as held:
            return held.read().splitlines()

    @contextmanager
    def _held(self):
        with open(os.fspath(self.path), "r+", encoding="utf-8") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield held


def take_items(queue, items):
    """Yield tests, file by file, as this process takes them from the queue.

    :param items: pytest's items of all files, this process's or not
    """
    by_file = {}
    for item in items:
        by_file.setdefault(file_of(item.nodeid), []).append(item)
    while file := queue.take():
        yield from by_file.get(file, ())
