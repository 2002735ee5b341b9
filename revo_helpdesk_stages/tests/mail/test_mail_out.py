"""What e-mails tell of a ticket, to whom, and where they say to answer."""

import re
from urllib.parse import urlsplit

from lxml import html

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tools.translate import code_translations

from ..common import SupportLineHttpCase
from ..compat import absence
from .mail_case import DOMAIN, MailCase, MailMixin
from .mail_server import get_html

WHERE = "The place to answer is the ticket"


class TestWhereToAnswer(MailCase):
    def _get_button(self, text):
        """Return the label of the button to the ticket, and its link."""
        [button] = html.fromstring(text).xpath("//td/a[contains(@href, '/mail/view')]")
        return button.text_content().strip(), button.get("href")

    def test_a_reseller_is_told_to_answer_on_the_ticket_with_a_button_to_it(self):
        self._write_and_send(self.sam, "message")
        _mail, text = self._get_mail_to(self.ana)
        self.assertIn(WHERE, text)
        self.assertIn("<strong>Message to REVO</strong>", text)
        label, link = self._get_button(text)
        self.assertEqual(label, "Open the ticket")
        self.assertIn(f"res_id={self.ticket.id}", link)

    def test_of_a_new_ticket_the_e_mail_says_what_the_client_wrote(self):
        with self._sending():
            self._create_ticket(description="<p>It smokes since nine.</p>")
        _mail, text = self._get_mail_to(self.ana)
        self.assertIn("It smokes since nine.", text)

    def test_the_vendor_is_told_the_word_on_its_own_button(self):
        self._write_and_send(self.ana, "message")
        _mail, text = self._get_mail_to(self.sam)
        self.assertIn("<strong>Message to North</strong>", text)

    def test_of_an_internal_note_too_and_nothing_else_is_said_of_answers(self):
        self.sue.notification_type = "email"
        self._write_and_send(self.sam, "note", partner_ids=self.sue.partner_id.ids)
        _mail, text = self._get_mail_to(self.sue)
        self.assertIn("<strong>Internal note</strong>", text)
        self.assertNotIn("Replying will", text)

    def test_each_reader_reads_it_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("es_ES")
        layout = self.env.ref("revo_helpdesk_stages.mail_notification_layout")
        terms, _context = layout.get_field_translations("arch_db", ["es_ES"])
        layout.update_field_translations(
            "arch_db",
            {
                "es_ES": {
                    term["source"]: term["source"].replace(WHERE, "Conteste en el caso")
                    for term in terms
                }
            },
        )
        self.ana.lang = "es_ES"
        self.ben.notification_type = "email"
        self.ticket.message_subscribe(self.ben.partner_id.ids)
        self._write_and_send(
            self.sam, "message", partner_ids=(self.ana + self.ben).partner_id.ids
        )
        texts = {user: self._get_mail_to(user)[1] for user in (self.ana, self.ben)}
        self.assertIn("Conteste en el caso", texts[self.ana])
        self.assertNotIn(WHERE, texts[self.ana])
        self.assertIn(WHERE, texts[self.ben])
        spanish = code_translations.get_python_translations(
            "revo_helpdesk_stages", "es_ES"
        )
        for term, name in (("Open the ticket", ()), ("Message to %s", "REVO")):
            self.assertIn(spanish.get(term, term) % name, texts[self.ana])
            self.assertIn(term % name, texts[self.ben])

    def test_what_is_sent_back_is_in_the_writers_language(self):
        self.env["res.lang"]._activate_lang("es_ES")
        for name in ("mail_answer_refused", "mail_stranger_refused"):
            template = self.env.ref(f"revo_helpdesk_stages.{name}")
            terms, _context = template.get_field_translations("arch_db", ["es_ES"])
            spanish = {
                term["source"]: term["source"].replace("Your e-mail was", "Su correo")
                for term in terms
            }
            template.update_field_translations("arch_db", {"es_ES": spanish})
        self.support.email_answers = "refuse"
        self.ana.lang = self.rita.lang = "es_ES"
        question = self._write_and_send(self.sam, "message")
        for user in (self.ana, self.rita):
            self.mail_server.received.clear()
            self._receive(user.email, question)
            self.assertIn("Su correo", self._get_mail_to(user)[1])


class TestSender(MailCase):
    def test_no_address_of_the_vendors_people_is_given_away(self):
        self._write_and_send(self.sam, "message")
        mail, text = self._get_mail_to(self.ana)
        self.assertIn("Sam", mail["From"])
        self.assertIn(f"catchall@{DOMAIN}", mail["Reply-To"])
        self.assertNotIn(self.sam.email, mail.as_string())
        self.assertNotIn(self.sam.email, text)

    def test_answers_go_to_the_teams_address(self):
        self.support.alias_name = "support"
        self._write_and_send(self.sam, "message")
        mail, _text = self._get_mail_to(self.ana)
        self.assertIn(f"support@{DOMAIN}", mail["Reply-To"])

    def test_without_any_address_for_answers_the_companys_stands_there(self):
        self.company.alias_domain_id = False
        self._write_and_send(self.sam, "message")
        mail, _text = self._get_mail_to(self.ana)
        self.assertIn(f"office@{DOMAIN}", mail["Reply-To"])
        self.assertNotIn(self.sam.email, mail.as_string())

    def test_a_client_is_told_no_name_of_the_vendors_people(self):
        self.mia.signature = "<p>Mia M.</p>"
        self.ticket.message_subscribe(self.cleo.partner_id.ids)
        message = self._write_and_send(self.mia, "message", audience="client")
        self.assertEqual(message.audience, "client")
        mail, text = self._get_mail_to(self.cleo)
        self.assertIn("A text", text)
        for secret in ("Mia", self.mia.email):
            self.assertNotIn(secret, mail.as_string())
            self.assertNotIn(secret, text)

    def test_no_outsiders_stand_in_an_e_mail_to_answer_to(self):
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        self._receive(self.ana.email, question, Cc="Eve <eve@elsewhere.example>")
        mail, _text = self._get_mail_to(self.sam)
        self.assertNotIn("eve@elsewhere.example", mail.as_string())


class TestRecipients(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = cls.ana + cls.ben + cls.rita + cls.sue + cls.dan
        people.notification_type = "email"
        cls.outsider = cls.env["res.partner"].create(
            {"name": "Eve", "email": "eve@elsewhere.example"}
        )
        # However they came to follow it.
        cls.everybody = (
            people | cls.sam | cls.cleo | cls.cora
        ).partner_id | cls.outsider
        cls.ticket.message_subscribe(cls.everybody.ids)

    def _assert_addressed(self, user, kind, expected, **values):
        self.mail_server.received.clear()
        message = self._write_and_send(
            user, kind, partner_ids=self.everybody.ids, **values
        )
        addressed = self._get_addressed()
        allowed = {person.email for person in expected}
        self.assertLessEqual(addressed, allowed)
        self.assertEqual(addressed, allowed - {user.email})
        self.assertLessEqual(set(message.partner_ids), set(expected))

    def test_an_internal_note_leaves_the_vendor_to_nobody(self):
        self._assert_addressed(
            self.sam, "note", (self.sam + self.sue + self.dan).partner_id
        )

    def test_a_client_is_asked_for_a_rating_and_reads_it(self):
        """By Odoo's note, in the line and by a direct team."""
        model = self.env["ir.model"]._get_id("helpdesk.ticket")
        template = self.env["mail.template"].create(
            {
                "name": "Rating",
                "model_id": model,
                "subject": "How was it?",
                "body_html": "<p>How easy was it?</p>",
                "partner_to": "{{ object.partner_id.id }}",
            }
        )
        team = self._create_team("direct", self.pia)
        direct = self._create_ticket(
            self.pia, team_id=team.id, partner_id=self.cleo.partner_id.id
        )
        for asker, ticket in ((self.ana, self.ticket), (self.pia, direct)):
            with self.subTest(asker=asker.name):
                self.mail_server.received.clear()
                before = ticket.message_ids
                with self._sending():
                    self._as(asker, ticket).sudo().rating_send_request(template)
                asked = ticket.message_ids - before
                self.assertEqual(asked.audience, "client")
                self.assertEqual(self._get_addressed(), {self.cleo.email})

    def test_a_message_to_the_reseller_reaches_no_client_and_no_competitor(self):
        line = self.sam + self.sue + self.dan + self.ana + self.ben
        self._assert_addressed(self.sam, "message", line.partner_id)
        self._assert_addressed(self.ana, "message", line.partner_id)

    def test_a_clients_message_reaches_no_other_client_and_no_competitor(self):
        line = self.sam + self.sue + self.dan + self.ana + self.ben + self.cleo
        self._assert_addressed(self.cleo, "message", line.partner_id)

    def test_who_was_named_may_not_read_it_without_taking_part(self):
        message = self._write_and_send(
            self.sam, "message", partner_ids=self.everybody.ids
        )
        for user in (self.rita, self.cora, self.cleo):
            messages = self.env["mail.message"].with_user(user)
            self.assertFalse(messages.search([("id", "=", message.id)]), user.name)

    def test_who_leaves_the_reseller_is_told_nothing_more(self):
        self.north.user_ids = [Command.unlink(self.ben.id)]
        line = self.sam + self.sue + self.dan + self.ana
        self._assert_addressed(self.ana, "message", line.partner_id)

    def test_who_is_away_keeps_nobody_from_writing_and_answers_one_person(self):
        self.sam.write(absence(self.env))
        for user in (self.ana, self.cleo):
            self.mail_server.received.clear()
            message = self._write_and_send(user, "message")
            self.assertEqual(message.author_id, user.partner_id)
            for recipients, mail in self.mail_server.received:
                if "I am away" in get_html(mail):
                    self.assertEqual(recipients, [self.ana.email])


class TestFiles(MailCase):
    def test_a_file_by_e_mail_is_for_the_readers_of_the_e_mail(self):
        note = self._write_and_send(
            self.sam, "note", partner_ids=self.sue.partner_id.ids
        )
        before = self.env["ir.attachment"].search([], order="id desc", limit=1)
        with self._sending():
            self.env["mail.thread"].message_process(
                None,
                f"From: {self.sue.email}\n"
                f"To: catchall@{DOMAIN}\n"
                "Subject: Re: the ticket\n"
                "Message-Id: <file@line.example>\n"
                f"In-Reply-To: {note.message_id}\n"
                'Content-Type: multipart/mixed; boundary="x"\n\n'
                "--x\nContent-Type: text/plain\n\nSee the file.\n"
                "--x\nContent-Type: text/csv\n"
                'Content-Disposition: attachment; filename="own.csv"\n\na,b\n--x--\n',
            )
        file = self.env["ir.attachment"].search(
            [("id", ">", before.id), ("name", "=", "own.csv")]
        )
        self.assertEqual(file.res_id, self.ticket.id)
        self.assertEqual(file.audience, "vendor")
        for user in (self.ana, self.cleo):
            with self.assertRaises(AccessError):
                file.with_user(user).read(["name"])


class TestButton(MailMixin, SupportLineHttpCase):
    def _open_button(self, user):
        mails = self.mail_server.get_mails_to(user.email)
        self.assertEqual(len(mails), 1)
        text = get_html(mails[0])
        link = re.search(r'href="([^"]*/mail/view[^"]*)"', text)[1]
        parts = urlsplit(link.replace("&amp;", "&"))
        return text, self.url_open(f"{parts.path}?{parts.query}")

    def test_the_button_takes_a_client_to_its_page_of_the_ticket(self):
        carl = self._create_user("carl", "client")
        carl.partner_id.parent_id = self.shop
        self.ticket.message_subscribe(carl.partner_id.ids)
        self._write_and_send(self.cleo, "message")
        self._log_in(carl)
        text, page = self._open_button(carl)
        self.assertIn("<strong>Send</strong>", text)
        self.assertEqual(page.status_code, 200)
        self.assertIn(f"/my/ticket/{self.ticket.id}", page.url)
        self.assertIn(self.ticket.number, page.text)

    def test_the_button_takes_a_reseller_to_the_ticket(self):
        self._write_and_send(self.sam, "message")
        self._log_in(self.ana)
        _text, page = self._open_button(self.ana)
        self.assertEqual(page.status_code, 200)
        self.assertIn("helpdesk.ticket", page.url)
        self.assertIn(str(self.ticket.id), page.url)

    def test_the_link_of_what_is_sent_back_asks_for_a_login(self):
        self.support.email_answers = "refuse"
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        self._receive(self.ana.email, question)
        _text, page = self._open_button(self.ana)
        self.assertIn("/web/login", page.url)
        self.assertNotIn(self.ticket.name, page.text)
