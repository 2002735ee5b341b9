from collections.abc import Iterable

from odoo import models, tools


class ResUsers(models.Model):
    """Who may name whom, and from which address somebody writes."""

    _inherit = "res.users"

    def _leads(self, person):
        """Return whether a user leads the reseller's team of somebody else of the line.

        :param person: res.users record, of a reseller or of one of its clients
        """
        self.ensure_one()
        # sudo: who leads which team decides, no matter who may read teams.
        person = person.sudo()
        teams = self.sudo().helpdesk_team_ids.filtered(
            lambda team: team.tier == "reseller" and team.user_id == self
        )
        if not teams or person._is_vendor():
            return False
        company = person.partner_id.commercial_partner_id
        return person in teams.user_ids or company.reseller_team_id in teams

    def _keep_own_contacts(self, values):
        """Return those of some values to search contacts by that are ids of a user's
        own contact and company.

        :param values: an id, several, or anything else that a domain may have
        :return: list of ids
        """
        # sudo: one's own contact and company.
        partner = self.sudo().partner_id
        own = {partner.id, partner.commercial_partner_id.id}
        several = isinstance(values, Iterable) and not isinstance(values, str)
        return [value for value in (values if several else [values]) if value in own]

    def _is_own_sender(self, email_from):
        """Return whether an address to write from is the user's own, or none at all."""
        self.ensure_one()
        # sudo: one's own address.
        user = self.sudo()
        normalized = user.partner_id.email_normalized
        sender = (email_from or "").strip()
        if not sender or sender == user.email_formatted:
            return True
        addresses = tools.email_split(sender)
        return bool(normalized) and [a.lower() for a in addresses] == [normalized]
