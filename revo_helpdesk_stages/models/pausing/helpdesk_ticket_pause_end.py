from odoo import SUPERUSER_ID, api, fields, models

from ...policies import pausing as policy
from ..context import PAUSING, says
from ..readers.helpdesk_ticket_audience import CLIENT_NOTE
from .helpdesk_ticket_pause import WAIT_OVER

_NO_WAIT = {"wait_until": False, "wait_message_id": 0}


class HelpdeskTicket(models.Model):
    """Tickets that have waited come back: on their day, when somebody writes, when they
    go elsewhere, and by hand.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _cron_end_waits(self):
        """Bring back what has waited until today."""
        self._run_due("wait_end", "_come_back")

    def _come_back(self, known=()):
        """Put tickets on top of their columns, and tell who has them.

        :param known: res.users records who need not be told
        """
        waiting = self.filtered("wait_until")
        owners = waiting._add_stand_ins(
            waiting._get_responsibles(), waiting._map_own_teams(), WAIT_OVER
        )
        waiting._go_on()
        waiting._plan_activities(
            WAIT_OVER,
            {
                ticket: users.filtered(lambda user: user not in known)
                for ticket, users in owners.items()
            },
        )

    def _go_on(self):
        """End that tickets wait, and put them on top of those that are as urgent."""
        if not self:
            return
        # sudo: the server settles what nobody writes.
        tickets = self.sudo()
        values = {
            **_NO_WAIT,
            "wait_over_date": fields.Datetime.now(),
            "sequence": tickets._get_first_sequence() - 1,
        }
        if says(self, PAUSING):
            values["last_action_date"] = values["wait_over_date"]
        tickets._write_settled(values)
        tickets._agree_anew()
        tickets._tell_boards()

    @api.model
    def _get_first_sequence(self):
        """Return the sequence of what stands first among all that is not closed."""
        first = self.search([("closed_date", "=", False)], order="sequence", limit=1)
        return first.sequence

    def _end_wait_by(self, message):
        """Bring a ticket back when somebody writes, but for who says why it waits.

        :param message: mail.message record
        """
        # As the house: who writes need not see who works on the ticket.
        ticket, message = self.with_user(SUPERUSER_ID), message.sudo()
        if (
            not ticket.wait_until
            or says(self, PAUSING)
            # A machine has written it.
            or message.requirement == "nothing"
            or not policy.ends_wait(message.author_tier, self._is_noted(message))
        ):
            return
        ticket._come_back(known=message.author_id.user_ids)

    @api.model
    def _is_noted(self, message):
        ids = self.env["ir.model.data"]._xmlid_to_res_id
        notes = (ids("mail.mt_note"), ids(CLIENT_NOTE), ids("mail.mt_activities"))
        return message.subtype_id.id in (*notes, False)

    def _plan_pauses(self, plan):
        """Settle that a ticket that goes to another stage, reseller or client does not
        wait there: what was agreed, was agreed before.

        :param plan: WritePlan
        """
        if plan.vals.keys().isdisjoint(("stage_id", "reseller_team_id", "partner_id")):
            return
        for ticket in self.sudo().filtered("wait_until"):
            # sudo: only the company is compared.
            partner = ticket.partner_id.browse(plan.get(ticket, "partner_id") or [])
            changes_client = (
                "partner_id" in plan.vals
                and partner.commercial_partner_id != ticket.commercial_partner_id
            )
            if changes_client or any(
                name in plan.vals
                and (plan.get(ticket, name) or False) != ticket[name].id
                for name in ("stage_id", "reseller_team_id")
            ):
                plan.settled[ticket].update(
                    **_NO_WAIT, wait_over_date=fields.Datetime.now()
                )
