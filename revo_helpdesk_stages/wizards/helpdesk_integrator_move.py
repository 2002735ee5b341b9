from odoo import api, fields, models

from ..models.groups import VENDOR_LINE
from .helpdesk_ticket_move import HelpdeskTicketMove as DefinedHelpdeskTicketMove


class HelpdeskTicketMove(models.TransientModel):
    """Choose the integrator whose answer tickets wait for, with the move that lets them
    wait.

    It may be nobody of the list: the manual names integrators and other external
    partners, and the reason says who it is.
    """

    _inherit = DefinedHelpdeskTicketMove._name

    asks_integrator = fields.Boolean(compute="_compute_asks_integrator")
    asking_team_id = fields.Many2one(
        "helpdesk.ticket.team", compute="_compute_asks_integrator", groups=VENDOR_LINE
    )
    integrator_id = fields.Many2one(
        "helpdesk.integrator",
        string="Integrator",
        domain="[('team_id', 'in', [False, asking_team_id])]",
        groups=VENDOR_LINE,
        help="Whose answer is awaited. Leave it empty for somebody who is not on the "
        "list, and say in the reason who it is.",
    )
    integrator_reference = fields.Char(
        string="Its reference",
        groups=VENDOR_LINE,
        help="The integrator's own number of it, where there is one.",
    )
    integrator_date = fields.Date(
        string="Ask again on",
        groups=VENDOR_LINE,
        help="On this day, or on the next working day, who has the case is reminded.",
    )
    writes_integrator = fields.Boolean(
        string="Write to it now",
        default=True,
        groups=VENDOR_LINE,
        help="The window in which you write to the integrator follows.",
    )

    @api.depends("stage_id", "ticket_ids")
    def _compute_asks_integrator(self):
        for wizard in self:
            # sudo: who hands a ticket over may not see the stage.
            awaited = wizard.stage_id.sudo().waiting_on
            wizard.asks_integrator = (
                awaited == "integrator" and self.env.user._is_vendor()
            )
            wizard.asking_team_id = wizard.ticket_ids[:1].team_id

    def _after_move(self):
        """Note whose answer is awaited.

        :return: the action of the window in which one writes to it, ``False`` for none
        """
        if not (self.asks_integrator and self.integrator_id):
            return False
        values = {"reference": self.integrator_reference}
        if self.integrator_date:
            values["next_date"] = self.integrator_date
        self.ticket_ids._wait_for_integrator(
            self.integrator_id, **{k: v for k, v in values.items() if v}
        )
        if len(self.ticket_ids) > 1 or not self.writes_integrator or self.then_ids:
            return False
        return self.ticket_ids.action_ask_integrator()
