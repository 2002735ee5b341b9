from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    helpdesk_shows_problems = fields.Boolean(
        related="company_id.helpdesk_shows_problems", readonly=False
    )
