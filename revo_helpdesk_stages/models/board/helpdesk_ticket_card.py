from odoo import SUPERUSER_ID, api, fields, models

from ..groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """What a card says besides fields that are there anyway."""

    _inherit = "helpdesk.ticket"

    writer_name = fields.Char(
        string="Written by",
        compute="_compute_writer_name",
        groups=EMPLOYEES,
        help="Who of the reseller's people opened its own ticket.",
    )

    @api.depends("origin", "pipeline", "create_uid", "partner_id")
    @api.depends_context("uid")
    def _compute_writer_name(self):
        """Name who opened a reseller's own case; an e-mail's is its sender."""
        own = self.filtered(
            lambda ticket: ticket.pipeline == "escalation"
            and ticket.origin == "reseller"
        )
        (self - own).writer_name = False
        for ticket in own:
            # sudo: only the name is told, as far as it is the present user's to know.
            writer = ticket.sudo().create_uid
            if writer.id == SUPERUSER_ID:
                writer = ticket.sudo().partner_id
            ticket.writer_name = writer.display_name
