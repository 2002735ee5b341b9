from datetime import datetime, time

from pytz import utc

from odoo import api, fields, models

from .helpdesk_integrator_request import (
    AWAITED,
)
from .helpdesk_integrator_request import (
    HelpdeskIntegratorRequest as DefinedHelpdeskIntegratorRequest,
)

ASK_AGAIN = "revo_helpdesk_stages.mail_activity_type_integrator_due"


class HelpdeskIntegratorRequest(models.Model):
    """On the next date to ask, who has the case is reminded, once."""

    _inherit = DefinedHelpdeskIntegratorRequest._name

    reminded_for = fields.Date(
        readonly=True, copy=False, help="The date of which somebody was reminded."
    )
    remind_date = fields.Datetime(
        compute="_compute_remind_date",
        store=True,
        index="btree_not_null",
        help="When work begins on that day, or on the next working day.",
    )

    @api.depends("state", "next_date", "reminded_for", "ticket_id.company_id")
    def _compute_remind_date(self):
        for request in self:
            day = request.next_date
            waits = request.state in AWAITED and day and day != request.reminded_for
            request.remind_date = waits and request._find_start(day)

    def _find_start(self, day):
        """Return when somebody works on a day, or on the next working day."""
        calendar, zone = self._get_working_place()
        midnight = zone.localize(datetime.combine(day, time.min))
        midnight = midnight.astimezone(utc).replace(tzinfo=None)
        # Where nobody ever works it is that day all the same.
        return calendar._find_starts([midnight]).get(midnight, midnight)

    def _get_working_place(self):
        """Return by whose calendar an answer is awaited, and in which time zone.

        :return: ``(resource.calendar, tzinfo)``
        """
        self.ensure_one()
        # sudo: who asks need not see how the team is set up.
        calendar = self.sudo().team_id.resource_calendar_id
        _calendar, zone = self.ticket_id._get_pause_place()
        return calendar, zone

    @api.model
    def _cron_remind(self):
        """Remind of all requests that are to be asked again."""
        now = fields.Datetime.now()
        self._run_batches([("remind_date", "<=", now)], "_remind")

    def _remind(self):
        self._tell_owners(ASK_AGAIN)
        for request in self:
            request.reminded_for = request.next_date
