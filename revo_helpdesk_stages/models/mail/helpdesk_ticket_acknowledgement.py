from odoo import api, fields, models
from odoo.tools import email_normalize

from ...policies.machines import is_unread
from ..context import UNANSWERABLE, says
from ..groups import EMPLOYEES

ACKNOWLEDGEMENT = "revo_helpdesk_stages.mail_template_acknowledgement"


class HelpdeskTicket(models.Model):
    """A client is told at once that a new ticket has come in."""

    _inherit = "helpdesk.ticket"

    send_acknowledgement = fields.Boolean(
        string="Tell the client that it has come in",
        store=False,
        default=True,
        groups=EMPLOYEES,
        help="An e-mail with the number of the ticket. Untick it where you have told "
        "the client already, on the phone.",
    )

    @api.model
    def _plan_acknowledgement(self, plan):
        """Settle whose clients are told that their tickets have come in.

        :param plan: CreatePlan
        """
        for index, vals in enumerate(plan.vals_list):
            if vals.pop("send_acknowledgement", True):
                plan.acknowledged.add(index)

    def _acknowledge_planned(self, plan):
        """Notify the clients of new tickets that these have come in.

        :param plan: CreatePlan
        """
        # A machine might answer back for ever; what is imported is not new.
        if not (self.env.context.get("import_file") or says(self, UNANSWERABLE)):
            self.browse(self[i].id for i in sorted(plan.acknowledged))._acknowledge()

    def _acknowledge(self):
        # sudo: the client who opens a ticket may not read which team gets it.
        tickets = self.sudo().filtered(
            lambda ticket: ticket._is_a_clients()
            and not ticket.closed
            and ticket._is_answerable()
            and (not ticket.team_id or ticket._get_client_team().acknowledges)
        )
        tickets._mail_clients(ACKNOWLEDGEMENT)

    def _is_answerable(self):
        """Return whether somebody reads what is sent to the client by itself: no
        address of the house's own, which would open a ticket with it, and none that
        says so.
        """
        address = email_normalize(self.partner_id.email or self.partner_email) or ""
        return not (is_unread(address) or self._get_own_addresses([address]))
