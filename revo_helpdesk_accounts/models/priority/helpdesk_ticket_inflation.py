from odoo import _, api, fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """Where a client calls nearly everything urgent, its tickets say so."""

    _inherit = "helpdesk.ticket"

    # What the figures of a client are counted by.
    commercial_partner_id = fields.Many2one(index=True)
    inflation_note = fields.Char(
        string="Priorities of the client",
        compute="_compute_inflation_note",
        groups=EMPLOYEES,
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("uid", "lang")
    def _compute_inflation_note(self):
        # sudo: who sees a ticket is told the two figures, and no more.
        clients = self.env["helpdesk.client.priority"].sudo()
        inflating = clients.search_fetch(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("is_inflating", "=", True),
            ],
            ["partner_id", "ticket_count", "high_count"],
        )
        notes = {}
        for client in inflating:
            notes[client.partner_id.id] = _(
                "%(high)s of the last %(count)s tickets of %(client)s were High or "
                "above.",
                high=client.high_count,
                count=client.ticket_count,
                client=client.partner_id.display_name,
            )
        for ticket in self:
            ticket.inflation_note = notes.get(ticket.commercial_partner_id.id, False)
