"""E-mails that are longer than a page can show, or load something from elsewhere."""

from ...policies.sizes import TEXT, TITLE
from ..common import SupportLineCase
from .mail_case import MailMixin

PIXEL = '<p>Look</p><img src="https://evil.example/p.gif">'


class TestLongMail(MailMixin, SupportLineCase):
    def _receive_html(self, text, **headers):
        return self._receive(
            self.cleo.email,
            Content_Type="text/html; charset=utf-8",
            text=text,
            **headers,
        )

    def test_a_long_answer_becomes_a_file(self):
        words = "The log says no. " * (TEXT // 10)
        message = self._receive(self.cleo.email, self._get_sent(), text=words)
        self.assertLess(len(message.body), 3000)
        self.assertIn("The log says no.", message.body)
        file = message.attachment_ids
        self.assertEqual(file.name, "e-mail.txt")
        self.assertIn(file.name, message.body)
        self.assertEqual(file.mimetype, "text/plain")
        self.assertGreater(file.raw.count(b"The log says no."), TEXT // 11)
        self.assertEqual(file.audience, message.audience)

    def test_a_long_first_mail_opens_a_ticket_that_can_be_read(self):
        team = self.env["helpdesk.ticket.team"].browse(self.north.id)
        team.alias_name = "north"
        words = "The log says no. " * (TEXT // 10)
        subject = "A very long title " * 40
        self._receive(
            self.cleo.email,
            to=team.alias_id.alias_full_name or "north@line.test",
            text=words,
            Subject=subject,
        )
        ticket = self.tickets.search([], order="id desc", limit=1)
        self.assertNotEqual(ticket, self.ticket)
        self.assertEqual(len(ticket.name), TITLE)
        self.assertTrue(ticket.name.endswith("…"))
        self.assertLess(len(ticket.description), 3000)
        self.assertIn(
            "e-mail.txt", ticket.sudo().message_ids.attachment_ids.mapped("name")
        )

    def test_a_mail_loads_nothing_when_it_is_opened(self):
        message = self._receive_html(PIXEL, answers=self._get_sent())
        self.assertIn("Look", message.body)
        self.assertNotIn('src="https://evil', message.body)

    def test_a_short_mail_stays_as_it_is(self):
        message = self._receive(self.cleo.email, self._get_sent())
        self.assertIn("It is the one in the kitchen.", message.body)
        self.assertFalse(message.attachment_ids)

    def _get_sent(self):
        """Return a message that the client may answer."""
        return (
            self.ticket.with_user(self.ana)
            .message_post(body="Which one?", message_type="comment", audience="client")
            .with_env(self.env)
            .sudo()
        )
