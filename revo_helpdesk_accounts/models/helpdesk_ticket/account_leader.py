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
                ticket.account_leader_id or company._get_present_leader()
            )

    @api.onchange("partner_id")
    def _onchange_partner_id_leader(self):
        """Propose the leader of another client: the first one may have been a slip."""
        # sudo: as above.
        company = self.sudo().commercial_partner_id
        if company != self._origin.sudo().commercial_partner_id:
            self.account_leader_id = company._get_present_leader()

    def write(self, vals):
        """Let who was only proposed go with the client that is corrected."""
        if "partner_id" not in vals or "account_leader_id" in vals:
            return super().write(vals)
        # sudo: as above.
        companies = {t: t.commercial_partner_id for t in self.sudo()}
        result = super().write(vals)
        for ticket, company in companies.items():
            proposed = ticket.account_leader_id == company.account_leader_id
            if proposed and ticket.commercial_partner_id != company:
                ticket.account_leader_id = (
                    ticket.commercial_partner_id._get_present_leader()
                )
        return result

    def _get_preferred_assignees(self):
        """Prefer the account leader."""
        preferred = super()._get_preferred_assignees()
        led = self.filtered("account_leader_id")
        return {**preferred, **{t: t.account_leader_id for t in led}}
