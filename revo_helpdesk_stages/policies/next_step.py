"""What happens next with a ticket, in one line: who it waits on, since when and until
when.

Source: issue 18, section 4.
"""

from typing import NamedTuple


class Line(NamedTuple):
    """Which sentence says it, and with which time.

    ``sentence`` is ``closed``, ``resolved``, ``canceled``, ``waits`` or ``late``;
    ``until`` is when it ends, if anything says so.
    """

    sentence: str
    until: object = None


def next_line(phase, is_closed, deadlines, closes, now):
    """Return what to say of a ticket.

    :param str phase: of its stage
    :param bool is_closed: for good
    :param deadlines: when somebody has to have done something, empty ones included
    :param closes: when a resolved ticket closes by itself, if it does
    :param now: to compare with
    :return: :class:`Line`
    """
    if phase == "canceled":
        return Line("canceled")
    if is_closed:
        return Line("closed")
    if phase == "resolved":
        return Line("resolved", closes or None)
    until = min(filter(None, deadlines), default=None)
    return Line("late" if until and until <= now else "waits", until)
