"""Staff asks a client for exactly what is missing."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.tests.mail.mail_case import DOMAIN, MailMixin
from odoo.addons.revo_helpdesk_stages.tests.mail.mail_server import get_html

from ..common import AccountsCase


class TestAsking(MailMixin, AccountsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accounts.alias_name = "accounts"
        cls.case = cls._open(
            request_type="support",
            expected_result="A receipt.",
            reproducible="always",
        )
        cls.mail_server.received.clear()

    def setUp(self):
        super().setUp()
        self._get_waiting_mails().unlink()

    def _ask(self, ticket, user):
        with self._sending():
            ticket.with_user(user).action_ask_details()
        self.env.invalidate_all()
        return self._get_texts(ticket).sorted("id")[-1]

    def _get_line_case(self, **values):
        return self._create_ticket(reported_type="support", **values)

    def test_exactly_what_is_missing_is_asked_for_on_the_ticket(self):
        message = self._ask(self.case, self.kim)
        self.assertIn("Steps that led to it", message.body)
        self.assertIn("Screenshot", message.body)
        self.assertNotIn("What was expected", message.body)
        self.assertNotIn("Does it happen again", message.body)

    def test_the_question_is_for_the_client_and_is_a_contact_by_who_asks(self):
        self._as(self.cati, self.case)._answer_as_client("Hello?")
        self.case.last_contact_date = False
        self.assertTrue(self.case.answer_since)
        message = self._ask(self.case, self.kim)
        self.assertEqual(message.audience, "client")
        self.assertEqual(message.author_id, self.kim.partner_id)
        self.assertIn(message, self.case._get_client_messages())
        self.assertTrue(self.case.last_contact_date)
        self.assertFalse(self.case.answer_since)

    def test_the_client_gets_one_e_mail_with_the_way_to_the_page(self):
        self._ask(self.case, self.kim)
        mail, text = self._get_mail_to(self.cati)
        self.assertEqual(
            mail["Subject"], f"Please complete your ticket {self.case.number}"
        )
        self.assertIn(f"/my/ticket/{self.case.id}", text)
        self.assertIn("Steps that led to it", text)
        self.assertIn("Screenshot", text)
        self.assertNotIn("What was expected", text)
        self.assertIn(f"accounts@{DOMAIN}", mail["Reply-To"])
        self.assertEqual(self._get_addressed(), {self.cati.email})

    def test_mail_and_question_are_in_the_language_of_the_client(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.cati.lang = "es_ES"
        self.env["ir.model.fields"]._get("helpdesk.ticket", "steps").with_context(
            lang="es_ES"
        ).field_description = "Los pasos"
        message = self._ask(self.case, self.kim)
        self.assertIn("Los pasos", message.body)
        self.assertIn("Los pasos", self._get_mail_to(self.cati)[1])
        # Who asks reads on in its own language.
        case = self.case.with_user(self.kim)
        self.assertIn("Steps that led to it", case.missing_details)

    def test_the_same_is_not_asked_for_twice_within_a_day(self):
        self._ask(self.case, self.kim)
        self.assertFalse(self.case.with_user(self.max).can_ask_details)
        with self.assertRaisesRegex(UserError, "already been asked for this today"):
            self.case.with_user(self.max).action_ask_details()
        self.case.steps = "1. Pay."
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "already been asked for this today"):
            self.case.with_user(self.max).action_ask_details()
        self.assertEqual(len(self.mail_server.get_mails_to(self.cati.email)), 1)

    def test_a_day_later_or_for_something_else_the_client_is_asked_again(self):
        self._ask(self.case, self.kim)
        self.case.reproducible = False
        self.env.invalidate_all()
        self.assertTrue(self.case.with_user(self.kim).can_ask_details)
        self._ask(self.case, self.kim)
        with freeze_time(fields.Datetime.now() + timedelta(days=1, minutes=1)):
            self.assertTrue(self.case.with_user(self.kim).can_ask_details)

    def test_nothing_is_asked_for_where_nothing_is_missing(self):
        ticket = self._open(request_type="change").with_user(self.kim)
        self.assertFalse(ticket.can_ask_details)
        with self.assertRaisesRegex(UserError, "Nothing is missing"):
            ticket.action_ask_details()

    def test_a_client_without_an_address_is_called_instead(self):
        self.cati.partner_id.email = False
        self.case.partner_email = False
        with self.assertRaisesRegex(UserError, "has no e-mail address"):
            self.case.with_user(self.kim).action_ask_details()
        self.assertFalse(self.case.details_asked_date)

    def test_an_answer_by_e_mail_lands_on_the_ticket(self):
        self._ask(self.case, self.kim)
        mail, _text = self._get_mail_to(self.cati)
        answer = self._receive(
            self.cati.email, to=mail["Reply-To"], In_Reply_To=mail["Message-Id"]
        )
        self.assertEqual(answer.res_id, self.case.id)

    # In the line only the reseller speaks to the client

    def test_a_reseller_asks_its_client(self):
        ticket = self._get_line_case()
        self.assertTrue(ticket.with_user(self.ana).can_ask_details)
        message = self._ask(ticket, self.ana)
        self.assertEqual(message.audience, "client")
        self.assertEqual(len(self.mail_server.get_mails_to(self.cleo.email)), 1)
        self.assertFalse(self._get_told(message))
        # What is asked is the note that the move to the client asks for.
        self._move(ticket, self.ana, "backlog_client")
        self.assertEqual(ticket.stage_id, self.stage["backlog_client"])

    def test_a_vendors_agent_does_not_ask_a_resellers_client(self):
        ticket = self._get_line_case()
        self._put(ticket, "in_progress_support", user=self.sam)
        for user in (self.sam, self.dan):
            self.assertFalse(ticket.with_user(user).can_ask_details)
            with self.assertRaisesRegex(UserError, "asked by who deals with it"):
                ticket.with_user(user).action_ask_details()
        self.assertTrue(ticket.with_user(self.ana).can_ask_details)

    def test_a_resellers_own_case_has_no_client_to_ask(self):
        ticket = self._create_ticket(
            opener=self.ana, partner_id=self.ana.partner_id.id, request_type="support"
        )
        with self.assertRaisesRegex(UserError, "asked by who deals with it"):
            ticket.with_user(self.ana).action_ask_details()

    def test_the_mail_escapes_what_it_quotes(self):
        self.case.name = "<script>alert(1)</script>"
        self._ask(self.case, self.kim)
        mail = self.mail_server.get_mails_to(self.cati.email)[0]
        self.assertNotIn("<script>", get_html(mail))
