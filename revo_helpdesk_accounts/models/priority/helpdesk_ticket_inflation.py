from odoo import _, api, fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ...policies import inflation as policy


class HelpdeskTicket(models.Model):
    """Where a client calls nearly everything urgent, its tickets say so."""

    _inherit = "helpdesk.ticket"

    inflation_note = fields.Char(
        string="Priorities of the client",
        compute="_compute_inflation_note",
        groups=EMPLOYEES,
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("uid", "lang")
    def _compute_inflation_note(self):
        # sudo: who sees a ticket is told the two figures, and no more.
        clients = self.sudo().commercial_partner_id
        notes = {
            client: _(
                "%(high)s of the last %(count)s tickets of %(client)s were High or "
                "above.",
                high=client.last_high_count,
                count=client.last_ticket_count,
                client=client.display_name,
            )
            for client in clients
            if policy.is_inflated(client.last_high_count)
        }
        for client, tickets in self.grouped("commercial_partner_id").items():
            tickets.inflation_note = notes.get(client.sudo(), False)
