from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    """The account leader: whoever of the house answers to the client for a ticket.

    Source: 004, "Atención a Clientes": the first step is to classify a ticket and to
    name its leader.
    """

    _inherit = "helpdesk.ticket"

    account_leader_id = fields.Many2one(
        "res.users",
        string="Account leader",
        compute="_compute_account_leader_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        tracking=True,
        domain="[('share', '=', False)]",
        groups="base.group_user",
        help="Proposed from the client's company. New tickets go to the leader first, "
        "where the leader works in the team.",
    )

    @api.depends("commercial_partner_id")
    def _compute_account_leader_id(self):
        """Propose the leader of the client; who has been named stays."""
        for ticket in self:
            # sudo: a client's case has a leader, whoever opens it.
            company = ticket.sudo().commercial_partner_id
            ticket.account_leader_id = (
                ticket.account_leader_id or company.account_leader_id
            )

    def _get_preferred_assignees(self):
        """Prefer the account leader."""
        preferred = super()._get_preferred_assignees()
        led = self.filtered("account_leader_id")
        return {**preferred, **{t: t.account_leader_id for t in led}}
