"""What a webhook tells, as text.

Source: the recommendations of Standard Webhooks: a type, a moment, and the data.
"""

import json

#: Characters of a text: the rest is read where the ticket is.
TEXT_LENGTH = 10_000


def build_body(kind, moment, data):
    """Return the body of a webhook.

    :param str kind: what has happened, as ``ticket.note``
    :param datetime moment: when, UTC
    :param dict data: what there is to tell; what is ``None`` is left out
    """
    told = {name: value for name, value in data.items() if value is not None}
    stamp = f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    return json.dumps(
        {"type": kind, "timestamp": stamp, "data": told}, ensure_ascii=False
    )


def cut(text):
    """Return a text, no longer than a webhook tells it."""
    text = text.strip()
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1] + "…"
