"""What becomes of an e-mail that answers something on a ticket.

Source: architecture, section 5, and the answers by e-mail of issue 4.
"""

from .audience import default_audience, may_choose

# Headers that a machine's answer carries (RFC 3834, and what came before it), each with
# the values that mean a person after all.
_HEADERS_OF_MACHINES = {
    "Auto-Submitted": {"", "no"},
    "X-Autoreply": {"", "no"},
    "X-Autorespond": {"", "no"},
}

# What such an answer carries itself, so that no machine answers to it (RFC 3834, and
# what Exchange asks for).
AUTOMATIC_ANSWER = {
    "Auto-Submitted": "auto-replied",
    "X-Auto-Response-Suppress": "All",
}


def audience_of_answer(author_tier, answered):
    """Return the audience of an answer by e-mail.

    It is read by who reads what it answers, as far as its author may write for them.

    :param str author_tier: in which role the author writes
    :param answered: the audience of what is answered, ``None`` where nobody knows
    """
    if may_choose(author_tier, answered):
        return answered
    return default_audience(author_tier, is_note=False)


def is_note(author_tier, audience):
    """Return whether an answer by e-mail is a note, of which no other side is told.

    The vendor among its own, and a reseller for its client; a client's own words are
    always a message.
    """
    if audience == "vendor":
        return True
    return audience == "client" and author_tier not in ("client", "direct")


def is_automatic(headers):
    """Return whether a machine answered: somebody is away, or a mailbox received it.

    :param headers: a mapping, such as an e-mail
    """
    if str(headers.get("Precedence", "")).strip().lower() == "auto_reply":
        return True
    return any(
        str(headers.get(name, "")).strip().lower() not in persons
        for name, persons in _HEADERS_OF_MACHINES.items()
    )


def is_unanswerable(headers):
    """Return whether nobody may answer by itself: a machine wrote, or it went to many.

    Two machines that answer each other would do so for ever (RFC 3834).

    :param headers: a mapping, such as an e-mail
    """

    def read(name):
        return str(headers.get(name) or "").strip().lower()

    return (
        is_automatic(headers)
        or read("Precedence") in ("bulk", "list", "junk")
        or read("Return-Path") == "<>"
        or bool(read("List-Id") or read("X-Auto-Response-Suppress"))
    )
