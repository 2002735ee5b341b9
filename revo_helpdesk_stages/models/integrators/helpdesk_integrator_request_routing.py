from odoo import SUPERUSER_ID, api, models
from odoo.tools import email_normalize, email_split
from odoo.tools.mail import mail_header_msgid_re

from ...policies import integrators as policy
from ...policies.incoming import find_numbers
from ...policies.machines import is_automatic
from ..readers.mail_message import TICKET
from .helpdesk_integrator_request import (
    HelpdeskIntegratorRequest as DefinedHelpdeskIntegratorRequest,
)

# Of the newest conversations of an integrator one may be named in a subject.
_NEWEST = 200


class HelpdeskIntegratorRequest(models.Model):
    """Which e-mails belong to an integrator's conversation.

    By the address that they are sent to, which holds a mark that nobody can guess; by
    the message that they answer, wherever they are sent; else by the numbers in their
    subject, where the integrator is who writes. A client or a reseller is let in by
    none of these, unless it is the integrator: what they write goes where it would have
    gone, and is sent back where that is nowhere.
    """

    _inherit = DefinedHelpdeskIntegratorRequest._name

    @api.model
    def _route_mail(self, message, values):
        """Return where an e-mail goes, ``None`` for one that is not an integrator's.

        :param message: the e-mail
        :param dict values: what Odoo has read from it, changed in place
        :return: a list of routes as Odoo has them, empty for what is dealt with
        """
        # sudo: the gateway looks for it among all.
        requests = self.sudo()
        sender = email_normalize(values.get("email_from") or "")
        named = requests._find_named(values)
        answered = requests._find_answered(values)
        request = named or answered.browse(answered[:1].id)
        if not request:
            request = requests._find_mentioned(values, sender)
        if not request:
            return None
        if not request._is_let_in(sender):
            requests._leave_references_out(values)
            if not named:
                return None
            if not is_automatic(message):
                request.ticket_id._send_back_to_stranger(message, values, None)
            return []
        author = request._find_author(sender)
        values.update(
            author_id=author.id,
            body=self.env[TICKET]._prepare_mail_body(values.get("body")),
            is_automatic_mail=is_automatic(message),
            is_internal=False,
            parent_id=False,
            # Nobody for being named beside us.
            partner_ids=[],
        )
        self.env[TICKET]._unpack_mail(values)
        self.env[TICKET]._fit_mail(values)
        return [(self._name, request.id, None, SUPERUSER_ID, None)]

    @api.model
    def _find_named(self, values):
        """Return the conversation that an e-mail is addressed to."""
        named = f"{values.get('recipients') or ''},{values.get('to') or ''}"
        marks = policy.find_marks(map(email_normalize, email_split(named)))
        return self.search([("mark", "in", marks)], limit=1) if marks else self.browse()

    @api.model
    def _find_answered(self, values):
        """Return the conversations that an e-mail answers, the newest first."""
        messages = self._find_own_messages(self._get_references(values))
        # Of a message that is still there the request is, too.
        return self.browse(
            dict.fromkeys(message.res_id for message in messages)
        ).exists()

    @api.model
    def _get_references(self, values):
        named = f"{values.get('references') or ''} {values.get('in_reply_to') or ''}"
        return [mark.strip() for mark in mail_header_msgid_re.findall(named)]

    @api.model
    def _find_own_messages(self, references):
        if not references:
            return self.env["mail.message"]
        # sudo: the gateway looks for what is answered among all.
        return (
            self.env["mail.message"]
            .sudo()
            .search(
                [("model", "=", self._name), ("message_id", "in", references)],
                order="id desc",
            )
        )

    @api.model
    def _leave_references_out(self, values):
        """Let an e-mail answer nothing of these conversations: it goes where it would
        have gone.

        :param dict values: what Odoo has read from it, changed in place
        """
        own = self._find_own_messages(self._get_references(values))
        for name in ("references", "in_reply_to"):
            values[name] = policy.without_references(
                values.get(name), set(own.mapped("message_id"))
            )
        if values.get("parent_id") in own.ids:
            values.pop("parent_id")

    @api.model
    def _find_mentioned(self, values, sender):
        """Return the conversation that a subject names, where an integrator writes: its
        program may keep neither our address nor what it answers.

        Who has a part in the ticket, too, may mean either, and is taken for its client.
        """
        if not sender or values.get("parent_id"):
            return self.browse()
        integrators = self.env["helpdesk.integrator"]._find_by_address(sender)
        if not integrators:
            return self.browse()
        subject = values.get("subject") or ""
        numbers = find_numbers(subject)
        for request in self.search(
            [("integrator_id", "in", integrators.ids)], limit=_NEWEST
        ):
            ticket = request.ticket_id
            if policy.mentions(
                subject, ticket.number, request.reference, numbers
            ) and not ticket._find_author(sender, False):
                return request
        return self.browse()

    def _is_let_in(self, sender):
        """Return whether who writes is no client and no reseller, or is the integrator.

        An address that nobody knows is let in: programs of integrators answer from many
        of them, and the way here is known to who was written to.

        :param sender: normalized address
        """
        self.ensure_one()
        if self.integrator_id._knows(sender):
            return True
        if self.ticket_id._is_opened_from(sender):
            return False
        # sudo: the gateway looks for who writes among everybody.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        people = partners.search([("email_normalized", "=", sender)]) if sender else []
        return not any(self._is_of_a_party(partner) for partner in people)

    @api.model
    def _is_of_a_party(self, partner):
        employees = partner.user_ids.filtered(lambda user: not user.share)
        if employees:
            return any(user._is_reseller_only() for user in employees)
        company = partner.commercial_partner_id
        # sudo: the gateway asks whose people they are.
        teams = self.env["helpdesk.ticket.team"].sudo()
        return (
            partner.is_helpdesk_client
            or company.is_helpdesk_client
            or bool(company.reseller_team_id)
            or bool(
                teams.search_count(
                    [("partner_id", "=", company.id), ("tier", "=", "reseller")],
                    limit=1,
                )
            )
        )

    def _find_author(self, sender):
        """Return who of the integrator's people, or of the vendor's, writes.

        :param sender: normalized address
        """
        self.ensure_one()
        of_integrator = self.integrator_id._get_people().filtered(
            lambda partner: partner.email_normalized == sender
        )
        if of_integrator or not sender or self.integrator_id._knows(sender):
            return of_integrator[:1]
        # sudo: the gateway looks for who writes among everybody.
        partners = self.env["res.partner"].sudo()
        return partners.search([("email_normalized", "=", sender)]).filtered(
            self._is_of_vendor
        )[:1]

    @api.model
    def _is_of_vendor(self, partner):
        """Return whether somebody works for the vendor, whose words answer nothing."""
        # sudo: the users of people decide, no matter who may read them.
        employees = partner.sudo().user_ids.filtered(lambda user: not user.share)
        return any(user._is_vendor() for user in employees)
