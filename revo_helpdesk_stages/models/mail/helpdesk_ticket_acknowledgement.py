from odoo import api, fields, models
from odoo.tools import email_normalize

from ...policies.machines import is_unread
from ..context import IMPORTED, UNANSWERABLE, says
from ..groups import EMPLOYEES

ACKNOWLEDGEMENT = "revo_helpdesk_stages.mail_template_acknowledgement"


class HelpdeskTicket(models.Model):
    """A client is told within a minute that a new ticket has come in.

    Not in the time of the person who opens it: it is noted on the ticket, where it
    waits whatever becomes of the server, and written for many at once.
    """

    _inherit = "helpdesk.ticket"

    send_acknowledgement = fields.Boolean(
        string="Tell the client that it has come in",
        store=False,
        default=True,
        groups=EMPLOYEES,
        help="An e-mail with the number of the ticket. Untick it where you have told "
        "the client already, on the phone.",
    )

    awaits_acknowledgement = fields.Boolean(
        string="The client is told soon that it has come in",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
    )

    @api.model
    def _plan_acknowledgement(self, plan):
        """Settle whose clients are told that their tickets have come in.

        :param plan: CreatePlan, in which it is settled where they start
        """
        # A machine might answer back for ever; what is imported is not new.
        silent = says(self, IMPORTED) or says(self, UNANSWERABLE)
        silent = silent or self.env.context.get("import_file")
        for index, vals in enumerate(plan.vals_list):
            asked = vals.pop("send_acknowledgement", True)
            is_a_clients = index not in plan.line or vals.get("origin") == "client"
            vals["awaits_acknowledgement"] = asked and is_a_clients and not silent

    @api.model
    def _cron_acknowledge(self):
        self._run_batches([("awaits_acknowledgement", "=", True)], "_acknowledge")

    def _acknowledge(self):
        """Notify the clients of new tickets that these have come in."""
        self._write_settled({"awaits_acknowledgement": False})
        # sudo: the client who opens a ticket may not read which team gets it.
        tickets = self.sudo().filtered(
            lambda ticket: ticket._is_a_clients()
            and not ticket.closed
            and (not ticket.team_id or ticket._get_client_team().acknowledges)
        )
        tickets._leave_unread_out()._mail_clients(ACKNOWLEDGEMENT)

    def _leave_unread_out(self):
        """Keep the tickets whose clients read what is sent to them by itself: at no
        address of the house's own, which would open a ticket with it, and at none that
        says that nobody does.
        """
        address_of = {
            ticket: email_normalize(ticket.partner_id.email or ticket.partner_email)
            for ticket in self
        }
        own = self._get_own_addresses(set(address_of.values()) - {False, None})
        return self.filtered(
            lambda ticket: not is_unread(address_of[ticket])
            and address_of[ticket] not in own
        )
