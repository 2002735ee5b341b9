from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES, MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """A ticket that goes on in another one leads there, whichever number one has."""

    _inherit = "helpdesk.ticket"

    # As the ticket that one follows: others see it as far as they may read that ticket.
    merged_into_id = fields.Many2one(
        "helpdesk.ticket",
        string="Ticket it was merged into",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=MANAGER_GROUP,
    )
    original_id = fields.Many2one(
        "helpdesk.ticket",
        string="Merged into",
        compute="_compute_merged",
        groups=EMPLOYEES,
        help="The ticket in which this one goes on.",
    )
    duplicates_ids = fields.Many2many(
        "helpdesk.ticket",
        string="Duplicates",
        compute="_compute_merged",
        groups=EMPLOYEES,
        help="Tickets of the same that go on in this one.",
    )
    merged_number = fields.Char(
        string="Merged numbers",
        compute="_compute_merged_number",
        search="_search_merged_number",
        groups=EMPLOYEES,
        help="The numbers of the tickets that were merged with this one.",
    )

    @api.depends_context("uid")
    def _compute_merged(self):
        """Find what was merged, as far as the present user may read it."""
        for ticket, (goal, merged) in self._get_linked("merged_into_id").items():
            ticket.original_id = goal
            ticket.duplicates_ids = merged

    @api.depends_context("uid")
    def _compute_merged_number(self):
        for ticket in self:
            others = ticket.original_id | ticket.duplicates_ids
            ticket.merged_number = ", ".join(others.mapped("number"))

    @api.model
    def _search_merged_number(self, operator, value):
        """Search by the number of a ticket that was merged with the one that is looked
        for.
        """
        # sudo: the links alone; the rules hold for what is found by them.
        tickets = self.sudo().with_context(active_test=False)
        merged = tickets.search(
            [("merged_into_id", "!=", False), ("number", operator, value)]
        )
        into = tickets._search([("merged_into_id.number", operator, value)])
        return ["|", ("id", "in", merged.merged_into_id.ids), ("id", "in", into)]

    @api.model
    def _get_word_sources(self, word, among=None):
        """Find a ticket by the number of one that was merged with it, too."""
        found = super()._get_word_sources(word, among)
        numbered = self._get_number_condition(word)
        if not numbered:
            return found
        # sudo: the links alone; the rules hold for what is found by them.
        tickets = self.sudo().with_context(active_test=False)
        tickets.flush_model(["merged_into_id"])
        merged = tickets._search([("merged_into_id", "!=", False)])
        merged.add_where(numbered)
        goals = tickets._search([])
        goals.add_where(numbered)
        into = SQL.identifier(self._table, "merged_into_id")
        parts = tickets._search([])
        parts.add_where(SQL("%s IN %s", into, goals.subselect()))
        return [*found, merged.select(into), parts.select()]

    def _get_goal(self):
        """Return the ticket that goes on for this one, empty for none, with sudo."""
        self.ensure_one()
        # sudo: where it goes on decides, no matter who may read it.
        goal = self.sudo().merged_into_id
        seen = self.sudo()
        while goal.merged_into_id and goal not in seen:
            seen |= goal
            goal = goal.merged_into_id
        return goal

    def _route_mail(self, values, route):
        """Lead a reply to a merged ticket to where it goes on."""
        goal = self._get_goal()
        if not goal:
            return super()._route_mail(values, route)
        return goal._route_mail(values, (route[0], goal.id, *route[2:]))

    def _check_post(self):
        goal = self._get_goal()
        if goal and self.env.user.share:
            # sudo: its number, which the client knows.
            raise UserError(
                _(
                    "%(ticket)s goes on in %(goal)s. Write there, and it is read.",
                    ticket=self.sudo().number,
                    goal=goal.number,
                )
            )
        return super()._check_post()
