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
    helpdesk_support_serves_clients = fields.Boolean(
        string="Support serves clients without a reseller",
        groups="helpdesk_mgmt.group_helpdesk_manager",
        help="A client's ticket goes to support where no reseller looks after the "
        "client, and that is how it is meant.",
    )
    helpdesk_started = fields.Boolean(
        string="The line has started",
        groups="helpdesk_mgmt.group_helpdesk_manager",
        help="Managers see their overview first, no longer what is still to be set up.",
    )
