from datetime import timedelta

from pytz import utc

from odoo import models

from ...policies.working_time import WorkingTime
from .helpdesk_working_hours import HelpdeskWorkingHours

# How far to look for working hours, in days. Who works none in the last has none.
_HORIZONS = (30, 120, 480, 1920)


class ResourceCalendar(models.Model):
    _name = "resource.calendar"
    _inherit = ["resource.calendar", HelpdeskWorkingHours._name]

    def _get_changed_calendars(self):
        return self

    def _add_hours(self, moments, hours):
        """Return when hours of work are over that begin at some moments.

        At the price of two queries for any number of moments, and of some more where
        work is rare. Without a calendar every hour counts.

        :param moments: naive datetimes in UTC
        :return: ``{moment: datetime}``; without those that are never over
        """
        hours = timedelta(hours=hours)
        if not self:
            return {moment: moment + hours for moment in moments}
        ends, missing = {}, set(moments)
        for days in _HORIZONS:
            if not missing:
                break
            time = self._get_working_time(
                min(missing), max(missing) + hours + timedelta(days=days)
            )
            found = {moment: time.add(moment, hours) for moment in missing}
            ends.update((moment, end) for moment, end in found.items() if end)
            missing -= ends.keys()
        return {moment: end.replace(microsecond=0) for moment, end in ends.items()}

    def _count_hours(self, spans):
        """Return how many hours of work lie between moments.

        At the price of two queries for any number of them. Without a calendar every
        hour counts.

        :param spans: pairs of naive datetimes in UTC, none of which ends before it
            starts
        :return: ``{(since, until): hours}``
        """
        spans = set(spans)
        if self and spans:
            time = self._get_working_time(
                min(since for since, _until in spans),
                max(until for _since, until in spans),
            )
        else:
            time = None
        return {
            (since, until): (time.between(since, until) if time else until - since)
            / timedelta(hours=1)
            for since, until in spans
        }

    def _get_working_time(self, since, until):
        """Return the working time between two naive datetimes in UTC."""
        spans = self._work_intervals_batch(utc.localize(since), utc.localize(until))
        return WorkingTime(
            (_to_utc(start), _to_utc(stop)) for start, stop, _what in spans[False]
        )


class ResourceCalendarAttendance(models.Model):
    _name = "resource.calendar.attendance"
    _inherit = ["resource.calendar.attendance", HelpdeskWorkingHours._name]

    def _get_changed_calendars(self):
        return self.calendar_id


class ResourceCalendarLeaves(models.Model):
    _name = "resource.calendar.leaves"
    _inherit = ["resource.calendar.leaves", HelpdeskWorkingHours._name]

    def _get_changed_calendars(self):
        """Return the calendars of public holidays, all where they name none."""
        public = self.filtered(lambda leave: not leave.resource_id)
        if all(leave.calendar_id for leave in public):
            return public.calendar_id
        # sudo: who enters a public holiday, all calendars have it.
        return self.env["resource.calendar"].sudo().search([])


def _to_utc(moment):
    return moment.astimezone(utc).replace(tzinfo=None)
