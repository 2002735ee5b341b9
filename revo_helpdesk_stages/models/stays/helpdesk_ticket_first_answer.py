from collections import defaultdict

from odoo import SUPERUSER_ID, api, fields, models

from ...policies import first_answer as policy
from ..groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """When who opened a ticket was first answered, and until when that was due.

    A client is answered by the first words of the staff that it reads, a reseller by
    the first of the vendor that the reseller reads. Once answered, this stays as it is:
    later hours of a team do not change what was in time.
    """

    _inherit = "helpdesk.ticket"

    first_answer_date = fields.Datetime(
        string="First answered on", readonly=True, copy=False, groups=EMPLOYEES
    )
    first_answer_deadline = fields.Datetime(
        compute="_compute_first_answer_deadline",
        store=True,
        groups=EMPLOYEES,
        help="Until when who opened the ticket is to be answered for the first time.",
    )
    first_answer_working_hours = fields.Float(
        compute="_compute_first_answer_working_hours", store=True, groups=EMPLOYEES
    )

    @api.depends(
        "create_date",
        "imported_date",
        "origin",
        "pipeline",
        "team_id.answer_hours",
        "team_id.resource_calendar_id",
        "reseller_team_id.answer_hours",
        "reseller_team_id.resource_calendar_id",
        "reseller_team_id.support_team_id",
    )
    def _compute_first_answer_deadline(self):
        """Count from the opening, until somebody has answered or the ticket closes."""
        due = self.filtered(
            lambda ticket: not ticket.first_answer_deadline
            or not (ticket.first_answer_date or ticket.closed)
        )
        due._settle_deadlines(
            "first_answer_deadline",
            {
                ticket: (ticket.create_date, ticket._get_answering_team())
                for ticket in due
                if ticket._awaits_first_answer()
            },
            "answer_hours",
            "_add_hours",
        )

    @api.depends("create_date", "first_answer_date")
    def _compute_first_answer_working_hours(self):
        self._settle_working_hours(
            "first_answer_working_hours",
            {
                ticket: (ticket.first_answer_date, ticket._get_answering_team())
                for ticket in self
                if ticket.first_answer_date
            },
        )

    def _is_first_answer(self, message):
        """Return whether words of the staff answer who opened the ticket, as the first.

        :param message: mail.message record
        """
        return (
            not self.first_answer_date
            and not self.imported_date
            and message.undelivered != "no_address"
            and policy.is_answer(
                self.pipeline, self.origin, message.author_tier, message.audience
            )
        )

    def _awaits_first_answer(self):
        """Return whether somebody waits: not for what a direct team notes by itself,
        nor where the answer was given before the ticket came here.
        """
        self.ensure_one()
        opener = self.create_uid
        return not self.imported_date and (
            self.pipeline == "escalation" or opener.share or opener.id == SUPERUSER_ID
        )

    def _get_answering_team(self):
        """Return the team that answers who opened the ticket."""
        self.ensure_one()
        if policy.is_asked_by_reseller(self.pipeline, self.origin):
            return self._get_tier_team("support")
        return self._get_client_team()

    def _settle_working_hours(self, name, ends):
        """Set how many working hours of a team have passed since the opening.

        The calendar is asked once for all tickets that count by it.

        :param str name: the field
        :param dict ends: ``{ticket: (datetime, team)}``; others have none
        """
        spans = defaultdict(set)
        # An imported ticket may be older than its record.
        span_of = {
            ticket: (min(ticket.create_date or end, end), end)
            for ticket, (end, _team) in ends.items()
        }
        for ticket, (_end, team) in ends.items():
            spans[team.resource_calendar_id].add(span_of[ticket])
        hours = {calendar: calendar._count_hours(of) for calendar, of in spans.items()}
        self[name] = 0
        for ticket, (_end, team) in ends.items():
            ticket[name] = hours[team.resource_calendar_id][span_of[ticket]]
