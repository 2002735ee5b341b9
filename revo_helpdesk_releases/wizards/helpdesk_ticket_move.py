from odoo import _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.models.context import EXAMPLES, says
from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE


class HelpdeskTicketMove(models.TransientModel):
    """Choose the release that tickets wait for, with the move that lets them wait."""

    _inherit = "helpdesk.ticket.move"

    asks_release = fields.Boolean(compute="_compute_asks_release")
    release_id = fields.Many2one(
        "helpdesk.release",
        string="Solved with",
        compute="_compute_release_id",
        store=True,
        readonly=False,
        domain="[('state', '=', 'planned')]",
        groups=VENDOR_LINE,
        help="The release that brings the solution. When it is published, the tickets "
        "go back to their resellers.",
    )

    @api.depends("stage_id")
    def _compute_asks_release(self):
        for wizard in self:
            # sudo: who hands a ticket over may not see the stage.
            wizard.asks_release = wizard.stage_id.sudo().waiting_on == "release"

    @api.depends("ticket_ids")
    def _compute_release_id(self):
        """Propose the release that the tickets already name, if it is one."""
        for wizard in self:
            # sudo: the release decides, no matter who may read the tickets.
            named = wizard.ticket_ids.sudo().release_id
            usable = len(named) == 1 and named._takes_tickets(self.env.user)
            wizard.release_id = usable and named

    def _check_written(self):
        result = super()._check_written()
        # Those of the examples come after their cases.
        if self.asks_release and not self.release_id and not says(self, EXAMPLES):
            raise UserError(
                _(
                    "No release is chosen yet. Choose the one that brings the "
                    "solution, and press the button again."
                )
            )
        return result

    def _prepare_move(self):
        values = super()._prepare_move()
        if self.asks_release:
            values["release_id"] = self.release_id.id
        return values
