from odoo import fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES


class ResPartner(models.Model):
    """Who of the house leads the account of a client company."""

    _inherit = "res.partner"

    account_leader_id = fields.Many2one(
        "res.users",
        string="Account leader",
        domain="[('works_in_teams', '=', True)]",
        groups=EMPLOYEES,
        help="Proposed as the leader of this company's new tickets.",
    )

    def _get_present_leader(self):
        """Return the leader of the account, nobody where that one has left."""
        return self.account_leader_id.filtered(
            lambda user: user.active and not user.share
        )
