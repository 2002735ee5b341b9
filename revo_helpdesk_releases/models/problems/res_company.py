from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    helpdesk_shows_problems = fields.Boolean(
        string="Show known problems to clients",
        groups="helpdesk_mgmt.group_helpdesk_manager",
        help="Clients find a page beside their tickets with the problems that are for "
        "them to read, and with the versions that are planned and out.",
    )
