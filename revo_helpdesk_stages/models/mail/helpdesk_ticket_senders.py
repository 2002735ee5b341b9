from odoo import api, models
from odoo.tools import email_normalize, formataddr
from odoo.tools.mail import (
    decode_message_header,
    email_domain_extract,
    email_split_tuples,
)

from ...policies import incoming
from ...policies.incoming import without_tag
from ...policies.quotations import read_all
from ..groups import TICKET_USERS

EMAIL_CHANNEL = "helpdesk_mgmt.helpdesk_ticket_channel_email"


class HelpdeskTicket(models.Model):
    """Whose an e-mail is, whoever's program has sent it."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _name_sender(self, message, values):
        """Take who is to be answered for the sender, where a form of our own site sends
        what somebody has filled in.

        Of other houses only the sender counts, which mail servers check; who forges an
        address to answer to would write in anybody's name.

        :param message: the e-mail
        :param dict values: what Odoo has read from it, changed in place
        """
        sender = email_normalize(decode_message_header(message, "From"))
        answered = decode_message_header(message, "Reply-To", separator=",")
        people = email_split_tuples(answered)
        if (
            not people
            or email_normalize(people[0][1]) in (False, sender)
            or email_domain_extract(sender) not in self._get_own_domains()
            or self._is_an_employees(sender)
        ):
            return
        values["email_from"] = values["from"] = formataddr(people[0])
        values.pop("author_id", None)

    @api.model
    def _get_own_domains(self):
        # sudo: the gateway asks for all that the house takes e-mail in with.
        # Where a company has its mailbox others may have theirs.
        return set(self.env["mail.alias.domain"].sudo().search([]).mapped("name"))

    @api.model
    def _get_own_addresses(self, addresses):
        """Keep those of some addresses with which the house takes e-mail in.

        :param addresses: normalized
        :return: set
        """
        plain = {address: without_tag(address) for address in addresses if address}
        names = list({*plain, *plain.values()})
        # sudo: the gateway asks for all that the house takes e-mail in with.
        aliases = self.env["mail.alias"].sudo()
        own = set(
            aliases.search([("alias_full_name", "in", names)]).mapped("alias_full_name")
        )
        for domain in self.env["mail.alias.domain"].sudo().search([]):
            own |= {domain.catchall_email, domain.bounce_email}
        return {address for address in plain if {address, plain[address]} & own}

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """Count the tickets that an address has opened by e-mail: Odoo stops taking new
        ones from it after some.
        """
        channel = self.env.ref(EMAIL_CHANNEL, raise_if_not_found=False)
        domain = [("partner_email", "ilike", email_from_normalized)]
        return [*domain, ("channel_id", "=", channel.id)] if channel else domain

    @api.model
    def _prepare_opening(self, msg, author):
        """Return what an e-mail says of the ticket that it opens.

        :param dict msg: what Odoo has read from it
        :param author: res.partner record with sudo, empty for nobody's address
        """
        channel = self.env.ref(EMAIL_CHANNEL, raise_if_not_found=False)
        values = {"channel_id": channel.id} if channel else {}
        if not author:
            people = email_split_tuples(msg.get("email_from") or "")
            values["partner_name"] = (people and people[0][0]) or False
        return {**values, **self._prepare_forwarded(msg, author)}

    @api.model
    def _prepare_forwarded(self, msg, author):
        """Return the client whose e-mail is handed on by somebody who works on tickets,
        nothing for none.

        Resellers hand on what their own clients wrote, and who is nobody's yet.
        """
        user = author.user_ids.filtered(lambda user: not user.share)[:1]
        works = user and user.has_group(TICKET_USERS)
        if not works or not incoming.is_forward(msg.get("subject")):
            return {}
        name, address = incoming.find_forwarded_sender(read_all(msg.get("body")))
        address = email_normalize(address)
        if not address or self._is_an_employees(address):
            return {}
        # sudo: the gateway looks for who wrote among everybody.
        known = self.env["res.partner"].sudo()
        known = partners = known.search([("email_normalized", "=", address)])
        if user._is_reseller_only():
            teams = self._get_reseller_teams(user)
            partners = known.filtered(
                lambda partner: self._get_contact_team(partner) in teams
            )
        if known and not partners:
            # Somebody else's client.
            return {}
        return {
            "origin": "client",
            "partner_id": partners[:1].id,
            "partner_name": partners[:1].name or name or False,
            "partner_email": formataddr((partners[:1].name or name, address)),
        }

    @api.model
    def _find_numbered(self, values):
        """Return the ticket that the subject of an e-mail names by its number, where
        the ticket's own client writes.

        :param dict values: what Odoo has read from the e-mail
        """
        email_from = values["email_from"]
        numbers = incoming.find_numbers(values.get("subject"))
        if not numbers or self._is_an_employees(email_normalize(email_from)):
            return self.browse()
        for number in numbers:
            # sudo: the gateway looks for it among all.
            ticket = self.sudo().search([("number", "=ilike", number)], limit=1)
            if not ticket:
                continue
            author = ticket._find_author(email_from, values.get("author_id"))
            if author or ticket._is_opened_from(email_from):
                return self.browse(ticket.id)
        return self.browse()

    @api.model
    def _get_named_beside(self, msg):
        """Return whom an e-mail names beside us, as of its ticket.

        :param dict msg: what Odoo has read from it
        :return: addresses with their names, separated by commas
        """
        sender = email_normalize(msg.get("email_from"))
        people = {
            email_normalize(address): name
            for name, address in email_split_tuples(
                f"{msg.get('to') or ''},{msg.get('cc') or ''}"
            )
        }
        own = self._get_own_addresses(people)
        return ", ".join(
            formataddr((name, address))
            for address, name in people.items()
            if address and address != sender and address not in own
        )

    @api.model
    def _get_lang_of(self, message):
        """Return the language of somebody who is no contact: what the e-mail says that
        it is in, else that of the house.

        :param message: the e-mail
        """
        said = str(message.get("Content-Language") or "").replace("-", "_").strip()
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        for code in installed:
            if said and code.lower() == said.lower():
                return code
        for code in installed:
            if said and code.split("_")[0] == said.lower().split("_")[0]:
                return code
        return self.env.company.partner_id.lang or self.env.lang
