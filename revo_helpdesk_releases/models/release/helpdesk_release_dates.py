from collections import defaultdict
from datetime import timedelta

from pytz import timezone, utc

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from odoo.addons.revo_helpdesk_stages.compat import dates_of
from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE

from ...policies.release_dates import WorkingDays
from ..selections import CALENDAR_KINDS, MISFITS
from .helpdesk_release import HelpdeskRelease as DefinedHelpdeskRelease

# Far enough for any plan, and for what was published before there was Odoo.
_FIRST_YEAR = 2000
_YEARS_AHEAD = 10

# How far to look for a Wednesday that fits.
_HORIZON = timedelta(days=400)

# Odoo's colors of tags: red, orange, blue, green.
_COLORS = {"misfit": 1, "hotfix": 2, "planned": 4, "published": 10}


class HelpdeskRelease(models.Model):
    """On which day a release is published: on a Wednesday, never before days off."""

    _inherit = DefinedHelpdeskRelease._name

    date_planned = fields.Date(default=lambda self: self._propose_date())
    misfit = fields.Selection(
        MISFITS,
        string="No longer fits",
        compute="_compute_misfit",
        store=True,
        index="btree_not_null",
        help="Why the version cannot be published on the day that it is planned for: "
        "a public holiday was entered or moved since.",
    )
    misfit_note = fields.Char(string="Why", compute="_compute_misfit_note")
    lacks_holidays = fields.Boolean(
        compute="_compute_lacks_holidays", groups=VENDOR_LINE
    )
    calendar_kind = fields.Selection(
        CALENDAR_KINDS, string="Kind", compute="_compute_calendar_kind"
    )
    calendar_color = fields.Integer(compute="_compute_calendar_kind")

    @api.depends(
        "date_planned", "is_hotfix", "state", "company_id.resource_calendar_id"
    )
    def _compute_misfit(self):
        misfits = self._find_misfits()
        for release in self:
            release.misfit = misfits.get(release, (False, ""))[0]

    @api.depends("misfit", "date_planned")
    @api.depends_context("lang")
    def _compute_misfit_note(self):
        misfits = self.filtered("misfit")._find_misfits()
        for release in self:
            found = misfits.get(release)
            release.misfit_note = found and release._describe_misfit(*found)

    # The form asks for it with the date, of which it knows the default.
    @api.depends("company_id", "date_planned")
    def _compute_lacks_holidays(self):
        """Tell who plans that no public holiday is known: of a day that no calendar
        names, nobody can say whether it is one.
        """
        today = fields.Date.today()
        for company, releases in self.grouped("company_id").items():
            known = self._find_holidays(
                company or self.env.company, today, today + _HORIZON
            )
            releases.lacks_holidays = not known

    @api.depends("misfit", "is_hotfix", "state")
    def _compute_calendar_kind(self):
        for release in self:
            kind = (
                (release.misfit and "misfit")
                or (release.state == "planned" and release.is_hotfix and "hotfix")
                or release.state
            )
            release.calendar_kind = kind
            release.calendar_color = _COLORS.get(kind, 0)

    @api.constrains("date_planned", "is_hotfix", "state", "company_id")
    def _check_date_planned(self):
        """Refuse days that do not fit when they are chosen.

        A holiday that is moved later refuses nothing: it shows in ``misfit``.
        """
        for release in self:
            if not release._is_date_plausible():
                raise ValidationError(
                    _(
                        "%(release)s would be published in the year %(year)s. Check "
                        "the date.",
                        release=release.display_name,
                        year=release.date_planned.year,
                    )
                )
        for release, found in self._find_misfits().items():
            raise ValidationError(release._refuse_date(*found))

    def _check_date_open(self):
        """Keep the day of what is out: it was told to resellers and clients."""
        for release in self.filtered(lambda release: release.state == "published"):
            raise UserError(
                _(
                    "%s is published: its day is over. Withdraw it first, and plan it "
                    "again for another day.",
                    release.display_name,
                )
            )

    @api.constrains("is_hotfix", "hotfix_reason", "state")
    def _check_hotfix_reason(self):
        # sudo: the reason is a field of the vendor's people, and the constraint all's.
        for release in self.sudo():
            reason = (release.hotfix_reason or "").strip()
            if release.is_hotfix and release.state == "planned" and not reason:
                raise ValidationError(
                    _(
                        "%s is a hotfix, which comes on any day, whoever is there. Say "
                        "why it cannot wait, or let it come on a Wednesday.",
                        release.display_name,
                    )
                )

    @api.model
    def _check_date_ahead(self, vals):
        """Check that nobody plans for a day that is over.

        :param dict vals: of one release
        :raises ValidationError: for such a day
        """
        day = fields.Date.to_date(vals.get("date_planned"))
        today = self._get_today(self.company_id[:1] or self.env.company)
        # What is a slip of the keyboard is told so.
        if self.env.su or not day or day >= today or day.year < _FIRST_YEAR:
            return
        raise ValidationError(
            _(
                "%(day)s is over. Plan the version for a day that is to come, such as "
                "%(proposal)s.",
                day=self._format_day(day),
                proposal=self._format_day(self._propose_date() or today),
            )
        )

    def _check_publishing_day(self):
        """Check that today is a day on which a version is published, whenever it was
        planned for.

        :raises UserError: for a day off and its eve, unless it is a hotfix
        """
        self.ensure_one()
        today = self._get_today(self.company_id)
        days = self._get_working_days(self.company_id, today, today + _HORIZON)
        found = days.find_misfit(today)
        # sudo: who publishes reads the reason, or nobody is asked for it.
        if not found or (self.is_hotfix and self.sudo().hotfix_reason):
            return
        proposal = days.propose(today)
        raise UserError(
            _(
                "%(why)s If something goes wrong with %(release)s, nobody is there. "
                "Publish it on another day, such as %(proposal)s, or mark it as a "
                "hotfix and say why it cannot wait.",
                why=self._describe_misfit(*found, today),
                release=self.display_name,
                proposal=self._format_day(proposal or today),
            )
        )

    @api.model
    def _get_today(self, company):
        """Return the day that it is in the office of a company."""
        now = utc.localize(fields.Datetime.now())
        return now.astimezone(self._get_zone(company)).date()

    @api.model
    def _review_dates(self, calendars):
        """Look again at what is planned where working days are not what they were."""
        planned = self.search(
            [
                ("state", "=", "planned"),
                ("is_hotfix", "=", False),
                # Without a calendar, a company has the holidays of all calendars.
                ("company_id.resource_calendar_id", "in", [*calendars.ids, False]),
            ]
        )
        self.env.add_to_compute(self._fields["misfit"], planned)

    @api.model
    def _propose_date(self):
        """Return the next Wednesday on which a version may be published."""
        company = self.env.company
        today = self._get_today(company)
        days = self._get_working_days(company, today, today + _HORIZON)
        return days.propose(today)

    def _is_date_plausible(self):
        """Return whether the year is not a slip of the keyboard."""
        self.ensure_one()
        last = fields.Date.today().year + _YEARS_AHEAD
        return self.date_planned and _FIRST_YEAR <= self.date_planned.year <= last

    def _find_misfits(self):
        """Return why planned releases cannot be published on their days.

        At the price of the same queries for any number of releases of a company.

        :return: ``{release: (reason, name of the holiday)}`` of those that cannot
        """
        of_company = defaultdict(self.browse)
        for release in self:
            if (
                release.state == "planned"
                and not release.is_hotfix
                and release._is_date_plausible()
            ):
                of_company[release.company_id] |= release
        misfits = {}
        for company, releases in of_company.items():
            dates = releases.mapped("date_planned")
            days = self._get_working_days(company, min(dates), max(dates))
            for release in releases:
                if found := days.find_misfit(release.date_planned):
                    misfits[release] = found
        return misfits

    @api.model
    def _get_working_days(self, company, since, until):
        """Return on which days a company works, right from one date until another.

        :return: WorkingDays
        """
        # sudo: who plans releases may know of working hours, but not edit calendars.
        calendar = company.sudo().resource_calendar_id
        zone = self._get_zone(company)
        holidays = [
            (
                _to_local(leave.date_from, zone),
                _to_local(leave.date_to, zone),
                leave.name or "",
            )
            for leave in self._find_holidays(company, since, until)
        ]
        return WorkingDays(_get_hours(calendar), holidays)

    @api.model
    def _find_holidays(self, company, since, until):
        """Return the public holidays of a company from one date until another.

        :return: resource.calendar.leaves recordset with sudo, of some days more
        """
        # sudo: who plans releases may know of holidays, but not edit calendars.
        calendar = company.sudo().resource_calendar_id
        return calendar.env["resource.calendar.leaves"].search(
            [
                ("resource_id", "=", False),
                ("time_type", "=", "leave"),
                # With room for the eve and for any time zone.
                ("date_from", "<=", until + timedelta(days=3)),
                ("date_to", ">=", since - timedelta(days=3)),
                ("calendar_id", "in", [False, calendar.id]),
                "|",
                ("calendar_id", "!=", False),
                ("company_id", "in", [False, company.id]),
            ]
        )

    @api.model
    def _get_zone(self, company):
        # sudo: see _get_working_days.
        return timezone(company.sudo().resource_calendar_id.tz or "UTC")

    def _describe_misfit(self, reason, holiday, day=None):
        """Return why the release does not fit a day, its own by default, in words."""
        self.ensure_one()
        values = {
            "day": self._format_day(day or self.date_planned),
            "holiday": holiday or _("without a name"),
        }
        return {
            "on_weekend": _("%(day)s is a day without work.", **values),
            "on_holiday": _("%(day)s is a public holiday (%(holiday)s).", **values),
            "eve_weekend": _("%(day)s is the eve of a day without work.", **values),
            "eve_holiday": _(
                "%(day)s is the eve of a public holiday (%(holiday)s).", **values
            ),
        }[reason]

    def _refuse_date(self, reason, holiday):
        """Return why the release cannot be planned for its day, and what to do."""
        day = self.date_planned
        values = {
            "release": self.display_name,
            "why": self._describe_misfit(reason, holiday),
        }
        days = self._get_working_days(self.company_id, day, day + _HORIZON)
        if proposal := days.propose(day):
            return _(
                "%(why)s If something goes wrong with %(release)s, nobody is there. "
                "Choose another day, such as %(proposal)s, or mark it as a hotfix.",
                proposal=self._format_day(proposal),
                **values,
            )
        return _(
            "%(why)s If something goes wrong with %(release)s, nobody is there. "
            "Choose another day, or mark it as a hotfix.",
            **values,
        )

    def _format_day(self, day):
        return format_date(self.env, day, date_format="full")


def _get_hours(calendar):
    """Return the hours of work of each weekday, by week, as WorkingDays takes them."""
    hours = [defaultdict(list) for _week in range(1 + calendar.two_weeks_calendar)]
    for line in calendar.attendance_ids:
        if line.display_type or line.day_period == "lunch":
            continue
        week = hours[int(line.week_type or 0) % len(hours)]
        span = (line.hour_from, line.hour_to, *dates_of(line))
        week[int(line.dayofweek)].append(span)
    return hours


def _to_local(moment, zone):
    return utc.localize(moment).astimezone(zone).replace(tzinfo=None)
