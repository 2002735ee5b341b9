from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    reseller_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller",
        domain="[('tier', '=', 'reseller')]",
        index="btree_not_null",
        help="The reseller who looks after this client: its tickets start in that "
        "team's backlog.",
    )
    helpdesk_team_ids = fields.One2many(
        "helpdesk.ticket.team",
        "partner_id",
        string="Reseller teams",
        help="The teams of this company, where it is a reseller's.",
    )
    # What the rules of access follow from a company to its people's users.
    commercial_contact_ids = fields.One2many("res.partner", "commercial_partner_id")

    def _works_for_vendor(self):
        """Return whether a contact is one of the vendor's people."""
        self.ensure_one()
        # sudo: the groups of a user decide, no matter who asks.
        return any(user._is_vendor() for user in self.sudo().user_ids)
