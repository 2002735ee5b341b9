"""An e-mail is no heavier than mail servers take."""

from lxml import html

from ..common import SupportLineHttpCase
from .mail_case import MailMixin

CONTENT = b"x" * 1024 * 1024


class TestMailWeight(MailMixin, SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("base.default_max_email_size", "1")

    def _send(self, content, user, kind):
        self.mail_server.received.clear()
        return self._write_and_send(user, kind, attachments=[("log.txt", content)])

    def _get_sent(self, user):
        mail, text = self._get_mail_to(user)
        names = [part.get_filename() for part in mail.iter_attachments()]
        links = html.fromstring(text).xpath("//a[contains(@href, '/web/content/')]")
        return names, [link.get("href") for link in links], text

    def test_what_is_too_heavy_is_a_link_for_who_reads_it(self):
        self._send(CONTENT, self.ana, "message")
        names, links, text = self._get_sent(self.sam)
        self.assertEqual((names, len(links)), ([], 1))
        self.assertIn("log.txt", text)
        path = links[0][links[0].index("/web/content/") :]
        self._log_in(self.sam)
        self.assertEqual(self.url_open(path).content, CONTENT)
        # Not for everybody who has the address.
        self._log_in(self.cleo)
        self.assertNotEqual(self.url_open(path).content, CONTENT)

    def test_the_client_of_a_direct_team_opens_it_without_a_login(self):
        desk = self._create_team("direct", self.pia, name="Shop desk")
        self.ticket = self._create_ticket(team_id=desk.id)
        self._send(CONTENT, self.pia, "message")
        names, links, _text = self._get_sent(self.cleo)
        self.assertEqual((names, len(links)), ([], 1))
        path = links[0][links[0].index("/web/content/") :]
        self.assertEqual(self.url_open(path).content, CONTENT)

    def test_what_is_light_is_attached(self):
        self._send(b"It fails.", self.ana, "message")
        self.assertEqual(self._get_sent(self.sam)[:2], (["log.txt"], []))
