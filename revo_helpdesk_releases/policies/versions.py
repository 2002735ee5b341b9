"""Which of two versions is the older one, as people write them."""

import re

# The first number of a text, with what may follow it: 4.2.1, v3.42-rc2.
_VERSION = re.compile(r"(?P<numbers>\d+(?:\.\d+)*)[\s._-]*(?P<word>[a-z]*)")
# What comes before the version itself is out.
_EARLY = ("alpha", "beta", "dev", "pre", "preview", "rc")


def is_older(version, solving):
    """Return whether a version came before another one, by their numbers.

    4.9 is older than 4.10, 4.2 is no other than 4.2.0, and 4.2.4-rc comes before 4.2.4.

    :param str version: what somebody has, as they wrote it
    :param str solving: the one to compare with
    :return: ``False`` also where one of them names no number
    """
    had, wanted = _read(version), _read(solving)
    return bool(had and wanted) and had < wanted


def _read(text):
    """Return what a version is compared by, ``None`` where it has no number."""
    found = _VERSION.search((text or "").lower())
    if not found:
        return None
    numbers = [int(part) for part in found["numbers"].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return (numbers, found["word"] not in _EARLY)
