"""What becomes of e-mail that comes in."""

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .mail_case import DOMAIN, MailCase
from .mail_server import get_html

FORGED = (
    "From: cleo@line.example\n"
    "To: catchall@line.test\n"
    "Subject: Re: the ticket\n"
    "Message-Id: <forged@line.example>\n"
    "In-Reply-To: {answered}\n"
    "Content-Type: text/plain\n\n"
    "I never wrote this.\n"
)


class TestLogged(MailCase):
    def _assert_logged(self, messages, author, audience, author_tier):
        self.assertEqual(len(messages), 1)
        self.assertEqual(messages.res_id, self.ticket.id)
        self.assertIn("kitchen", messages.body)
        self.assertEqual(messages.author_id, author.partner_id)
        self.assertEqual(messages.audience, audience)
        self.assertEqual(messages.author_tier, author_tier)

    def test_a_resellers_answer_to_a_message_is_a_message(self):
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        answer = self._receive(self.ana.email, question)
        self._assert_logged(answer, self.ana, "reseller", "reseller")
        self.assertEqual(self._get_told(answer), self.sam.partner_id)
        self.assertEqual(self._get_addressed(), {self.sam.email})

    def test_an_agents_answer_to_a_note_stays_with_the_vendor(self):
        note = self._write_and_send(
            self.sam, "note", partner_ids=self.sue.partner_id.ids
        )
        answer = self._receive(self.sue.email, note)
        self._assert_logged(answer, self.sue, "vendor", "support")
        self.assertEqual(self._get_told(answer), self.sam.partner_id)
        self.assertTrue(answer.is_internal)

    def test_an_agents_answer_to_a_message_is_for_the_reseller(self):
        question = self._write_and_send(self.ana, "message")
        answer = self._receive(self.sam.email, question)
        self._assert_logged(answer, self.sam, "reseller", "support")

    def test_an_agents_answer_to_a_client_goes_no_further_than_the_reseller(self):
        question = self._write_and_send(self.cleo, "message")
        answer = self._receive(self.sam.email, question)
        self._assert_logged(answer, self.sam, "reseller", "support")
        self.assertNotIn(self.cleo.partner_id, self._get_told(answer))

    def test_a_resellers_answer_to_a_client_is_a_note_for_the_client(self):
        question = self._write_and_send(self.cleo, "message")
        self.mail_server.received.clear()
        answer = self._receive(self.ana.email, question)
        self._assert_logged(answer, self.ana, "client", "reseller")
        self.assertFalse(self._get_told(answer))
        self.assertFalse(self.mail_server.received)

    def test_a_clients_answer_is_for_everybody(self):
        note = self._write_and_send(self.ana, "note")
        answer = self._receive(self.cleo.email, note)
        self._assert_logged(answer, self.cleo, "client", "client")

    def test_a_client_who_answers_what_it_may_not_read_writes_as_a_client(self):
        self._write_and_send(self.sam, "note")
        hidden = self._write_and_send(self.sam, "note")
        answer = self._receive(self.cleo.email, hidden)
        self._assert_logged(answer, self.cleo, "client", "client")

    def test_a_reseller_who_answers_an_internal_note_writes_to_the_vendor(self):
        hidden = self._write_and_send(self.sam, "note")
        answer = self._receive(self.ana.email, hidden)
        self._assert_logged(answer, self.ana, "reseller", "reseller")
        self.assertIn(self.sam.partner_id, self._get_told(answer))

    def test_an_answer_to_what_stands_elsewhere_is_a_plain_message(self):
        other = self._create_ticket()
        self._put(other, "in_progress_support", user=self.sam)
        elsewhere = other.with_user(self.sam).message_post(body="x").sudo()
        here = self._write_and_send(self.sam, "message")
        answer = self._receive(
            self.sam.email,
            here,
            In_Reply_To=elsewhere.message_id,
            References=f"{elsewhere.message_id} {here.message_id}",
        )
        self._assert_logged(answer, self.sam, "reseller", "support")
        self.assertNotEqual(answer.parent_id, elsewhere)

    def test_a_colleague_of_the_contact_takes_part(self):
        colleague = self.env["res.partner"].create(
            {"name": "Carl", "email": "carl@shop.example", "parent_id": self.shop.id}
        )
        answer = self._receive(
            "Carl <CARL@shop.example>", self._write_and_send(self.ana, "note")
        )
        self.assertEqual(answer.author_id, colleague)
        self.assertEqual(answer.audience, "client")

    def test_of_several_contacts_with_an_address_the_tickets_own_wrote(self):
        partners = self.env["res.partner"].create(
            [
                {"name": name, "email": "both@shop.example", "parent_id": company.id}
                for name, company in (("Other", self.cafe), ("Own", self.shop))
            ]
        )
        answer = self._receive(
            "both@shop.example", self._write_and_send(self.ana, "note")
        )
        self.assertEqual(answer.author_id, partners[1])

    def test_an_absence_notice_is_no_answer_and_tells_nobody(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        self._move(self.ticket, self.ana, "backlog_client")
        question = self._get_texts(self.ticket).sorted("id")[-1]
        notice = self._receive(self.cleo.email, question, Auto_Submitted="auto-replied")
        self._assert_logged(notice, self.cleo, "client", "client")
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_client"])
        self.assertFalse(self._get_told(notice))
        self.assertFalse(self.mail_server.received)
        self._receive(self.cleo.email, question)
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_reseller"])

    def test_an_absence_notice_is_not_what_a_move_asks_for(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        question = self._write_and_send(self.cleo, "message")
        self._receive(self.ana.email, question, Auto_Submitted="auto-replied")
        self.assertEqual(self._try_move(), "lacks text")
        self._receive(self.ana.email, question)
        self.assertEqual(self._try_move(), "moves")

    def _try_move(self):
        ticket = self.ticket.with_user(self.ana)
        return self._attempt(
            lambda: ticket.write({"stage_id": self.stage["backlog_client"].id})
        )


class TestRefused(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.support.email_answers = "refuse"

    def test_an_answer_comes_back_with_its_text_and_a_link(self):
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        self.assertFalse(self._receive(self.ana.email, question))
        _mail, text = self._get_mail_to(self.ana)
        self.assertIn(self.ticket.display_name, text)
        self.assertIn("kitchen", text)
        self.assertIn(f"res_id={self.ticket.id}", text)
        self.assertIn("Message to REVO", text)
        self.assertEqual(self._get_addressed(), {self.ana.email})

    def test_what_comes_back_goes_to_the_party_and_not_where_the_mail_says(self):
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        self._receive(self.ana.email, question, Return_Path="<eve@elsewhere.example>")
        self.assertEqual(self._get_addressed(), {self.ana.email})

    def test_what_comes_back_opens_nothing_without_logging_in(self):
        question = self._write_and_send(self.ana, "note")
        self._receive(self.cleo.email, question)
        _mail, text = self._get_mail_to(self.cleo)
        self.assertNotIn("token", text)
        self.assertNotIn("hash", text)

    def test_machines_are_not_answered(self):
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        self.assertFalse(
            self._receive(self.ana.email, question, Auto_Submitted="auto-replied")
        )
        self.assertFalse(self.mail_server.received)

    def test_what_comes_back_says_that_a_machine_wrote_it(self):
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        self._receive(self.ana.email, question)
        mail, _text = self._get_mail_to(self.ana)
        self.assertEqual(mail["Auto-Submitted"], "auto-replied")
        self.mail_server.received.clear()
        self.assertFalse(
            self._receive(
                self.ana.email,
                In_Reply_To=mail["Message-Id"],
                References=mail["References"],
            )
        )
        self.assertFalse(self.mail_server.received)

    def test_the_team_that_the_ticket_stands_with_decides(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ana)
        answer = self._receive(self.cleo.email, self._write_and_send(self.ana, "note"))
        self.assertEqual(answer.audience, "client")


class TestStrangers(MailCase):
    def _assert_refused(self, sender, answered, **values):
        before = self.tickets.search_count([])
        followers = self.ticket.message_partner_ids
        self.mail_server.received.clear()
        self.assertFalse(self._receive(sender, answered, **values))
        self.assertEqual(self.tickets.search_count([]), before)
        self.assertEqual(self.ticket.message_partner_ids, followers)
        self.assertEqual(len(self.mail_server.received), 1)
        recipients, mail = self.mail_server.received[0]
        text = get_html(mail)
        self.assertEqual(len(recipients), 1)
        self.assertIn("kitchen", text)
        for secret in (self.ticket.number, self.ticket.name, "/mail/view", "North"):
            self.assertNotIn(secret, text)
        return text

    def test_a_stranger_with_a_message_id_writes_nothing(self):
        question = self._write_and_send(self.sam, "message")
        text = self._assert_refused("eve@elsewhere.example", question)
        self.assertIn(f"office@{DOMAIN}", text)

    def test_a_stranger_who_comes_by_no_address_of_ours_writes_nothing(self):
        """A program may hand in e-mails for one ticket, and is told why it may not."""
        sent = len(self.ticket.message_ids)
        mail = (
            "From: eve@elsewhere.example\nTo: box@elsewhere.example\nSubject: x\n"
            "Message-Id: <1@elsewhere.example>\n\nA text"
        )
        take = self.env["mail.thread"].message_process
        with self.assertRaisesRegex(ValueError, "No possible route found"):
            take("helpdesk.ticket", mail, thread_id=self.ticket.id)
        self.assertEqual(len(self.ticket.message_ids), sent)

    def test_another_resellers_user_writes_nothing(self):
        self._assert_refused(self.rita.email, self._write_and_send(self.sam, "message"))

    def test_another_client_writes_nothing(self):
        self._assert_refused(self.cora.email, self._write_and_send(self.ana, "note"))

    def test_somebody_who_left_the_reseller_writes_nothing(self):
        question = self._write_and_send(self.sam, "message")
        self.north.user_ids = [Command.unlink(self.ben.id)]
        self._assert_refused(self.ben.email, question)

    def test_an_employee_who_is_gone_writes_nothing(self):
        question = self._write_and_send(self.sam, "message")
        self.ticket.partner_id = self.ana.partner_id
        self.ana.active = False
        self._assert_refused(self.ana.email, question)

    def test_the_vendor_writes_nothing_on_what_a_reseller_handles_alone(self):
        self._put(self.ticket, "in_progress_reseller", escalated=False, user=self.ana)
        self._assert_refused(self.dan.email, self._write_and_send(self.ana, "note"))

    def test_an_answer_to_a_teams_address_is_no_new_case_of_a_strangers(self):
        self.support.write({"alias_name": "support", "alias_contact": "everyone"})
        question = self._write_and_send(self.sam, "message")
        text = self._assert_refused(
            "eve@elsewhere.example", question, to=f"support@{DOMAIN}"
        )
        self.assertIn(f"support@{DOMAIN}", text)

    def test_a_strangers_machine_is_not_answered(self):
        question = self._write_and_send(self.sam, "message")
        self.mail_server.received.clear()
        self._receive("eve@elsewhere.example", question, Auto_Submitted="auto-replied")
        self.assertFalse(self.mail_server.received)

    def test_a_strangers_answer_reopens_nothing(self):
        note = self._write_and_send(self.ana, "note")
        self._put(self.ticket, "backlog_client")
        self._assert_refused("eve@elsewhere.example", note)
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_client"])


class TestNamedInCopy(MailCase):
    def test_only_who_takes_part_follows_for_being_named(self):
        question = self._write_and_send(self.sam, "message")
        answer = self._receive(
            self.ana.email,
            question,
            Cc=f"{self.rita.email}, {self.cora.email}, eve@elsewhere.example, "
            f"{self.ben.email}",
        )
        followers = self.ticket.message_partner_ids
        self.assertIn(self.ben.partner_id, followers)
        self.assertFalse(followers & (self.rita + self.cora).partner_id)
        self.assertIn("eve@elsewhere.example", self.ticket.email_cc)
        self.assertFalse(answer.partner_ids & (self.rita + self.cora).partner_id)
        for outsider in (self.rita, self.cora):
            self.assertFalse(
                self.env["mail.message"]
                .with_user(outsider)
                .search([("id", "=", answer.id)])
            )

    def test_who_is_named_in_copy_is_told_nothing_later(self):
        question = self._write_and_send(self.sam, "message")
        self._receive(
            self.ana.email, question, Cc=f"{self.rita.email}, eve@elsewhere.example"
        )
        self.mail_server.received.clear()
        self._write_and_send(self.sam, "message")
        self._write_and_send(self.ana, "message")
        self._write_and_send(self.cleo, "message")
        addressed = self._get_addressed()
        self.assertTrue(addressed)
        self.assertFalse(addressed & {self.rita.email, "eve@elsewhere.example"})

    def test_of_a_new_case_no_outsider_becomes_a_follower(self):
        self.north.alias_name = "north"
        case = self.tickets.browse(
            self._receive(
                self.cleo.email,
                to=f"north@{DOMAIN}",
                Cc=f"{self.rita.email}, {self.cora.email}, {self.ana.email}",
            ).res_id
        )
        self.assertFalse(case.message_partner_ids & (self.rita + self.cora).partner_id)
        self.assertIn(self.ana.partner_id, case.message_partner_ids)
        self.assertIn(self.rita.email, case.email_cc)


class TestOpenedByMail(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north.alias_name = "north"
        cls.south.alias_name = "south"
        cls.support.alias_name = "support"

    def _open(self, sender, to):
        message = self._receive(sender, to=f"{to}@{DOMAIN}")
        self.assertEqual(len(message), 1)
        return self.tickets.browse(message.res_id), message

    def test_a_clients_case_starts_with_its_reseller(self):
        case, message = self._open(self.cleo.email, "north")
        self.assertEqual(case.reseller_team_id, self.north)
        self.assertEqual(case.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(case.origin, "client")
        self.assertEqual(case.partner_id, self.cleo.partner_id)
        self.assertEqual(message.audience, "client")

    def test_another_resellers_address_does_not_take_a_client_over(self):
        case, _message = self._open(self.cora.email, "north")
        self.assertEqual(case.reseller_team_id, self.south)
        self.assertEqual(case.team_id, self.south)
        self.assertFalse(case.with_user(self.ana).search([("id", "=", case.id)]))

    def test_a_resellers_case_is_its_own_wherever_it_writes_to(self):
        for address in ("support", "south"):
            case, message = self._open(self.ana.email, address)
            self.assertEqual(case.reseller_team_id, self.north)
            self.assertEqual(case.stage_id, self.stage["backlog_support"])
            self.assertEqual(case.origin, "reseller")
            self.assertEqual(message.audience, "reseller")

    def test_a_strangers_case_goes_to_whose_address_it_was_sent_to(self):
        case, message = self._open("Eve <eve@elsewhere.example>", "south")
        self.assertEqual(case.reseller_team_id, self.south)
        self.assertEqual(case.origin, "client")
        self.assertEqual(message.audience, "client")

    def test_it_is_the_same_through_an_administrators_login(self):
        admin = self.env.ref("base.user_admin")
        self.env["mail.thread"].with_user(admin).message_process(
            None,
            "From: Eve <eve@elsewhere.example>\n"
            f"To: south@{DOMAIN}\n"
            "Subject: New\nMessage-Id: <new@elsewhere.example>\n\nA text\n",
        )
        case = self.tickets.search([("name", "=", "New")])
        self.assertEqual(case.origin, "client")
        self.assertEqual(case.reseller_team_id, self.south)

    def test_who_opened_a_case_unknown_may_answer_on_it(self):
        case, _message = self._open("Eve <eve@elsewhere.example>", "south")
        self.assertFalse(case.partner_id)
        question = self._as(self.rita, case).message_post(
            body="x", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        answer = self._receive("eve@elsewhere.example", question.sudo())
        self.assertEqual(answer.res_id, case.id)
        self.assertEqual(answer.audience, "client")


class TestDirectTeam(MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.direct = cls._create_team("direct", cls.pia, alias_name="direct")
        cls.ticket = cls._create_ticket(
            opener=cls.pia,
            team_id=cls.direct.id,
            partner_id=cls.cleo.partner_id.id,
            user_id=cls.pia.id,
        )
        cls.ticket.message_subscribe(cls.cleo.partner_id.ids)
        cls.pia.notification_type = "email"

    def test_the_client_is_written_to_and_its_answer_lands_on_the_ticket(self):
        self._write_and_send(self.pia, "message")
        mail, text = self._get_mail_to(self.cleo)
        self.assertIn("A text", text)
        self.assertIn(f"direct@{DOMAIN}", mail["Reply-To"])
        self.mail_server.received.clear()
        answer = self._receive(
            self.cleo.email,
            to=mail["Reply-To"],
            In_Reply_To=mail["Message-Id"],
            References=mail["References"],
        )
        self.assertEqual(answer.res_id, self.ticket.id)
        self.assertEqual(answer.audience, "client")
        self.assertEqual(self._get_addressed(), {self.pia.email})

    def test_without_an_address_of_the_team_answers_go_to_the_catchall(self):
        self.direct.alias_name = False
        self._write_and_send(self.pia, "message")
        mail, _text = self._get_mail_to(self.cleo)
        self.assertIn(f"catchall@{DOMAIN}", mail["Reply-To"])

    def test_internal_notes_reach_no_client_even_if_named(self):
        note = self._write_and_send(
            self.pia, "note", partner_ids=self.cleo.partner_id.ids
        )
        self.assertEqual(note.audience, "vendor")
        self.assertFalse(self.mail_server.received)
        self.assertFalse(note.partner_ids)

    def test_what_is_for_the_team_alone_reaches_no_client_who_follows(self):
        message = self._write_and_send(self.pia, "message", audience="vendor")
        self.assertEqual(message.audience, "vendor")
        self.assertFalse(self.mail_server.received)

    def test_a_stranger_is_refused_here_too(self):
        question = self._write_and_send(self.pia, "message")
        self.mail_server.received.clear()
        self.assertFalse(self._receive("eve@elsewhere.example", question))
        self.assertEqual(self._get_addressed(), {"eve@elsewhere.example"})


class TestSomebodyElsesName(MailCase):
    def test_nobody_posts_in_somebody_elses_name(self):
        client = self.cleo.partner_id
        for user in (self.ana, self.sam, self.mia):
            for values in (
                {"author_id": client.id},
                {"author_id": False},
                {"email_from": client.email_formatted},
                {"author_id": user.partner_id.id, "email_from": client.email},
                {"author_id": False, "email_from": client.email},
            ):
                with self.subTest(user=user.name, values=values):
                    try:
                        message = self.ticket.with_user(user).message_post(
                            body="x", message_type="comment", **values
                        )
                    except UserError:
                        continue
                    # What the vendor's people write is sent from the house.
                    self.assertEqual(message.author_id, user.partner_id)
                    self.assertNotIn(client.email, message.sudo().email_from)

    def test_nobody_notifies_in_somebody_elses_name(self):
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.sam).message_notify(
                body="x",
                subject="x",
                author_id=self.cleo.partner_id.id,
                partner_ids=self.ana.partner_id.ids,
            )

    def test_nobody_stores_a_message_in_somebody_elses_name(self):
        with self.assertRaises(AccessError):
            self.env["mail.message"].with_user(self.sam).create(
                {
                    "model": "helpdesk.ticket",
                    "res_id": self.ticket.id,
                    "author_id": self.cleo.partner_id.id,
                    "body": "x",
                    "message_type": "comment",
                }
            )

    def test_the_context_names_no_other_author(self):
        messages = self.env["mail.message"].with_user(self.sam)
        with self.assertRaises(AccessError):
            messages.with_context(default_author_id=self.cleo.partner_id.id).create(
                {
                    "model": "helpdesk.ticket",
                    "res_id": self.ticket.id,
                    "body": "x",
                    "message_type": "comment",
                }
            )

    def test_nobody_puts_another_name_on_a_message_afterwards(self):
        message = self.ticket.with_user(self.sam).message_post(body="x")
        for values in (
            {"author_id": self.cleo.partner_id.id},
            {"email_from": self.cleo.email},
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                message.write(values)

    def test_nobody_moves_a_message_in_another_name_to_a_ticket(self):
        message = self.north.with_user(self.mia).message_post(
            body="x", author_id=self.cleo.partner_id.id
        )
        with self.assertRaises(AccessError):
            message.with_user(self.mia).write(
                {"model": "helpdesk.ticket", "res_id": self.ticket.id}
            )

    def test_one_may_send_from_the_address_of_the_house(self):
        message = self.ticket.with_user(self.sam).message_post(
            body="x",
            email_from=f"Support <office@{DOMAIN}>",
            author_id=self.sam.partner_id.id,
        )
        self.assertEqual(message.author_id, self.sam.partner_id)

    def test_nobody_hands_in_an_e_mail_of_somebody_elses(self):
        question = self._write_and_send(self.ana, "note")
        forged = FORGED.format(answered=question.message_id)
        for user in (self.ana, self.rita, self.sam, self.mia, self.pia, self.cleo):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["mail.thread"].with_user(user).message_process(
                    "helpdesk.ticket", forged
                )

    def test_a_reseller_hands_in_no_e_mail_for_any_document(self):
        partner = self.env["res.partner"].create({"name": "Elsewhere"})
        with self.assertRaises(AccessError):
            self.env["mail.thread"].with_user(self.ana).message_process(
                "res.partner",
                FORGED.format(answered="<none@line.example>"),
                thread_id=partner.id,
            )

    def test_a_reseller_sends_no_e_mail_past_the_ticket(self):
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.ana)
            .create(
                {
                    "model": "helpdesk.ticket",
                    "res_ids": str(self.ticket.ids),
                    "composition_mode": "mass_mail",
                    "subject": "x",
                    "body": "x",
                    "email_from": self.cleo.email,
                }
            )
        )
        with self.assertRaises(AccessError):
            composer.action_send_mail()
