"""E-mails of which Outlook has packed the files, or all, into ``winmail.dat``."""

from email.message import EmailMessage

from ..common import SupportLineCase
from . import packed
from .mail_case import MailMixin

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx"
    b"\x9cc\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


class TestPackedMail(MailMixin, SupportLineCase):
    def _send(self, content, text="", name="winmail.dat", **headers):
        """Let an e-mail come in with a packed file; give what it became."""
        mail = EmailMessage()
        if text:
            mail.set_content(text)
        mail.add_attachment(
            content, maintype="application", subtype="ms-tnef", filename=name
        )
        return self._receive_mail(mail, **headers)

    def _receive_mail(self, mail, to=None, **headers):
        asked = self.ticket.with_user(self.ana).message_post(
            body="Which one?", message_type="comment", audience="client"
        )
        mail["From"] = self.cleo.email
        mail["To"] = to or "catchall@line.test"
        mail["Subject"] = "Re: the ticket"
        mail["Message-Id"] = f"<{self.id()}-{asked.id}@client.example>"
        if not to:
            mail["References"] = asked.sudo().message_id
        with self._sending():
            self.env["mail.thread"].message_process(None, mail.as_bytes())
        self.env.invalidate_all()
        return self.env["mail.message"].search(
            [("message_id", "=", mail["Message-Id"])], limit=1
        )

    def _get_files(self, message):
        files = message.attachment_ids.sorted("id")
        self.assertEqual(set(files.mapped("audience")) - {message.audience}, set())
        return [(file.name, file.raw) for file in files]

    def test_files_stand_in_the_place_of_the_packed_one(self):
        content = packed.pack(
            packed.attribute(1, 0x0002800C, b"Not this one\0"),
            packed.file("log.txt", b"No paper"),
            packed.file("till.txt", b"No ink"),
        )
        message = self._send(content, "It is the one in the kitchen.")
        self.assertEqual(
            self._get_files(message),
            [("log.txt", b"No paper"), ("till.txt", b"No ink")],
        )
        self.assertIn("in the kitchen", message.body)
        self.assertNotIn("Not this one", message.body)

    def test_the_text_is_read_where_the_mail_has_none(self):
        html = (
            '<html><body onload="x()"><p>It is <b>the till</b></p><script>y()</script>'
            '<img src="cid:till@shop"><img src="https://evil.example/p.gif">'
            "</body></html>"
        )
        content = packed.pack(
            packed.properties(packed.content(packed.HTML, html.encode())),
            packed.file("till.png", PNG, packed.words(packed.FILE_ID, "till@shop")),
        )
        message = self._send(content)
        self.assertIn("<b>the till</b>", message.body)
        for left in ("onload", "script", "cid:", 'src="https://evil'):
            self.assertNotIn(left, message.body)
        self.assertIn(f"/web/image/{message.attachment_ids.id}", message.body)
        self.assertEqual(self._get_files(message), [("till.png", PNG)])
        plain = packed.pack(
            packed.attribute(1, 0x0002800C, b"5 < 6\r\nand more\0"),
        )
        message = self._send(plain, " \n", name="message")
        self.assertRegex(message.body, r"5 &lt; 6<br\s?/?>\s*and more")
        self.assertFalse(message.attachment_ids)

    def test_a_ticket_opens_with_what_was_packed(self):
        self.north.alias_name = "north"
        content = packed.pack(
            packed.attribute(1, 0x0002800C, b"The till is on fire\0"),
            packed.file("log.txt", b"No paper"),
        )
        message = self._send(content, to="north@line.test")
        ticket = self.tickets.browse(message.res_id)
        self.assertNotEqual(ticket, self.ticket)
        self.assertIn("The till is on fire", ticket.description)
        files = ticket.sudo().message_ids.attachment_ids
        self.assertEqual(files.mapped("name"), ["log.txt"])

    def test_what_cannot_be_read_stays(self):
        letter = packed.pack(packed.file("log.txt", b"No paper"))
        rich = packed.properties(packed.content(packed.RICH_TEXT, b"LZFu"))
        inner = packed.file("Lunch", None, packed.content(packed.OBJECT, b"x", 0xD))
        log = packed.file("log.txt", b"No paper")
        for content, text, names in (
            (letter[:-9], "See", ["winmail.dat"]),
            (letter[:4] + b"\xff" * 50, "See", ["winmail.dat"]),
            (b"no packed file", "See", ["winmail.dat"]),
            # An e-mail in the e-mail, and a text that is nowhere else.
            (packed.pack(log, inner), "See", ["winmail.dat", "log.txt"]),
            (packed.pack(rich, log), "", ["winmail.dat", "log.txt"]),
            (packed.pack(rich, log), "See", ["log.txt"]),
        ):
            with self.subTest(content=content[:20], text=text):
                message = self._send(content, text)
                kept = dict(self._get_files(message))
                self.assertEqual(list(kept), names)
                if "winmail.dat" in kept:
                    self.assertEqual(kept["winmail.dat"], content)

    def test_an_email_that_is_nothing_else(self):
        mail = EmailMessage()
        mail.set_content(
            packed.pack(packed.attribute(1, 0x0002800C, b"It is the till\0")),
            maintype="application",
            subtype="ms-tnef",
        )
        message = self._receive_mail(mail)
        self.assertIn("It is the till", message.body)
        self.assertFalse(message.attachment_ids)
