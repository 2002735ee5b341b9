from odoo import api, fields, models


class ResPartner(models.Model):
    """How many cases of a client are open."""

    _inherit = "res.partner"

    open_case_count = fields.Integer(
        string="Open cases",
        compute="_compute_open_case_count",
        help="Cases of the whole company, of those that you may see.",
    )

    @api.depends_context("uid")
    def _compute_open_case_count(self):
        rows = self.env["helpdesk.ticket"]._read_group(
            [
                ("commercial_partner_id", "in", self.commercial_partner_id.ids),
                ("phase", "not in", ["resolved", "canceled"]),
            ],
            ["commercial_partner_id"],
            ["__count"],
        )
        counts = {company.id: count for company, count in rows}
        for partner in self:
            partner.open_case_count = counts.get(partner.commercial_partner_id.id, 0)
