from odoo import SUPERUSER_ID, api, fields, models

from ...policies.roles import STAFF_WRITERS
from ..context import NO_ANSWER, says
from ..groups import EMPLOYEES
from ..readers.helpdesk_ticket_audience import ACTIVITY_DONE
from .helpdesk_ticket_overdue import UNANSWERED

# What changes without anybody having done something for the ticket.
_NO_ACTIONS = {
    "access_token",
    "activity_ids",
    "color",
    "message_follower_ids",
    "message_ids",
    "message_main_attachment_id",
    "message_partner_ids",
    "sequence",
}


class HelpdeskTicket(models.Model):
    """When somebody last wrote or did something, from which the deadlines follow."""

    _inherit = "helpdesk.ticket"

    last_contact_date = fields.Datetime(
        string="Last contact",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="When somebody of the staff last wrote a message or a note.",
    )
    last_action_date = fields.Datetime(
        string="Last action",
        default=fields.Datetime.now,
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="When a person last wrote or changed something.",
    )
    answer_since = fields.Datetime(
        string="Client waits for an answer since",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="The oldest words of the client that nobody has answered.",
    )

    @api.model
    def _plan_answer_clock(self, plan):
        """Start the time that the client of a new ticket waits for an answer.

        :param plan: CreatePlan
        """
        now = fields.Datetime.now()
        opener = self._get_opener()
        for index, vals in enumerate(plan.vals_list):
            # A direct team's ticket is of the person who opens it; the mail gateway is
            # the system.
            opened_by = vals["origin"] if index in plan.line else opener
            if opened_by in ("client", "system"):
                vals["answer_since"] = now

    def _plan_last_contact(self, plan):
        """Settle that a person did something, and that nobody waits for an answer to
        what is closed.

        :param plan: WritePlan
        """
        now = fields.Datetime.now()
        vals = plan.vals
        is_action = (
            self.env.uid != SUPERUSER_ID
            and vals.keys() - _NO_ACTIONS
            and "last_action_date" not in vals
        )
        is_closing = self._get_stage(vals).closed and "answer_since" not in vals
        for settled in plan.settled.values():
            if is_action:
                settled["last_action_date"] = now
            if is_closing:
                settled["answer_since"] = False

    def _note_message(self, message):
        """Note what a message is for the deadlines.

        :param message: mail.message record
        """
        # sudo: who writes, the server notes when.
        ticket = self.sudo()
        events = ticket._prepare_message_events(message.sudo())
        is_answer = ticket.answer_since and not events.get("answer_since", True)
        if is_answer and ticket.last_alert_date:
            ticket._end_activities(UNANSWERED)
        if events:
            ticket._write_settled(events)

    def _prepare_message_events(self, message):
        """Return the values that note what a message is for the deadlines."""
        self.ensure_one()
        writer = message.author_tier
        # Nothing is asked for by a machine, nor done by one.
        if not writer or writer == "system" or message.requirement == "nothing":
            return {}
        now = fields.Datetime.now()
        events = {"last_action_date": now}
        if self._is_of_subtype({"subtype_id": message.subtype_id.id}, ACTIVITY_DONE):
            return events
        if writer in STAFF_WRITERS:
            events["last_contact_date"] = now
            if message.audience == "client" and message.undelivered != "no_address":
                events["answer_since"] = False
            if self._is_first_answer(message):
                events["first_answer_date"] = now
        elif not self.answer_since and self._starts_answer_clock(message):
            events["answer_since"] = now
        return events

    def _starts_answer_clock(self, message):
        """Return whether a client who writes this waits for an answer: not who says
        thanks for what is resolved.
        """
        self.ensure_one()
        return not (
            says(self, NO_ANSWER) or (self.closed and self._is_mere_thanks(message))
        )
