from odoo import api, fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ...policies.versions import is_older

LACKING_INDEX = "helpdesk_ticket_lacking_idx"


class HelpdeskTicket(models.Model):
    """With which version of which product a ticket was reported, and on what."""

    _inherit = "helpdesk.ticket"

    product_id = fields.Many2one(
        "helpdesk.product",
        index="btree_not_null",
        ondelete="restrict",
        groups=EMPLOYEES,
        help="What it is about.",
    )
    version = fields.Char(
        groups=EMPLOYEES,
        help="The version that the client has, as the device shows it: 4.2.1.",
    )
    device = fields.Char(
        groups=EMPLOYEES,
        help="On what it happens: the till, the phone, the printer. The client reads "
        "it.",
    )
    asks_product = fields.Boolean(compute="_compute_asks_product", groups=EMPLOYEES)
    lacks_solution = fields.Boolean(
        string="Has the solving version not yet",
        compute="_compute_lacks_solution",
        store=True,
        groups=EMPLOYEES,
        help="The version that solves it is out, and it was reported with an older "
        "one of the same product.",
    )

    @api.depends("team_id", "reseller_team_id", "partner_id")
    @api.depends_context("uid")
    def _compute_asks_product(self):
        """The team that looks after the client says whether it is asked."""
        # sudo: the team decides, no matter who may see it.
        own = self._get_reseller_teams(self.env.user)[:1]
        for ticket in self:
            known = ticket.sudo()
            team = known.reseller_team_id or known.team_id
            if not ticket._origin:
                team = own or known._get_contact_team(known.partner_id) or team
            ticket.asks_product = team.asks_product

    @api.depends(
        "product_id",
        "version",
        "solved_release_id.name",
        "solved_release_id.product_id",
        "solved_release_id.state",
        "development_item_id.release_id.name",
        "development_item_id.release_id.product_id",
        "development_item_id.release_id.state",
    )
    def _compute_lacks_solution(self):
        for ticket in self:
            ticket.lacks_solution = bool(ticket._get_missed_release())

    def _get_indexes(self):
        return {**super()._get_indexes(), LACKING_INDEX: (["id"], "lacks_solution")}

    def _get_missed_release(self):
        """Return the release that is out and solves the ticket, or the problem that it
        is a case of, where it was reported with an older version.

        :return: helpdesk.release, empty for none
        """
        self.ensure_one()
        solving = self.solved_release_id
        if not self.version or not self.product_id:
            return solving.browse()
        # sudo: whoever changes the ticket need not read the problem.
        solving |= self.sudo().development_item_id.release_id
        return solving.filtered(
            lambda release: release.state == "published"
            and release.product_id == self.product_id
            and is_older(self.version, release.name)
        )[:1]
