from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    helpdesk_default_reseller_team_id = fields.Many2one(
        related="company_id.helpdesk_default_reseller_team_id", readonly=False
    )
    helpdesk_default_support_team_id = fields.Many2one(
        related="company_id.helpdesk_default_support_team_id", readonly=False
    )
    helpdesk_default_development_team_id = fields.Many2one(
        related="company_id.helpdesk_default_development_team_id", readonly=False
    )
    helpdesk_support_serves_clients = fields.Boolean(
        related="company_id.helpdesk_support_serves_clients", readonly=False
    )
