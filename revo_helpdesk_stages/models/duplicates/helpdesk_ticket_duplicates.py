from odoo import api, fields, models

from ..groups import EMPLOYEES, MANAGER_GROUP

_EQUAL = ("=", "!=", "in", "not in")


class HelpdeskTicket(models.Model):
    """Of which ticket one is a duplicate, as far as the person who looks may read it.

    The names are those of OCA's helpdesk_mgmt in 19.0, where the link itself would tell
    the title of the other ticket to whoever reads this one.
    """

    _inherit = "helpdesk.ticket"

    duplicate_of_id = fields.Many2one(
        "helpdesk.ticket",
        string="Original",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=MANAGER_GROUP,
    )
    # Nobody else looks for duplicates: most tickets have none.
    has_duplicates = fields.Boolean(readonly=True, copy=False, groups=EMPLOYEES)
    duplicate_id = fields.Many2one(
        "helpdesk.ticket",
        string="Duplicate of",
        compute="_compute_duplicates",
        inverse="_inverse_duplicate_id",
        search="_search_duplicate_id",
        store=False,
        tracking=False,
        copy=False,
        groups=EMPLOYEES,
        help="The ticket about the same, in which this one goes on.",
    )
    duplicate_ids = fields.Many2many(
        "helpdesk.ticket",
        string="Duplicates",
        compute="_compute_duplicates",
        groups=EMPLOYEES,
        help="Tickets about the same that go on in this one.",
    )

    @api.depends("duplicate_of_id", "has_duplicates")
    @api.depends_context("uid")
    def _compute_duplicates(self):
        # sudo: what the user may read of the other side is searched for.
        linked = self.filtered(
            lambda ticket: ticket.sudo().duplicate_of_id or ticket.sudo().has_duplicates
        )
        (self - linked).duplicate_id = False
        (self - linked).duplicate_ids = False
        if not linked:
            return
        for ticket, (original, others) in linked._get_linked("duplicate_of_id").items():
            ticket.duplicate_id = original
            ticket.duplicate_ids = others

    def _inverse_duplicate_id(self):
        for original, tickets in self.grouped("duplicate_id").items():
            tickets._check_duplicates_of(original)
            tickets._link_to_original(original)

    @api.model
    def _search_duplicate_id(self, operator, value):
        """Search by the other ticket, as far as the user may read it."""
        if operator not in _EQUAL:
            operator, value = "in", self._search([("name", operator, value)])
        elif value and not isinstance(value, bool):
            values = value if operator in ("in", "not in") else [value]
            known = self.search([("id", "in", [v for v in values if v])]).ids
            nothing = [False] if not all(values) else []
            operator = "in" if operator in ("=", "in") else "not in"
            value = known + nothing
        # sudo: the links alone; the rules hold for what is found by them.
        tickets = self.sudo().with_context(active_test=False)
        return [
            ("id", "in", tickets._search([("duplicate_of_id", operator, value)])),
        ]
