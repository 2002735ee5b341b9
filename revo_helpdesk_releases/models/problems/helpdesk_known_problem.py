from odoo import _, api, fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE

from ..selections import READERS
from ..tracker.helpdesk_development_item import (
    HelpdeskDevelopmentItem as DefinedHelpdeskDevelopmentItem,
)


class HelpdeskDevelopmentItem(models.Model):
    """What is known of a problem, and to whom it is told.

    The texts are plain: each language has its own, and no part of one in another.
    """

    _inherit = DefinedHelpdeskDevelopmentItem._name

    readers = fields.Selection(
        READERS,
        required=True,
        default="vendor",
        help="Who reads of the problem. Nobody reads whose tickets are about it.",
    )
    symptoms = fields.Text(
        string="What one sees",
        translate=True,
        help="By what somebody knows that it is this problem.",
    )
    workaround = fields.Text(
        string="What to do meanwhile", translate=True, help="Until it is solved."
    )
    product_id = fields.Many2one("helpdesk.product", ondelete="restrict")
    versions = fields.Char(
        string="Affected versions", help="As one reads them: 4.2.0 to 4.2.3."
    )
    release_id = fields.Many2one(
        "helpdesk.release",
        string="Solved with",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
        groups=VENDOR_LINE,
        help="The version that solves it. While it is planned, the tickets that are "
        "about the problem wait for it.",
    )
    solution = fields.Char(
        compute="_compute_solution",
        compute_sudo=True,
        help="With which version it is solved, and when that is expected.",
    )
    ticket_count = fields.Integer(
        string="Number of tickets", compute="_compute_ticket_count"
    )

    @api.depends("name", "reference", "readers")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        """Odoo tells the name of what a ticket points at to whoever reads the ticket: a
        reseller is not told what the vendor alone may read.
        """
        is_reseller = self.env.user._is_reseller_only()
        # sudo: to whom it is told is found out here.
        for problem, known in zip(self, self.sudo(), strict=True):
            name = known.name or ""
            if is_reseller and known.readers == "vendor":
                name = _("Known to the vendor")
            elif not is_reseller and known.reference and known.reference != name:
                name = f"{known.reference}: {name}"
            problem.display_name = name

    @api.depends(
        "release_id.name",
        "release_id.product_id.name",
        "release_id.state",
        "release_id.date_planned",
    )
    @api.depends_context("lang", "tz")
    def _compute_solution(self):
        for problem in self:
            release = problem.release_id
            problem.solution = release._get_solution_text() if release else ""

    @api.depends("ticket_ids")
    @api.depends_context("uid")
    def _compute_ticket_count(self):
        """Count the tickets that the user may see: a reseller's are its own."""
        counts = dict(
            self.env["helpdesk.ticket"]._read_group(
                [("development_item_id", "in", self.ids)],
                ["development_item_id"],
                ["__count"],
            )
        )
        for problem in self:
            problem.ticket_count = counts.get(problem._origin, 0)

    def action_open_tickets(self):
        """Open the tickets that are about the problem, as far as one may see them."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Tickets about %s", self.display_name),
            "res_model": "helpdesk.ticket",
            "view_mode": "tree,kanban,form",
            "domain": [("development_item_id", "=", self.id)],
            "context": {"create": False},
        }
