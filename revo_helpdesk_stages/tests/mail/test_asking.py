"""A client is told by e-mail that an answer is awaited, and what solved its ticket."""

from odoo.tests import Form

from .mail_case import MailCase
from .mail_server import get_html

QUESTION = "<p>Which <b>printer</b> is it?</p>"


class AskingCase(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north.acknowledges = False
        cls.ticket = cls._create_ticket_in("in_progress_reseller", name="No paper")

    def _get_mails(self):
        return self.mail_server.get_mails_to(self.cleo.email)

    def _send_move(self, ticket, user, code, **texts):
        with self._sending():
            self._move(ticket, user, code, **texts)


class TestAsking(AskingCase):
    def test_the_client_reads_the_question_and_where_to_answer(self):
        self._send_move(self.ticket, self.ana, "backlog_client", body=QUESTION)
        [mail] = self._get_mails()
        text = get_html(mail)
        self.assertIn(self.ticket.number, mail["Subject"])
        for said in (
            "Dear Cleo,",
            "Which <b>printer</b> is it?",
            "No paper",
            f"/my/ticket/{self.ticket.id}",
            "Answer on the ticket",
            "North",
        ):
            self.assertIn(said, text)
        for private in ("Ana", self.ana.email):
            self.assertNotIn(private, text)

    def test_it_is_said_once_each_time_that_an_answer_is_awaited(self):
        self._send_move(self.ticket, self.ana, "backlog_client", body=QUESTION)
        with self._sending():
            self._write_text(self.ticket, self.ana, "note")
            asked = self.ticket.with_user(self.ana)
            asked.name = "No paper at all"
            asked.user_id = self.ben
            # As a board writes that is out of date.
            asked.stage_id = self.stage["backlog_client"]
        self.assertEqual(len(self._get_mails()), 1)
        self._send_move(self.ticket, self.ana, "in_progress_reseller")
        self.assertEqual(len(self._get_mails()), 1)
        self._send_move(
            self.ticket, self.ana, "backlog_client", body="<p>And the till?</p>"
        )
        self.assertEqual(len(self._get_mails()), 2)
        text = get_html(self._get_mails()[1])
        self.assertIn("And the till?", text)
        self.assertNotIn("printer", text)

    def test_a_note_that_was_written_before_the_move_is_the_question(self):
        self._write_text(self.ticket, self.ana, "note", body=QUESTION)
        with self._sending():
            self.ticket.with_user(self.ana).stage_id = self.stage["backlog_client"]
        [mail] = self._get_mails()
        self.assertIn("printer", get_html(mail))

    def test_what_is_not_for_the_client_is_not_in_it(self):
        self._write_text(self.ticket, self.ana, "note", body=QUESTION)
        self._write_text(self.ticket, self.ana, "message", body="<p>For REVO</p>")
        with self._sending():
            self.ticket.with_user(self.ana).stage_id = self.stage["backlog_client"]
        [mail] = self._get_mails()
        self.assertNotIn("For REVO", get_html(mail))

    def test_a_client_without_an_address_is_told_once_there_is_one(self):
        client = self.cleo.partner_id
        for number, (code, words) in enumerate(
            {"backlog_client": "Which printer?", "resolved": "is solved"}.items()
        ):
            with self.subTest(code=code):
                client.email = False
                ticket = self._create_ticket_in("in_progress_reseller")
                self._send_move(ticket, self.ana, code, body=f"<p>{words}</p>")
                client.email = self.cleo.login
                self.assertEqual(len(self._get_mails()), number)
                seen = ticket.with_user(self.ana)
                self.assertIn("no e-mail address", seen.undelivered_text)
                with self._sending():
                    seen.action_resend()
                self.assertIn(words, get_html(self._get_mails()[number]))
                self.assertFalse(seen.undelivered_text)

    def test_a_team_may_leave_it_out(self):
        self.north.asks_by_mail = False
        self._send_move(self.ticket, self.ana, "backlog_client", body=QUESTION)
        self.assertFalse(self._get_mails())

    def test_a_client_without_a_page_replies(self):
        contact = self.env["res.partner"].create(
            {"name": "Eve", "email": "eve@shop.example", "parent_id": self.shop.id}
        )
        self.ticket.partner_id = contact
        self._send_move(self.ticket, self.ana, "backlog_client", body=QUESTION)
        [mail] = self.mail_server.get_mails_to(contact.email)
        text = get_html(mail)
        self.assertNotIn("/my/ticket", text)
        self.assertIn("reply to this e-mail", text)
        answer = self._receive(
            contact.email,
            to=mail["Reply-To"],
            In_Reply_To=mail["Message-Id"],
            References=mail["Message-Id"],
        )
        self.assertEqual(answer.res_id, self.ticket.id)
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_reseller"])

    def test_many_are_asked_with_one_search_for_what_was_said(self):
        def count(number):
            tickets = self.tickets.union(
                *(
                    self._create_ticket_in("in_progress_reseller")
                    for _index in range(number)
                )
            )
            for ticket in tickets:
                self._write_text(ticket, self.ana, "note", body=QUESTION)
            self.env.flush_all()
            tickets = tickets.with_user(self.ana)
            before = self.env.cr.sql_log_count
            tickets.write({"stage_id": self.stage["backlog_client"].id})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        silent = []
        for asks in (False, True):
            self.north.asks_by_mail = asks
            silent.append(count(8) - count(2))
        # Odoo's rendering looks for its template each time, and inserts one by one.
        self.assertLessEqual(silent[1] - silent[0], 6 * 3 + 1)


class TestSolution(AskingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._put(cls.ticket, "in_progress_support", user=cls.sam)

    def setUp(self):
        super().setUp()
        self._move(
            self.ticket,
            self.sam,
            "confirmation_reseller",
            body="<p>Turn the <b>key</b> twice.</p>",
        )
        self.mail_server.received.clear()

    def _get_wizard(self):
        action = self.ticket.with_user(self.ana).action_move(self.stage["resolved"].id)
        return Form(
            self.env[action["res_model"]]
            .with_user(self.ana)
            .with_context(**action["context"])
        )

    def _apply(self, wizard):
        with self._sending():
            wizard.save().action_apply()
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["resolved"])
        [mail] = self._get_mails()
        return get_html(mail)

    def test_what_support_proposed_is_offered_and_can_be_edited(self):
        wizard = self._get_wizard()
        self.assertEqual(wizard.audience, "client")
        self.assertIn("Turn the <b>key</b> twice.", wizard.body)
        wizard.body = "<p>Turn it twice, please.</p>"
        text = self._apply(wizard)
        self.assertIn("Turn it twice, please.", text)
        note = self._get_texts(self.ticket)[0]
        self.assertEqual(note.audience, "client")
        self.assertEqual(note.author_id, self.ana.partner_id)
        self.assertIn("Turn it twice, please.", note.body)

    def test_it_can_be_left_out(self):
        before = self._get_texts(self.ticket)
        wizard = self._get_wizard()
        wizard.body = False
        text = self._apply(wizard)
        self.assertNotIn("twice", text)
        self.assertEqual(self._get_texts(self.ticket), before)

    def test_the_move_works_without(self):
        before = self._get_texts(self.ticket)
        with self._sending():
            self.ticket.with_user(self.ana).write(
                {"stage_id": self.stage["resolved"].id}
            )
        [mail] = self._get_mails()
        self.assertNotIn("twice", get_html(mail))
        self.assertEqual(self._get_texts(self.ticket), before)

    def test_internal_notes_of_the_vendor_are_not_proposed(self):
        self._write_text(self.ticket, self.sam, "note", body="<p>Secret</p>")
        self.assertNotIn("Secret", self._get_wizard().body)

    def test_a_resellers_own_case_asks_for_no_note(self):
        case = self._create_ticket(self.ana)
        self._put(case, "confirmation_reseller", escalated=True, user=self.ana)
        self.assertEqual(case.origin, "reseller")
        stage = self.stage["resolved"]
        self.assertFalse(case.with_user(self.ana).action_move(stage.id))
        self.assertEqual(case.stage_id, stage)

    def test_a_client_is_asked_for_none(self):
        with self._sending():
            self._as(self.cleo, self.ticket)._resolve_as_client("solved")
        self.assertEqual(self.ticket.stage_id, self.stage["resolved"])
        self.assertFalse(self._get_mails())
