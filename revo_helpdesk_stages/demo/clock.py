"""Moments of the demo cases, counted back from when they are loaded."""

import re
from datetime import timedelta

_DAY = re.compile(r"(\d+)d (\d\d):(\d\d)")
_AGO = re.compile(r"(\d+)([hm])")
_SATURDAY = 5


def moment(text, now):
    """Give the time that a moment of a case stands for.

    :param str text: ``"12d 09:40"`` (working days ago), ``"3h"`` or ``"25m"``
    :param datetime now: when the cases are loaded
    """
    ago = _AGO.fullmatch(text)
    if ago:
        unit = "hours" if ago[2] == "h" else "minutes"
        return now - timedelta(**{unit: int(ago[1])})
    days, hour, minute = map(int, _DAY.fullmatch(text).groups())
    day = now
    while days:
        day -= timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day.replace(hour=hour, minute=minute, second=0)


def working_day(days, now):
    """Return the day that is so many working days later.

    :param datetime now: when the cases are loaded
    """
    day = now.date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day
