from odoo import models
from odoo.exceptions import AccessError
from odoo.tools import email_normalize
from odoo.tools.mail import email_normalize_all

from ...policies.audience import may_read


class HelpdeskTicket(models.Model):
    """Who takes part in a ticket: its contact's company, and who may read it."""

    _inherit = "helpdesk.ticket"

    def _get_parties(self, partners):
        """Keep those of some partners who take part in this ticket.

        The people of the line do as far as the rules of access let them read it: the
        reseller's team, the vendor's people. Of others the contact's company does.
        Who was an employee once and is not any more does not, whosever contact they
        are.

        :param partners: res.partner recordset
        """
        self.ensure_one()
        # sudo: the users and companies of people decide, no matter who may read them.
        return partners.filtered(lambda partner: self.sudo()._takes_part(partner))

    def _takes_part(self, partner):
        # sudo: the users of people decide, no matter who may read them.
        users = partner.sudo().with_context(active_test=False).user_ids
        employees = users.filtered(lambda user: not user.share)
        if employees:
            return any(self._is_read_by(user) for user in employees if user.active)
        return self._is_shown_to(partner)

    def _is_of_the_client(self, partner):
        company = self.commercial_partner_id
        # sudo: only the company is compared.
        return bool(company) and partner.sudo().commercial_partner_id == company

    def _is_read_by(self, user):
        """Return whether the rules of access let a user read this ticket."""
        tickets = self.with_user(user).with_context(active_test=False)
        try:
            return bool(tickets.search_count([("id", "=", self.id)]))
        except AccessError:
            return False

    def _find_author(self, email_from, guess):
        """Return who takes part in this ticket with an e-mail address.

        Several contacts may share one address; those of other clients and resellers
        are nobody here.

        :param guess: id of the partner that Odoo found for the address, or ``False``
        :return: res.partner record, empty for an address of nobody's
        """
        address = email_normalize(email_from)
        # sudo: the gateway looks for who writes among everybody.
        partners = self.env["res.partner"].sudo()
        if not address:
            return partners
        partners = partners.search([("email_normalized", "=", address)])
        parties = self._get_parties(partners) or self._get_named(partners, address)
        return parties.filtered(lambda partner: partner.id == guess) or parties[:1]

    def _get_named(self, partners, address):
        """Keep those of some partners whom the client has named in an e-mail as of this
        ticket: not who works elsewhere, nor whom another reseller looks after.

        :param partners: res.partner records with sudo, all with the address
        """
        if address not in self._get_named_addresses():
            return partners.browse()
        users = partners.with_context(active_test=False).user_ids
        if any(not user.share for user in users):
            return partners.browse()
        return partners.filtered(self._is_not_of_others)

    def _is_not_of_others(self, partner):
        reseller = self._get_contact_team(partner)
        # sudo: only the team is compared.
        own = self.sudo().reseller_team_id
        return self.pipeline != "escalation" or not reseller or reseller == own

    def _names(self, email_from):
        """Return whether the client has named an address that is nobody's contact."""
        address = email_normalize(email_from)
        # sudo: the gateway looks for who writes among everybody.
        partners = self.env["res.partner"].sudo()
        return address in self._get_named_addresses() and not partners.search_count(
            [("email_normalized", "=", address)], limit=1
        )

    def _get_named_addresses(self):
        # sudo: the gateway asks.
        return set(email_normalize_all(self.sudo().email_cc or ""))

    def _is_opened_from(self, email_from):
        """Return whether a ticket without a contact was opened from an address."""
        address = email_normalize(email_from)
        # sudo: the gateway asks.
        ticket = self.sudo()
        return (
            bool(address)
            and not ticket.partner_id
            and email_normalize(ticket.partner_email) == address
            and not ticket._is_an_employees(address)
        )

    def _is_an_employees(self, address):
        # sudo: the gateway looks for who writes among everybody.
        partners = self.env["res.partner"].sudo()
        return any(
            not user.share
            for user in partners.search([("email_normalized", "=", address)]).user_ids
        )

    def _get_readers(self, partners, audience):
        """Keep those of some partners who may be told of a text on this ticket.

        :param partners: res.partner recordset
        :param str audience: whom the text is for
        """
        self.ensure_one()
        # sudo: who writes need not see who takes part.
        return partners.filtered(
            lambda partner: self.sudo()._may_be_told(partner, audience)
        )

    def _may_be_told(self, partner, audience):
        escalation = self.pipeline == "escalation"
        # sudo: the users of people decide, no matter who may read them.
        employee = partner.sudo().user_ids.filtered(lambda user: not user.share)[:1]
        if not employee:
            ours = not escalation or self._is_of_the_client(partner)
            ours = ours and not self._is_closed_to(partner)
            return ours and may_read("client", audience)
        reader = employee._get_audience()
        # Of the vendor's people nobody asks the rules: who receives an escalation is
        # told of it while it is on its way.
        ours = (
            not escalation
            or reader == "vendor"
            or employee in self.reseller_team_id.user_ids
        )
        return ours and may_read(reader, audience)
