from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    reseller_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        domain="[('tier', '=', 'reseller')]",
        index="btree_not_null",
        help="The reseller who looks after this client: its cases start in that "
        "team's backlog.",
    )
