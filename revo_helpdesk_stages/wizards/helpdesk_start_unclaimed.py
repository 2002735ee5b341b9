from odoo import api, fields, models

from ..compat import check_access


class HelpdeskStartUnclaimed(models.TransientModel):
    """Choose who serves the clients that no reseller looks after."""

    _name = "helpdesk.start.unclaimed"
    _description = "Clients without a Reseller"

    serves = fields.Selection(
        [("support", "Support serves them itself"), ("reseller", "A reseller")],
        string="Who serves them",
        required=True,
        default=lambda self: "reseller" if self._get_present_team() else "support",
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        domain="[('tier', '=', 'reseller')]",
        default=lambda self: self._get_present_team(),
    )

    @api.model
    def _get_present_team(self):
        return self.env["helpdesk.ticket.team"]._get_default_team("reseller")

    def action_apply(self):
        """Set it for the present company.

        :return: the action that closes the wizard
        """
        self.ensure_one()
        check_access(self.env["helpdesk.ticket.team"], "write")
        # sudo: helpdesk managers choose teams but may not write companies; the right to
        # edit teams has been checked.
        company = self.env.company.sudo()
        is_reseller = self.serves == "reseller"
        company.helpdesk_default_reseller_team_id = (
            self.team_id if is_reseller else False
        )
        company.helpdesk_support_serves_clients = not is_reseller
        return {"type": "ir.actions.act_window_close"}
