"""How much is tried by tests that could go on for long."""

import os


def is_complete():
    """Return whether a test is to try all there is, however long that takes.

    It is where ``REVO_COMPLETE`` is 1 in the environment, as ``./dev test --complete``
    sets it. Else a test tries so much that it says the same of each kind of thing.
    """
    return os.environ.get("REVO_COMPLETE") == "1"
