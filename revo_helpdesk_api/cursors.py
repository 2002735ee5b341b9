"""Where a list goes on, as a text that says nothing to who reads it."""

import json

from .problems import Problem


def encode_cursor(values):
    """Return where a list goes on, as a text that says nothing."""
    return json.dumps(values, separators=(",", ":")).encode().hex()


def decode_cursor(text, kinds):
    """Return what a cursor says.

    :param str text: as :func:`encode_cursor` gave it
    :param tuple kinds: the types of its values
    :raises Problem: for a text that it never gave
    """
    try:
        values = json.loads(bytes.fromhex(text))
    except ValueError:
        raise Problem("bad-cursor") from None
    is_known = (
        isinstance(values, list)
        and len(values) == len(kinds)
        and all(type(one) is kind for one, kind in zip(values, kinds, strict=True))
        and all(0 <= one < 2**31 for one in values if isinstance(one, int))
    )
    if not is_known:
        raise Problem("bad-cursor")
    return values
