from odoo import models

from ..groups import MANAGER_GROUP


class ResUsers(models.Model):
    """Who says which of a client's tickets its people see."""

    _inherit = "res.users"

    def _is_ticket_contact(self):
        """Return whether a user is a contact person of a client company."""
        self.ensure_one()
        # sudo: one's own contact.
        return self.share and self.sudo().partner_id.ticket_access == "contact"

    def _may_choose_access(self, contact, access):
        """Return whether a user may say which tickets somebody of a client sees.

        Managers and the client's reseller may; a contact person chooses for colleagues
        who are none, between all tickets and their own.

        :param contact: res.partner record
        :param str access: of TICKET_ACCESS
        """
        self.ensure_one()
        # sudo: whose contact it is decides, no matter who may read it.
        contact, user = contact.sudo(), self.sudo()
        company = contact.commercial_partner_id
        if not self.share:
            return (
                user.has_group(MANAGER_GROUP)
                or user in company.reseller_team_id.user_ids
            )
        return (
            user._is_ticket_contact()
            and company == user.partner_id.commercial_partner_id
            and "contact" not in (contact.ticket_access, access)
        )

    def _get_ticket_people(self):
        """Return the people of a client's company who can log in, without the user.

        :return: res.partner recordset with sudo
        """
        self.ensure_one()
        # sudo: clients read no users; of their colleagues the names are shown.
        partner = self.sudo().partner_id
        return partner.search(
            [
                ("commercial_partner_id", "=", partner.commercial_partner_id.id),
                ("user_ids.share", "=", True),
                ("id", "!=", partner.id),
            ],
            order="name, id",
        )
