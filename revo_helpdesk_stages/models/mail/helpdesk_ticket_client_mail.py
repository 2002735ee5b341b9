import logging

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, models
from odoo.tools import email_normalize, formataddr

from ...compat import title_of
from ...policies.halving import work_apart
from ...policies.mail import AUTOMATIC_ANSWER
from ...policies.salutation import gender_of, greeting

_logger = logging.getLogger(__name__)


class HelpdeskTicket(models.Model):
    """E-mails that the house writes by itself to the client of a ticket."""

    _inherit = "helpdesk.ticket"

    def _mail_clients(self, template_xmlid, words=None):
        """Queue an e-mail to the contact of each of these tickets, in its language.

        What cannot be written is reported, and stops nothing else. The house is the
        author: it is no contact of the staff.

        :param str template_xmlid: of the mail.template; without it nobody is told
        :param dict words: ``{ticket id: html}`` of what the staff says with it, which
            the template gets by this name; where the staff says something, the ticket
            tells that a client without an address has not been told
        """
        # As the house: whose action it is need not read what it says.
        tickets = self.with_user(SUPERUSER_ID)
        if words is None:
            tickets = tickets.filtered(lambda ticket: ticket._get_client_address())
        if not tickets:
            return
        template = tickets.env.ref(template_xmlid, raise_if_not_found=False)
        if not template or not template.active:
            return
        tickets._queue_client_mails(template, words or {})
        tickets._trigger_mail_queue()

    @api.model
    def _trigger_mail_queue(self, at=None):
        """Let Odoo send what waits at once, and not in the time of the person who waits
        for the page.

        :param datetime at: not before then
        """
        # sudo: whoever writes, the server sends.
        queue = self.env.ref(
            "mail.ir_cron_mail_scheduler_action", raise_if_not_found=False
        )
        if queue:
            queue.sudo()._trigger(at)

    def _queue_client_mails(self, template, words):
        """Queue the e-mails of all, where one fails those of the others."""

        def queue(tickets):
            with tickets.env.cr.savepoint():
                values = tickets._prepare_client_mails(template, words)
                mails = [mail for mail in values if mail["email_to"]]
                tickets.env["mail.mail"].create(mails)
                untold = [mail for mail in values if not mail["email_to"]]
                if untold:
                    tickets._note_untold(untold)

        def report(ticket, error):
            # Whatever a template says: the ticket is more than the e-mail about it.
            _logger.warning(
                "No e-mail of %s to the client of %s: %s",
                template.name,
                ticket.number,
                error,
            )

        # Another transaction was first: the whole begins anew.
        work_apart(self, queue, report, let_through=(OperationalError,))

    def _note_untold(self, mails):
        """Keep on the tickets what has no address to go to, until it is sent again.

        :param list mails: values of e-mails
        """
        messages = self.env["mail.message"]
        texts = [
            {name: value for name, value in mail.items() if name in messages._fields}
            for mail in mails
        ]
        messages.create(texts)._mark_undelivered("no_address")

    def _prepare_client_mails(self, template, words):
        root = self.env.ref("base.partner_root")
        reply_to = self._notify_get_reply_to()
        mails = []
        for translated, ids in template._classify_per_lang(self.ids).values():
            subjects = translated._render_field("subject", ids)
            bodies = translated._render_field(
                "body_html",
                ids,
                add_context={"words": words},
                options={"post_process": True},
            )
            for ticket in self.browse(ids):
                house = ticket._get_house_sender() or root.email_formatted
                mails.append(
                    {
                        "model": self._name,
                        "res_id": ticket.id,
                        "subject": subjects[ticket.id],
                        "body": bodies[ticket.id],
                        "body_html": bodies[ticket.id],
                        "author_id": root.id,
                        "email_from": house,
                        "email_to": ticket._get_client_address(),
                        "reply_to": ticket._name_house(
                            reply_to.get(ticket.id) or house
                        ),
                        "headers": repr(AUTOMATIC_ANSWER),
                        "message_type": "auto_comment",
                        "audience": "client",
                        "author_tier": "system",
                        "auto_delete": True,
                        # The message stays, so that answers find the ticket.
                        "is_notification": True,
                    }
                )
        return mails

    def _name_house(self, sender):
        """Return an address with the name of who works with the client: 19.0 names
        whoever the server works as.
        """
        address = email_normalize(sender)
        return formataddr((self._get_house_name(), address)) if address else sender

    def _get_client_address(self):
        """Return the address of the contact with its name, empty without one.

        Where the contact has none, it is that of the ticket. Who has gone to another
        company is the client no more.
        """
        self.ensure_one()
        contact, company = self.partner_id, self.commercial_partner_id
        if contact and company and not self._is_of_the_client(contact):
            return ""
        address = email_normalize(self.partner_id.email)
        address = address or email_normalize(self.partner_email)
        return formataddr((self._get_client_name(), address)) if address else ""

    def _get_client_name(self):
        return self.partner_id.name or self.partner_name or ""

    def _get_client_lang(self):
        """Return the language of the contact, else that of the house."""
        return self.partner_id.lang or self.company_id.partner_id.lang or self.env.lang

    def _is_a_clients(self):
        """Return whether a client waits for what becomes of the ticket."""
        return self.origin == "client" or self.pipeline != "escalation"

    # Asked by the templates

    def _get_client_greeting(self):
        """Return how to begin an e-mail to the contact, in its language."""
        self.ensure_one()
        contact = self.partner_id
        return greeting(
            self._get_client_lang(),
            self._get_client_name(),
            gender_of(*title_of(contact)),
            contact.is_company,
        )

    def _get_house_name(self):
        """Return who works with the client, by the name that the client knows: its
        reseller, or the team that serves it.
        """
        self.ensure_one()
        team = self.reseller_team_id if self.pipeline == "escalation" else self.team_id
        return team.name or self.company_id.name

    def _get_client_page(self):
        """Return the address of the page, empty for a contact who cannot log in."""
        self.ensure_one()
        if not self.partner_id.user_ids:
            return ""
        return self.get_base_url() + self.access_url

    def _takes_mail_answers(self):
        """Return whether an answer by e-mail is written on the ticket."""
        self.ensure_one()
        return self.pipeline != "escalation" or self.team_id.email_answers == "log"
