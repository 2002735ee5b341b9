"""What becomes of an e-mail that answers something on a ticket.

Source: architecture, section 5, and the answers by e-mail of issue 4.
"""

from .audience import default_audience, may_choose

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
