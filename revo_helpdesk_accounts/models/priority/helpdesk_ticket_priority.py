from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

IMMEDIATE = "4"

# What orders the tickets of somebody who may not know of the triage.
_CLIENT_ORDER = "priority desc, sequence, number desc, id desc"


class HelpdeskTicket(models.Model):
    """How urgent the client says that a ticket is, and what keeps Immediate rare.

    Source: 002, "Prioritizarea": Immediate is for what stops a shop's orders, so that
    it is worth leaving everything else for it; the others follow the impact on the
    client's business.
    """

    _inherit = "helpdesk.ticket"
    _order = "board_priority desc, sequence, number desc, id desc"

    priority = fields.Selection(
        selection_add=[(IMMEDIATE, "Immediate")],
        ondelete={IMMEDIATE: "set 3"},
        tracking=True,
    )
    triage_priority = fields.Selection(
        "_get_priorities",
        string="Triage",
        tracking=True,
        groups=EMPLOYEES,
        help="What the team makes of it, which orders the board. Empty: as the client "
        "says.",
    )
    board_priority = fields.Selection(
        "_get_priorities",
        string="Priority on the board",
        compute="_compute_board_priority",
        store=True,
        groups=EMPLOYEES,
        help="The triage, or else what the client says.",
    )
    immediate_reason_id = fields.Many2one(
        "helpdesk.immediate.reason",
        string="What stops the orders",
        compute="_compute_immediate_reason_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        groups=EMPLOYEES,
        help="Immediate is for what stops a shop's orders, and for nothing else.",
    )

    @api.depends("priority", "triage_priority")
    def _compute_board_priority(self):
        for ticket in self:
            ticket.board_priority = ticket.triage_priority or ticket.priority or "0"

    @api.depends("priority", "triage_priority")
    def _compute_immediate_reason_id(self):
        """Forget the reason of what is Immediate no more."""
        for ticket in self:
            ticket.immediate_reason_id = (
                ticket._is_immediate() and ticket.immediate_reason_id
            )

    @api.constrains("priority", "triage_priority", "immediate_reason_id")
    def _check_immediate_reason(self):
        """Check that all that is Immediate has its reason, and nothing else has one."""
        lacking = self.filtered(
            lambda ticket: ticket._is_immediate() and not ticket.immediate_reason_id
        )
        if lacking:
            # sudo: a client may not read the reasons, and is told which there are.
            reasons = self.env["helpdesk.immediate.reason"].sudo().search([])
            raise ValidationError(
                _(
                    "Immediate is only for what stops a shop's orders. Choose what "
                    "stops them in the form of %(tickets)s: %(reasons)s. If orders "
                    "still come in, choose a lower priority.",
                    tickets=lacking._get_titles(),
                    reasons=", ".join(reasons.mapped("name")),
                )
            )
        others = self.filtered("immediate_reason_id") - self.filtered(
            lambda ticket: ticket._is_immediate()
        )
        if others:
            raise ValidationError(
                _(
                    "Something stops the orders in %(tickets)s, but the priority is "
                    "not Immediate. Choose Immediate as the priority, or leave empty "
                    "what stops the orders.",
                    tickets=others._get_titles(),
                )
            )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Explain each priority where the field is explained."""
        descriptions = super().fields_get(allfields, attributes)
        for name in {"priority", "triage_priority"} & descriptions.keys():
            if attributes is None or "help" in attributes:
                lines = [
                    f"{choice['label']}: {choice['help']}"
                    for choice in self._get_priority_choices()
                ]
                given = descriptions[name].get("help")
                descriptions[name]["help"] = "\n".join([*filter(None, [given]), *lines])
        return descriptions

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **kwargs):
        """Leave the triage out of the order in which clients find their tickets."""
        if order == self._order and self.env.user.share and not self.env.su:
            order = _CLIENT_ORDER
        return super()._search(domain, offset, limit, order, **kwargs)

    @api.model
    def _get_priorities(self):
        return self._fields["priority"]._description_selection(self.env)

    @api.model
    def _get_priority_choices(self):
        """Return the priorities from the lowest on, for the person who chooses one.

        :return: list of dicts of ``value``, ``label`` and ``help``, what the priority
            means for the client's business
        """
        helps = {
            "0": _("Business goes on as always; it would be nice to have."),
            "1": _("It disturbs some of the work, and there is a way around it."),
            "2": _("An important part of the business suffers from it."),
            "3": _("Most of the business stands still, but orders still come in."),
            IMMEDIATE: _("No orders come in. Choose from the list what stops them."),
        }
        return [
            {"value": value, "label": label, "help": helps.get(value, "")}
            for value, label in self._get_priorities()
        ]

    def _is_immediate(self):
        """Return whether the client or the team calls it Immediate."""
        self.ensure_one()
        return IMMEDIATE in (self.priority, self.triage_priority)

    def _get_titles(self):
        return ", ".join(f"“{ticket.name}”" for ticket in self)
