"""On which days versions are published: on Wednesdays, never before days off.

Source: "Pending Release" of the reseller manual. Hotfixes may come on any day.
"""

from datetime import date, datetime, timedelta

WEDNESDAY = 2

# Where a calendar does not say on which weekdays somebody works.
USUAL_HOURS = {weekday: [(9.0, 17.0, date.min, date.max)] for weekday in range(5)}

# How many Wednesdays are tried before none is proposed.
_TRIED = 53

# Public holidays often end a second before midnight.
_TOLERANCE = timedelta(minutes=1)


class WorkingDays:
    """On which days somebody works, in the local time of those who do."""

    def __init__(self, hours, holidays=()):
        """Take a week, or the two that alternate, and the public holidays.

        :param hours: list of one or two ``{weekday: [(first hour, last hour, first
            date, last date)]}``, the second for the weeks that Odoo calls even; the
            usual hours where they name no weekday at all
        :param holidays: triples of naive local datetimes and a name: ``(start, stop,
            name)``
        """
        self._weeks = hours if any(hours) else [USUAL_HOURS]
        self._holidays = sorted(holidays)

    def find_day_off(self, day):
        """Return why nobody works on a day.

        Holidays count where nothing is left of the day's hours.

        :return: ``("weekend", "")``, ``("holiday", names)`` or ``None``
        """
        spans = self._get_spans(day)
        if not spans:
            return ("weekend", "")
        found = [_cover(first, last, self._holidays) for first, last in spans]
        if not all(found):
            return None
        names = dict.fromkeys(name for names in found for name in names if name)
        return ("holiday", ", ".join(names))

    def _get_spans(self, day):
        """Return from when until when somebody would work on a day."""
        week = self._weeks[(day.toordinal() - 1) // 7 % len(self._weeks)]
        midnight = datetime(day.year, day.month, day.day)
        return [
            (midnight + timedelta(hours=first), midnight + timedelta(hours=last))
            for first, last, since, until in week.get(day.weekday(), ())
            if since <= day <= until
        ]

    def find_misfit(self, day):
        """Return why no version is published on a day.

        :return: ``(reason, name of the holiday)``, the reason one of ``on_weekend``,
            ``on_holiday``, ``eve_weekend`` and ``eve_holiday``; ``None`` where it fits
        """
        next_day = day + timedelta(days=1) if day < date.max else day
        for when, other in (("on", day), ("eve", next_day)):
            if off := self.find_day_off(other):
                kind, name = off
                return (f"{when}_{kind}", name)
        return None

    def propose(self, day):
        """Return the next Wednesday after a day on which a version may be published.

        :return: date, ``None`` where no Wednesday of the next year fits
        """
        ahead = (WEDNESDAY - day.weekday() - 1) % 7 + 1
        for weeks in range(_TRIED):
            days = ahead + 7 * weeks
            if date.max.toordinal() - day.toordinal() < days:
                break
            wednesday = day + timedelta(days=days)
            if not self.find_misfit(wednesday):
                return wednesday
        return None


def _cover(first, last, holidays):
    """Return the names of the holidays that together leave nothing between two moments.

    :param holidays: as WorkingDays takes them, in order
    :return: list, empty where something is left
    """
    names = []
    for start, stop, name in holidays:
        if start > first + _TOLERANCE:
            break
        if stop > first:
            names.append(name)
            first = stop
            if last <= first + _TOLERANCE:
                return names
    return []
