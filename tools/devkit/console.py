"""What the user sees: steps, and how far the current one is."""

import sys
import time
from contextlib import contextmanager

#: Seconds between two progress lines where the output is no terminal.
QUIET_INTERVAL = 15

#: A line that the terminal wraps could not be rewritten.
WIDTH = 79


def say(text=""):
    """Print a line."""
    print(text, flush=True)


class Progress:
    """The state of one step: a line rewritten in place, or now and then a new one."""

    def __init__(self, label, stream=None):
        self.label = label
        self.stream = stream or sys.stdout
        self.in_place = self.stream.isatty()
        self.started = self.shown = time.monotonic()

    def update(self, detail):
        """Show how far the step is."""
        now = time.monotonic()
        line = f"{self.label}: {detail}"[:WIDTH]
        if self.in_place:
            self._write(f"\r\033[K{line}")
        elif now - self.shown >= QUIET_INTERVAL:
            self.shown = now
            self._write(f"{line}\n")

    def note(self, text):
        """Print a line that stays, above the progress."""
        clear = "\r\033[K" if self.in_place else ""
        self._write(f"{clear}{text}\n")

    def end(self, outcome):
        """Replace the progress by what came out of the step."""
        seconds = time.monotonic() - self.started
        clear = "\r\033[K" if self.in_place else ""
        self._write(f"{clear}{self.label}: {outcome} ({seconds:.0f} s)\n")

    def _write(self, text):
        self.stream.write(text)
        self.stream.flush()


@contextmanager
def step(label):
    """Announce a step that takes a while, and say how it ended."""
    progress = Progress(label)
    progress.update("…")
    try:
        yield progress
    except BaseException:
        progress.end("failed")
        raise
    progress.end("done")


def percent(done, total):
    """`done` of `total` bytes in words; the total is not always known."""
    megabytes = f"{done / 1e6:.0f} MB"
    return f"{megabytes} of {total / 1e6:.0f} MB" if total else megabytes
