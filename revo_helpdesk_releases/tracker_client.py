"""Post to development's tracker, and understand whatever comes back."""

import time
from contextlib import suppress
from typing import NamedTuple

import requests

#: Seconds that the tracker has to begin its answer, and once more to end it.
TIMEOUT = 10

#: Bytes of an answer that are read, which is more than any reference needs.
ANSWER_SIZE = 10_000


class Answer(NamedTuple):
    """What came of an attempt.

    ``result`` is delivered, refused, redirected, no_answer, unreachable or untrusted;
    ``status`` is the HTTP status, 0 where there was none; ``text`` the answer's
    beginning.
    """

    result: str
    status: int = 0
    text: str = ""


def post(url, headers, body):
    """Post a body and tell what came of it, without an exception.

    The tracker says that it has the body with any status of 2xx. A redirect is not
    followed: it would take the body to where nobody has said it may go.

    :param str url: where to
    :param dict headers: the headers
    :param bytes body: the body
    :return: :class:`Answer`
    """
    try:
        with requests.post(
            url,
            data=body,
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
            stream=True,
        ) as response:
            return Answer(
                _result_of(response.status_code), response.status_code, _read(response)
            )
    # Errors name the address, which may hold a password: none of them is passed on.
    except requests.Timeout:
        return Answer("no_answer")
    except requests.exceptions.SSLError:
        return Answer("untrusted")
    except (requests.RequestException, UnicodeError):
        return Answer("unreachable")


def _result_of(status):
    if 200 <= status < 300:
        return "delivered"
    return "redirected" if 300 <= status < 400 else "refused"


def _read(response):
    """Read the beginning of an answer, or what has come of it in time."""
    end = time.monotonic() + TIMEOUT
    received = bytearray()
    # The status has come, and that is what counts.
    with suppress(requests.RequestException):
        # Byte by byte: for more, it would wait as long as the tracker likes.
        for byte in response.iter_content(1):
            received += byte
            if len(received) == ANSWER_SIZE or time.monotonic() > end:
                break
    # PostgreSQL stores no NUL.
    return received.decode(errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
