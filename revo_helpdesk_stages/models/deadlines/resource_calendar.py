from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import fields, models, tools

from ...policies.working_days import add_days
from ...policies.working_time import WorkingTime
from .helpdesk_working_hours import HelpdeskWorkingHours

# How far to look for working hours, in days. Who works none in the last has none.
_HORIZONS = (30, 120, 480, 1920)
# What is left of a day where a holiday ends with its last second.
_REMAINDER = timedelta(minutes=1)


class ResourceCalendar(models.Model):
    _name = "resource.calendar"
    _inherit = ["resource.calendar", HelpdeskWorkingHours._name]

    def _get_changed_calendars(self):
        return self

    def plan_hours(self, hours, day_dt, *args, **kwargs):
        """Plan in every hour where there is no calendar: so it is for a team without
        one, by whichever addon its hours are asked for.
        """
        if not self:
            return day_dt + timedelta(hours=hours)
        return super().plan_hours(hours, day_dt, *args, **kwargs)

    def get_work_hours_count(self, start_dt, end_dt, *args, **kwargs):
        """Count every hour where there is no calendar, likewise."""
        if not self:
            return (end_dt - start_dt) / timedelta(hours=1)
        return super().get_work_hours_count(start_dt, end_dt, *args, **kwargs)

    def _add_hours(self, moments, hours):
        """Return when hours of work are over that begin at some moments.

        Without a calendar every hour counts.

        :param moments: naive datetimes in UTC
        :return: ``{moment: datetime}``; without those that are never over
        """
        hours = timedelta(hours=hours)
        if not self:
            return {moment: moment + hours for moment in moments}

        def find(missing, until):
            time = self._get_working_time(min(missing), until)
            return {moment: time.add(moment, hours) for moment in missing}

        return self._look_ahead(moments, hours, find)

    def _find_starts(self, moments):
        """Return when somebody works again at or after some moments.

        Without a calendar somebody always does.

        :param moments: naive datetimes in UTC
        :return: ``{moment: datetime}``; without those after which nobody ever works
        """
        if not self:
            return {moment: moment for moment in moments}

        def find(missing, until):
            spans = [
                (start, end)
                for start, end in self._get_spans(min(missing), until)
                if end - start > _REMAINDER
            ]
            return {
                moment: next(
                    (max(start, moment) for start, end in spans if end > moment), None
                )
                for moment in missing
            }

        return self._look_ahead(moments, timedelta(), find)

    def _add_days(self, moments, days):
        """Return the same hour, some working days after each of some moments.

        Without a calendar every day counts.

        :param moments: naive datetimes in UTC
        :param int days: one or more
        :return: ``{moment: datetime}``; without those that are never over
        """
        span = timedelta(days=days)
        if not self:
            return {moment: moment + span for moment in moments}
        zone = timezone(self.tz)

        def find(missing, until):
            known = self._get_working_days(min(missing), until)
            ends = {}
            for moment in missing:
                local = utc.localize(moment).astimezone(zone).replace(tzinfo=None)
                end = add_days(local, days, known)
                ends[moment] = end and _to_utc(zone.normalize(zone.localize(end)))
            return ends

        return self._look_ahead(moments, span, find)

    def _add_days_and_hours(self, moments, hours):
        """Return when hours are over that begin at some moments, of which each 24 are
        a day: by the same hour of the next working day.

        :param moments: naive datetimes in UTC
        :param float hours: working hours, where they are not whole days
        :return: ``{moment: datetime}``; without those that are never over
        """
        days, hours = divmod(hours, 24)
        ends = self._add_days(moments, int(days)) if days else {m: m for m in moments}
        if not hours:
            return ends
        later = self._add_hours(set(ends.values()), hours)
        return {moment: later[end] for moment, end in ends.items() if end in later}

    def _look_ahead(self, moments, span, find):
        """Look for ends that lie at least a span after their moments, further ahead
        where work is rare.

        :param moments: naive datetimes in UTC
        :param timedelta span: the least that is between a moment and its end
        :param find: function of moments and of until when to look, which returns
            ``{moment: datetime, empty where it lies behind}``
        :return: ``{moment: datetime}``; without those that were not found
        """
        ends, missing = {}, set(moments)
        for days in _HORIZONS:
            if not missing:
                break
            found = find(missing, max(missing) + span + timedelta(days=days))
            ends.update((moment, end) for moment, end in found.items() if end)
            missing -= ends.keys()
        return {moment: end.replace(microsecond=0) for moment, end in ends.items()}

    def _count_hours(self, spans):
        """Return how many hours of work lie between moments.

        Without a calendar every hour counts.

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

    def _get_calendars_off(self):
        """Return those of these calendars in which today nobody works."""
        now = fields.Datetime.now()
        day = timedelta(days=1)
        off = self.browse()
        for calendar in self:
            today = utc.localize(now).astimezone(timezone(calendar.tz)).date()
            if today not in calendar._get_working_days(now - day, now + day):
                off |= calendar
        return off

    def _get_working_days(self, since, until):
        """Return the days of the calendar's place on which somebody works.

        :param since: naive datetime in UTC; the days of both moments may lack a part
        :param until: naive datetime in UTC
        :return: sorted list of dates
        """
        zone = timezone(self.tz)
        return sorted(
            {
                utc.localize(start).astimezone(zone).date()
                for start, end in self._get_spans(since, until)
                if end - start > _REMAINDER
            }
        )

    def _get_working_time(self, since, until):
        """Return the working time between two naive datetimes in UTC, at least."""
        return WorkingTime(self._get_spans(since, until))

    def _get_spans(self, since, until):
        """Return from when to when somebody works, in all weeks between two moments.

        :param since: naive datetime in UTC
        :param until: naive datetime in UTC
        :return: pairs of naive datetimes in UTC, in their order
        """
        # Whole weeks, so that what is kept is found again; of flexible hours those of
        # the first days that are asked for count. A place may have another date.
        first = since.date() - timedelta(days=1)
        monday = first - timedelta(days=first.weekday())
        weeks = ((until.date() - monday).days + 1) // 7 + 1
        return self._get_spans_of_weeks(monday, weeks)

    @tools.ormcache("self.id", "monday", "weeks")
    def _get_spans_of_weeks(self, monday, weeks):
        """Return the spans of some weeks. Each deadline asks for them: they are kept
        until working hours or public holidays change.
        """
        zone = timezone(self.tz)
        midnight = datetime.combine(monday, time.min)
        # sudo: what is kept is the same for everybody.
        spans = self.sudo()._work_intervals_batch(
            zone.localize(midnight), zone.localize(midnight + timedelta(weeks=weeks))
        )
        return tuple(
            (_to_utc(start), _to_utc(end)) for start, end, _what in spans[False]
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
