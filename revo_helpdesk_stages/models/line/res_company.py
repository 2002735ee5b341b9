from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    helpdesk_default_reseller_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Default reseller team",
        domain="[('tier', '=', 'reseller')]",
        groups="helpdesk_mgmt.group_helpdesk_manager",
    )
    helpdesk_default_support_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Default support team",
        domain="[('tier', '=', 'support')]",
        groups="helpdesk_mgmt.group_helpdesk_manager",
    )
    helpdesk_default_development_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Default development team",
        domain="[('tier', '=', 'development')]",
        groups="helpdesk_mgmt.group_helpdesk_manager",
    )
