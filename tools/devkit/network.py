"""Programs that fetch something, and what is said where nothing answers them."""

import re
import urllib.request
from urllib.parse import urlsplit

from .errors import DevError, DiskFull
from .process import stream

#: How pip, uv and apt say in their output that there was no answer.
SILENCE = (
    "after connection broken by",
    "error sending request",
    "Could not connect to",
    "Could not resolve",
    "Temporary failure resolving",
    "Connection timed out",
    "Network is unreachable",
)

#: Where a program says what it asked.
ASKED = re.compile(
    r"(?:Failed to fetch|Err:\d+|Looking in indexes):? (https?://[^\s,]+)"
)


class Unreachable(DevError):
    """Nothing answers at an address."""

    def __init__(self, doing, address, log):
        parts = urlsplit(address)
        proxy = urllib.request.getproxies().get(parts.scheme)
        through = f" through the proxy {_place(proxy)}" if proxy else ""
        super().__init__(
            f"The network does not answer: {doing} asked {_place(address)}{through}."
            " Check the connection and the proxy (http_proxy, https_proxy); where"
            " Python's packages come from another index, name it in PIP_INDEX_URL and"
            f" UV_DEFAULT_INDEX. Then run this again. The whole output is in {log}."
        )


def fetch(command, doing, log, on_line, asked=None, **options):
    """Run a program that fetches something, as `process.stream` does.

    :param asked: the address that it asks, where its output may not name it
    """
    try:
        stream(command, doing, log, on_line, **options)
    except DevError as error:
        raise explained(error, doing, log, asked) from error


def explained(error, doing, log, asked=None):
    """Return the error of a program that failed, or that there was no answer where its
    output says so: what it says last is what it did not get."""
    output = log.read_text(encoding="utf-8")
    if isinstance(error, DiskFull) or not any(words in output for words in SILENCE):
        return error
    *_, address = (asked, *ASKED.findall(output))
    return Unreachable(doing, address, log) if address else error


def _place(address):
    """Return where an address is, without a user's name and password."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"
