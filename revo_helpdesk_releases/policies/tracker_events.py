"""What development's tracker reports, and how it is answered."""

import json
from typing import NamedTuple

from .address import is_address

#: Bytes of a body that is read at all.
BODY_SIZE = 64 * 1024

#: The HTTP status of each answer.
STATUS = {
    "done": 200,
    "already_known": 200,
    "invalid_event": 400,
    "malformed_signature": 401,
    "wrong_signature": 401,
    "stale_timestamp": 401,
    "unknown_reference": 404,
    "unknown_ticket": 404,
    "replay": 409,
    "illegal_move": 409,
    "length_required": 411,
    "too_large": 413,
    "unknown_status": 422,
    "unknown_release": 422,
    "missing_release": 422,
    "missing_text": 422,
    "busy": 503,
    "not_configured": 503,
}

#: Characters of each member; those of a line have no others than printable ones.
_LINES = {
    "id": 100,
    "reference": 100,
    "ticket": 50,
    "url": 1000,
    "status": 100,
    "release": 50,
    "product": 50,
}
_TEXTS = {"text": 20_000}
_REQUIRED = ("id", "reference")


class TrackerEvent(NamedTuple):
    """What the tracker reports of one item; ``None`` for what it does not tell."""

    id: str
    reference: str
    ticket: str | None = None
    url: str | None = None
    status: str | None = None
    text: str | None = None
    release: str | None = None
    product: str | None = None


class InvalidEvent(Exception):
    """A body is no event.

    :param str member: the member at fault, ``None`` for the body as a whole
    """

    def __init__(self, member=None):
        super().__init__(member)
        self.member = member


def read_event(body):
    """Read an event from a body.

    Members that it does not know are passed over: trackers send what they have.

    :param bytes body: whatever was sent
    :return: :class:`TrackerEvent`
    :raises InvalidEvent: for what is no JSON object, lacks its ids, or holds something
        else than texts of a sensible length
    """
    try:
        told = json.loads(body)
    # A body of brackets alone is deeper than Python reads.
    except (ValueError, RecursionError):
        raise InvalidEvent() from None
    if not isinstance(told, dict):
        raise InvalidEvent()
    values = {
        **{name: _read_line(told, name, size) for name, size in _LINES.items()},
        **{name: _read_text(told, name, size) for name, size in _TEXTS.items()},
    }
    for name in _REQUIRED:
        if not values[name]:
            raise InvalidEvent(name)
    if values["url"] and not is_address(values["url"]):
        raise InvalidEvent("url")
    return TrackerEvent(**values)


def _read_line(told, name, size):
    value = _read(told, name, size)
    if value and not value.isprintable():
        raise InvalidEvent(name)
    return value


def _read_text(told, name, size):
    value = _read(told, name, size)
    # Neither can be stored: NUL, and half of a character of UTF-16.
    if value and ("\0" in value or any("\ud800" <= char <= "\udfff" for char in value)):
        raise InvalidEvent(name)
    return value


def _read(told, name, size):
    value = told.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > size:
        raise InvalidEvent(name)
    return value.strip() or None
