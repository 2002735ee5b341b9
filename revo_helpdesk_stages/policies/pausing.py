"""Until which day a ticket may wait, and whose words end that.

Source: issue 18, "Waiting until a date": an agreed visit, a part on order.
"""

import re
from bisect import bisect_left

from .roles import STAFF_WRITERS

#: In days. Whoever has to wait longer looks at it in between.
FARTHEST = 183


# Until when it waits, before the reason.
_HEAD = re.compile(r"^\s*<p><strong>[^<]*</strong></p>")


def find_fault(day, today, working_days=None):
    """Return why a ticket cannot wait until a day, ``None`` where it can.

    :param date day: on which it comes back
    :param date today: in the place of the team
    :param working_days: sorted list of dates, ``None`` where every day is one
    :return: past, far or off
    """
    if day <= today:
        return "past"
    if (day - today).days > FARTHEST:
        return "far"
    if working_days is not None and day not in working_days:
        return "off"
    return None


def next_working_day(day, working_days):
    """Return the first of some working days that is not before a day, ``None`` where
    they end before.

    :param working_days: sorted list of dates
    """
    index = bisect_left(working_days, day)
    return working_days[index] if index < len(working_days) else None


def ends_wait(author_tier, is_note):
    """Return whether words end that a ticket waits.

    A client asks for something, and so does who writes a message to the others. A note
    tells what is known of the wait, as that the part has been sent.

    :param str author_tier: in which role somebody writes, empty for what Odoo logs
    :param bool is_note: nobody is notified of it
    """
    if author_tier == "client":
        return True
    return author_tier in STAFF_WRITERS and not is_note


def leave_day_out(text):
    """Return a reason without the line above it that says until when.

    :param str text: html, as it stands on the ticket
    """
    return _HEAD.sub("", text or "", count=1)
