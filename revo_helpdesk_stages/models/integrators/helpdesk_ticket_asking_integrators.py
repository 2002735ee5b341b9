from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..groups import VENDOR_LINE

_ASKING = {"manager", "support"}


class HelpdeskTicket(models.Model):
    """Who writes to an integrator about a case, and when."""

    _inherit = "helpdesk.ticket"

    can_ask_integrator = fields.Boolean(
        compute="_compute_can_ask_integrator", groups=VENDOR_LINE
    )

    @api.depends("closed", "has_integrators", "pipeline", "tier", "waiting_on")
    @api.depends_context("uid")
    def _compute_can_ask_integrator(self):
        actors = self._get_actors()
        for ticket in self:
            ticket.can_ask_integrator = bool(
                ticket.pipeline == "escalation"
                and ticket.tier == "support"
                and not ticket.closed
                and (ticket.waiting_on == "integrator" or ticket.has_integrators)
                and _ASKING & set(actors[ticket.id])
            )

    def action_ask_integrator(self):
        """Open the window in which an integrator is written to.

        :return: the action of the wizard
        :raises UserError: where the case is not the user's to ask about
        """
        self.ensure_one()
        self._check_asks_integrator()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_integrator_writing_action"
        )
        action["context"] = {"default_ticket_id": self.id}
        return action

    def _check_asks_integrator(self):
        """
        :raises UserError: naming the ticket that nobody is asked about from here
        """
        refused = self.filtered(lambda ticket: not ticket.can_ask_integrator)
        if refused:
            raise UserError(
                _(
                    "No integrator is asked about %s now. Support writes to one while "
                    "the case is in internal review, and goes on with the conversation "
                    "while the case is with support. Move it there first.",
                    ", ".join(refused.mapped("number")),
                )
            )
