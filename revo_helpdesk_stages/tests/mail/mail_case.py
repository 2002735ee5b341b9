"""A line that sends and receives e-mail."""

from contextlib import contextmanager
from unittest.mock import patch

from ..common import SupportLineCase
from ..compat import own_cursors, sending_switch
from .mail_server import get_html, serving

DOMAIN = "line.test"


def run_acknowledging(case):
    """Tell clients that their tickets have come in, as the server does soon."""
    case.env.flush_all()
    with own_cursors(case):
        case.env["helpdesk.ticket"]._cron_acknowledge()
    case.env.invalidate_all()


class MailMixin:
    """North's ticket stands with support; e-mail goes to a server on the loopback."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": DOMAIN})
        cls.company.write({"alias_domain_id": domain.id, "email": f"office@{DOMAIN}"})
        cls.mail_server = cls.enterClassContext(serving())
        cls.env["ir.mail_server"].create(
            {
                "name": "Loopback",
                "smtp_host": "127.0.0.1",
                "smtp_port": cls.mail_server.port,
                "smtp_encryption": "none",
                "sequence": 0,
            }
        )
        cls.ticket = cls._create_ticket()
        cls._put(cls.ticket, "in_progress_support", user=cls.sam)
        # Its client knows that it has come in.
        cls.ticket._write_settled({"awaits_acknowledgement": False})
        cls.sam.notification_type = cls.ana.notification_type = "email"

    def setUp(self):
        super().setUp()
        self.mail_server.received.clear()
        self.mail_server.refusal = None

    @contextmanager
    def _sending(self):
        """Let e-mails out, which Odoo keeps in where tests run, and send what waits."""
        self._run_acknowledging()
        waiting = self._get_waiting_mails()
        servers, switch = self.registry["ir.mail_server"], sending_switch(self.env)
        with patch.object(servers, switch, lambda *_arguments: False):
            yield
            self.env.flush_all()
            self._run_acknowledging()
            (self._get_waiting_mails() - waiting).send()

    def _run_acknowledging(self):
        run_acknowledging(self)

    def _get_waiting_mails(self):
        return self.env["mail.mail"].search([("state", "=", "outgoing")])

    def _write_and_send(self, user, kind, **values):
        """Write on the ticket as a user does; give the message once it is delivered."""
        with self._sending():
            message = self._as(user, self.ticket).message_post(
                body="A text",
                message_type="comment",
                subtype_xmlid="mail.mt_note" if kind == "note" else "mail.mt_comment",
                **values,
            )
        return message.with_env(self.env).sudo()

    def _receive(
        self,
        sender,
        answers=None,
        to=f"catchall@{DOMAIN}",
        text="It is the one in the kitchen.",
        **headers,
    ):
        """Let an e-mail come in, and give the messages it became.

        :param answers: the message that it answers
        :param headers: further headers; those of two words with an underscore
        """
        before = self.env["mail.message"].search([], order="id desc", limit=1)
        lines = {
            "From": sender,
            "To": to,
            "Subject": "Re: the ticket",
            "Message-Id": f"<{self.id()}-{before.id}@client.example>",
            "Content-Type": "text/plain; charset=utf-8",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if answers:
            lines.setdefault("In-Reply-To", answers.message_id)
            lines.setdefault("References", answers.message_id)
        head = "\n".join(f"{name}: {value}" for name, value in lines.items())
        with self._sending():
            self.env["mail.thread"].message_process(None, f"{head}\n\n{text}\n")
        self.env.invalidate_all()
        return self.env["mail.message"].search(
            [
                ("id", ">", before.id),
                ("model", "=", "helpdesk.ticket"),
                ("message_type", "=", "email"),
            ]
        )

    def _get_mail_to(self, user):
        """Return the one e-mail that was delivered to somebody, and its text."""
        mails = self.mail_server.get_mails_to(user.email)
        self.assertEqual(len(mails), 1, f"{len(mails)} e-mails to {user.name}")
        return mails[0], get_html(mails[0])

    def _get_addressed(self):
        """Return all addresses that e-mail was delivered to."""
        return {
            to for recipients, _mail in self.mail_server.received for to in recipients
        }


class MailCase(MailMixin, SupportLineCase):
    """Without a browser."""
