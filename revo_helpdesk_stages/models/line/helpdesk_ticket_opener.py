from odoo import SUPERUSER_ID, api, models

from ...policies import intake
from ..groups import MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """Who opens a ticket, and for whom."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_opener(self):
        """Return in which role the present user opens a ticket."""
        user = self.env.user
        if user.id == SUPERUSER_ID:
            return "system"
        if user.share:
            return "client"
        tiers = user._get_helpdesk_tiers()
        if tiers:
            return tiers[0]
        return "manager" if user.has_group(MANAGER_GROUP) else "staff"

    @api.model
    def _is_opened_for_client(self, opener, contact, assignee_id):
        """Return whether a new ticket is opened as a client's own would be: by the
        client, or for it by a manager, who sees wherever it goes.

        Whom a manager names with it in a direct team serves the client.

        :param contact: what the contact is, as of ``_get_contact_kinds``
        :param assignee_id: of who is to work on it
        """
        if not intake.opens_for_client(opener, contact):
            return False
        if opener == "client":
            return True
        assignee = self.env["res.users"].browse(assignee_id or [])
        return "direct" not in assignee.helpdesk_team_ids.mapped("pipeline")

    @api.model
    def _get_contact_kinds(self, partners):
        """Distinguish clients from people of the line.

        :param partners: res.partner recordset
        :return: ``{partner id: "client" or "staff"}``
        """
        # sudo: a client may not read users and teams, but its ticket is routed by them.
        partners = partners.sudo()
        resellers = (
            self.env["helpdesk.ticket.team"]
            .sudo()
            .search([("partner_id", "in", partners.commercial_partner_id.ids)])
            .partner_id
        )
        return {
            partner.id: "staff"
            if partner.commercial_partner_id in resellers
            or any(not user.share for user in partner.user_ids)
            else "client"
            for partner in partners
        }
