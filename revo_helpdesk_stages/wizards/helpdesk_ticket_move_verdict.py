from odoo import api, fields, models

from ..models.selections import VERDICTS
from .helpdesk_ticket_move import HelpdeskTicketMove as DefinedHelpdeskTicketMove


class HelpdeskTicketMove(models.TransientModel):
    """Who hands a case on from support says what its escalation was."""

    _inherit = DefinedHelpdeskTicketMove._name

    asks_verdict = fields.Boolean(compute="_compute_asks_verdict")
    verdict = fields.Selection(
        VERDICTS,
        string="The escalation was",
        help="The reseller reads it and may contest it; it counts in the reports.",
    )

    @api.depends("ticket_ids", "stage_id")
    def _compute_asks_verdict(self):
        for wizard in self:
            tickets = wizard.ticket_ids._origin
            wizard.asks_verdict = bool(tickets._get_unjudged(wizard.stage_id._origin))

    def _keep_verdict(self):
        """Keep what the escalations of these tickets were, where it was said.

        A second verdict on the same evidence, as of a window that stayed open, is none.
        """
        if self.verdict:
            unjudged = self.ticket_ids._get_unjudged(self.stage_id)
            self.env["helpdesk.ticket.escalation"]._judge(unjudged, self.verdict)
