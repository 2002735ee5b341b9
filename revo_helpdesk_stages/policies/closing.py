"""When a ticket is finished, and when it closes by itself.

Source: "Închiderea tichetului" of the support guide.
"""

from datetime import timedelta


def standing(is_closed_stage, phase):
    """Return what a stage means for a ticket in it.

    :param bool is_closed_stage: nobody works on a ticket that stands there
    :param str phase: the phase of the stage
    :return: ``resolved`` (its client may still reopen it), ``closed`` for good, or
        ``open``
    """
    if phase == "resolved":
        return "resolved"
    return "closed" if is_closed_stage else "open"


def auto_close_date(resolved_date, days):
    """Return when a resolved ticket closes by itself.

    :param datetime resolved_date: since when it is resolved, or ``False``
    :param int days: after how many days, none or less for never
    :return: the moment, or ``False`` for never
    """
    if not resolved_date or days <= 0:
        return False
    return resolved_date + timedelta(days=days)
