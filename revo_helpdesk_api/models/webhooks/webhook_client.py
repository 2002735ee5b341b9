"""Post to whatever somebody has named as the address of a webhook.

Who answers may be nobody's friend: it is asked to be on the internet, looked up once so
that it cannot become another machine in between, followed nowhere, and left after some
seconds, whatever it does.
"""

import http.client
import io
import socket
import ssl
import time
from contextlib import closing
from urllib.parse import quote, urlsplit

from requests.certs import where

from odoo.addons.revo_helpdesk_releases.tracker_client import Answer

from ...policies.webhook_address import is_public

#: Seconds until there is a line to whoever is to be told.
CONNECTING = 5
#: Seconds for all of an attempt, looking the name up left out.
TIMEOUT = 15
#: Seconds that the body of an answer may take once its beginning is there.
LISTENING = 2
#: Bytes of an answer that are read.
ANSWER_SIZE = 16_384

# How many addresses of a name are tried.
_ADDRESSES = 3
_PATH = "/%:@!$&'()*+,;=~-._"


class _Forbidden(Exception):
    """Nobody may be made to talk to whoever is there."""


class _Heard:
    """What was received, as the library wants to read it."""

    def __init__(self, received):
        self._received = received

    def makefile(self, *_mode):
        return io.BytesIO(self._received)


def post(url, headers, body, is_open=False):
    """Post a body and tell what came of it, without an exception.

    Any status of 2xx says that it was taken.

    :param str url: where to
    :param dict headers: the headers
    :param bytes body: the body
    :param bool is_open: inner addresses may be asked, and without encryption
    :return: Answer, whose result is one of ``selections.RESULTS``
    """
    try:
        return _post(urlsplit(url), headers, body, is_open)
    except _Forbidden:
        return Answer("forbidden")
    except TimeoutError:
        return Answer("no_answer")
    except ssl.SSLError:
        return Answer("untrusted")
    except (OSError, ValueError):
        return Answer("unreachable")
    except http.client.HTTPException:
        return Answer("garbled")


def _post(target, headers, body, is_open):
    end = time.monotonic() + TIMEOUT
    with closing(_connect(target, end, is_open)) as line:
        request = http.client.HTTPConnection(target.hostname, _get_port(target))
        request.default_port = _get_port(target._replace(netloc=""))
        request.sock = line
        line.settimeout(_left(end))
        request.request(
            "POST",
            _get_path(target),
            body,
            {**headers, "Accept-Encoding": "identity", "Connection": "close"},
        )
        return _read(_receive(line, end))


def _get_port(target):
    return target.port or (443 if target.scheme == "https" else 80)


def _get_path(target):
    path = quote(target.path or "/", safe=_PATH)
    return f"{path}?{quote(target.query, safe=_PATH + '?')}" if target.query else path


def _left(end):
    """Return how many seconds are left.

    :raises TimeoutError: where there are none
    """
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connect(target, end, is_open):
    """Return a line to one of the addresses that a name stands for."""
    if not target.hostname:
        # Nobody's name would be one's own machine.
        raise ValueError
    if target.scheme != "https" and not is_open:
        raise _Forbidden
    found = socket.getaddrinfo(
        target.hostname, _get_port(target), type=socket.SOCK_STREAM
    )
    allowed = [each for each in found if is_open or is_public(each[4][0])]
    if not allowed:
        raise _Forbidden
    line = _reach(allowed[:_ADDRESSES], end)
    is_plain = target.scheme != "https"
    return line if is_plain else _encrypt(line, target.hostname, end)


def _reach(addresses, end):
    """Return a line to the first of some addresses where somebody is."""
    error = None
    for family, kind, protocol, _name, address in addresses:
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(min(CONNECTING, _left(end)))
            # To the address that was looked at: the name might be another's by now.
            line.connect(address)
            return line
        except OSError as failed:
            line.close()
            error = failed
    raise error


def _encrypt(line, hostname, end):
    context = ssl.create_default_context(cafile=where())
    line.settimeout(_left(end))
    try:
        return context.wrap_socket(line, server_hostname=hostname)
    except OSError:
        line.close()
        raise


def _receive(line, end):
    """Return what comes back: all of the beginning, and what comes soon of the rest.

    :raises TimeoutError: where the beginning does not come
    """
    received = bytearray()
    is_begun = False
    while len(received) < ANSWER_SIZE:
        try:
            line.settimeout(_left(end))
            some = line.recv(ANSWER_SIZE - len(received))
        except OSError:
            # The status has come, and that is what counts.
            if is_begun:
                break
            raise
        if not some:
            break
        received += some
        if not is_begun and (b"\r\n\r\n" in received or b"\n\n" in received):
            is_begun = True
            end = min(end, time.monotonic() + LISTENING)
    return bytes(received)


def _read(received):
    response = http.client.HTTPResponse(_Heard(received), method="POST")
    response.begin()
    try:
        body = response.read()
    except http.client.IncompleteRead as cut_off:
        body = cut_off.partial
    except (http.client.HTTPException, ValueError):
        body = b""
    # PostgreSQL stores no NUL.
    text = body.decode(errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return Answer(_get_result(response.status), response.status, text)


def _get_result(status):
    if 200 <= status < 300:
        return "delivered"
    return "redirected" if 300 <= status < 400 else "refused"
