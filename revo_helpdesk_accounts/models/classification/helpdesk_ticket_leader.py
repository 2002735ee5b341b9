from odoo import api, fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """The account leader: who of the house answers to the client for a ticket.

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
        domain="user_ids and [('id', 'in', user_ids)] or [('share', '=', False)]",
        groups=EMPLOYEES,
        help="Proposed from the client's company. New tickets go to the leader first, "
        "where the leader works in the team.",
    )

    @api.depends("commercial_partner_id")
    def _compute_account_leader_id(self):
        """Propose the leader of the client; who has been named stays."""
        for ticket in self:
            # sudo: a client's ticket has a leader, no matter who opens it.
            company = ticket.sudo().commercial_partner_id
            ticket.account_leader_id = (
                ticket.account_leader_id or company._get_present_leader()
            )

    @api.onchange("partner_id")
    def _onchange_partner_id_leader(self):
        """Propose the leader of another client: the first one may have been a slip."""
        # sudo: a client's ticket has a leader, no matter who opens or corrects it.
        company = self.sudo().commercial_partner_id
        if company != self._origin.sudo().commercial_partner_id:
            self.account_leader_id = company._get_present_leader()

    def _plan_leaders(self, plan):
        """Replace who was only proposed with the client that is corrected.

        :param plan: WritePlan
        """
        if "partner_id" not in plan.vals or "account_leader_id" in plan.vals:
            return
        # sudo: a client's ticket has a leader, no matter who opens or corrects it.
        partners = self.env["res.partner"].sudo()
        company = partners.browse(plan.vals["partner_id"] or []).commercial_partner_id
        leader = company._get_present_leader()
        for ticket in self.sudo():
            former = ticket.commercial_partner_id
            proposed = ticket.account_leader_id == former.account_leader_id
            if proposed and company != former:
                plan.settled[ticket]["account_leader_id"] = leader.id

    def _get_preferred_assignees(self):
        """Prefer the account leader."""
        preferred = super()._get_preferred_assignees()
        led = self.filtered("account_leader_id")
        return {**preferred, **{t: t.account_leader_id for t in led}}

    @api.model
    def _get_preferred_of_new(self, values):
        """Prefer the account leader: the one of the client, where none is given."""
        preferred = super()._get_preferred_of_new(values)
        # sudo: a client's ticket has a leader, no matter who opens or corrects it.
        partners = self.env["res.partner"].sudo()
        users = self.env["res.users"]
        for index, vals in values.items():
            partner = partners.browse(vals.get("partner_id") or [])
            leader = (
                users.browse(vals.get("account_leader_id") or [])
                or partner.commercial_partner_id._get_present_leader()
            )
            if leader:
                preferred[index] = leader
        return preferred
