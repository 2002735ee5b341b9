from odoo import api, fields, models


class HelpdeskTicketTeam(models.Model):
    """How a team works through the tickets of one client company."""

    _inherit = "helpdesk.ticket.team"

    limits_accounts = fields.Boolean(
        string="One at a time per account",
        compute="_compute_account_rules",
        store=True,
        readonly=False,
        help="Of each client company one support ticket is in progress at a time, and "
        "as many changes as the company's form says. The others wait in its queue.",
    )
    support_skips_backlog = fields.Boolean(
        string="Support never waits in the backlog",
        compute="_compute_account_rules",
        store=True,
        readonly=False,
        help="A ticket that is classified as support moves on from the backlog to the "
        "team's first stage in progress, and does not go back.",
    )

    @api.depends("pipeline")
    def _compute_account_rules(self):
        """Propose what teams do that serve clients themselves."""
        for team in self:
            direct = team.pipeline == "direct"
            team.limits_accounts = direct
            team.support_skips_backlog = direct
