"""What development's tracker is told of a ticket, and what it answers."""

import json

from .address import is_address

#: Characters of a summary: the rest is read in Odoo, by the link.
SUMMARY_LENGTH = 10_000

#: Characters of a reference, as trackers make them up.
REFERENCE_LENGTH = 100


def build_payload(delivery, number, title, summary, priority, link, reference=None):
    """Return the body that hands a ticket over, as text.

    :param str delivery: names the delivery: the same over all its attempts
    :param str summary: plain text
    :param str priority: the English word for it
    :param str link: the address of the ticket
    :param str reference: of the item that the ticket waits for already
    """
    if len(summary) > SUMMARY_LENGTH:
        summary = summary[: SUMMARY_LENGTH - 1] + "…"
    return json.dumps(
        {
            "id": delivery,
            "number": number,
            "title": title,
            "summary": summary,
            "priority": priority,
            "link": link,
            "reference": reference or None,
        },
        ensure_ascii=False,
        indent=2,
    )


def name_priority(label):
    """Return the word for a priority from its English label."""
    return label.lower().replace(" ", "_")


def read_item(answer):
    """Read which item the tracker has made of a ticket from its answer.

    :param str answer: the body, whatever it is
    :return: ``(reference, url)``, with ``None`` for what it does not tell
    """
    try:
        told = json.loads(answer)
    # A body of brackets alone is deeper than Python reads.
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(told, dict):
        return None, None
    reference, url = told.get("reference"), told.get("url")
    if not isinstance(reference, str) or not reference.isprintable():
        return None, None
    reference = reference.strip()
    if not 0 < len(reference) <= REFERENCE_LENGTH:
        return None, None
    return reference, url if isinstance(url, str) and is_address(url) else None
