"""Days counted in the days on which somebody works."""

from bisect import bisect_right
from datetime import datetime


def add_days(moment, days, working_days):
    """Return the same hour, some working days later.

    Source: "cada día" of the consultancy's manual, and the vendor's seven days without
    note or action: nobody is reminded, and nothing closes, on a day off.

    :param datetime moment: in the time of the place; on a day off, the next working day
        is the first one that counts
    :param int days: one or more
    :param working_days: sorted list of dates
    :return: datetime, ``None`` where the working days end before
    """
    index = bisect_right(working_days, moment.date()) + days - 1
    if index >= len(working_days):
        return None
    return datetime.combine(working_days[index], moment.time())
