from odoo import api, fields, models


class ResPartner(models.Model):
    """How many tickets of a client are open, and how many there are."""

    _inherit = "res.partner"

    open_ticket_count = fields.Integer(
        string="Open tickets",
        compute="_compute_open_ticket_count",
        help="Tickets of the whole company, of those that you may see.",
    )

    @api.depends_context("uid")
    def _compute_open_ticket_count(self):
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
            partner.open_ticket_count = counts.get(partner.commercial_partner_id.id, 0)

    def _compute_helpdesk_ticket_count(self):
        """Count without the stages, which somebody may not see who sees the tickets."""
        tickets = self.env["helpdesk.ticket"]
        for partner in self:
            theirs = [("partner_id", "child_of", partner.id)]
            count = tickets.search_count(theirs)
            active = tickets.search_count([*theirs, ("closed", "=", False)])
            partner.helpdesk_ticket_count = count
            partner.helpdesk_ticket_active_count = active
            partner.helpdesk_ticket_count_string = f"{active} / {count}"

    def write(self, vals):
        """Look at who names whom, and let nobody who changes company keep what was the
        former one's.

        Odoo's own rules for the portal, and those of other apps, name the company of a
        user by number, in domains that are kept once they are evaluated.
        """
        self._check_identity(vals)
        self._check_ticket_access(vals)
        moves = bool({"parent_id", "is_company"} & vals.keys())
        contacts = self._get_ticket_contacts() if moves else {}
        result = super().write(vals)
        self._demote_moved_contacts(contacts)
        if vals.get("reseller_team_id"):
            self._become_helpdesk_clients()
        if moves and self._has_users():
            self.env.registry.clear_cache()
        return result

    def _has_users(self):
        """Return whether somebody of these contacts, or below them, can log in."""
        # sudo: whoever writes the contact need not see its users.
        users = self.env["res.users"].sudo()
        return bool(users.search_count([("partner_id", "child_of", self.ids)], limit=1))
