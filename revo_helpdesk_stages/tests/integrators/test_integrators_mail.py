"""What is mailed to integrators, and where their answers go."""

from odoo.exceptions import UserError, ValidationError

from ..mail.mail_case import DOMAIN
from ..mail.mail_server import get_html
from .integrator_case import DESK, IntegratorMailCase


class TestWritten(IntegratorMailCase):
    def test_a_request_goes_to_the_integrator_from_an_address_of_its_own(self):
        request, mail = self._ask_by_mail()
        self.assertEqual(self._get_addressed(), {DESK})
        self.assertIn(f"catchall+integrator-{request.mark}@{DOMAIN}", mail["Reply-To"])
        self.assertTrue(mail["From"].startswith("REVO <"))
        self.assertIn("Why twice?", get_html(mail))
        self.assertEqual(request.state, "asked")
        self.assertTrue(request.asked_date)

    def test_nothing_of_the_case_is_in_it(self):
        self.ticket.with_user(self.ana).message_post(
            body="Our client Cleo says so", message_type="comment"
        )
        _request, mail = self._ask_by_mail()
        whole = mail.as_string()
        for text in (
            self.ticket.name,
            "Since this morning",
            "Our client",
            "Cleo",
            "Ana",
            "North",
            "Shop",
            self.cleo.email,
            self.ana.email,
        ):
            self.assertNotIn(text, whole)
        self.assertEqual(mail["Subject"], self.ticket.number)

    def test_the_subject_has_its_reference(self):
        _request, mail = self._ask_by_mail(reference="P-4711")
        self.assertIn("P-4711", mail["Subject"])

    def test_without_an_address_its_people_are_written_to(self):
        self.parcels.email = False
        self._ask_by_mail()
        self.assertEqual(self._get_addressed(), {self.paula.email})

    def test_nobody_to_write_to_is_said_and_nothing_is_kept(self):
        self.meals.email = False
        result = self._attempt(lambda: self._ask(self.ticket, self.sam, self.meals))
        self.assertEqual(result, "refused")
        with self.assertRaisesRegex(UserError, "has no e-mail address"):
            self._ask(self.ticket, self.sam, self.meals)

    def test_a_later_request_names_the_conversation(self):
        request, first = self._ask_by_mail()
        again, second = self._ask_by_mail(body="<p>And now?</p>")
        self.assertEqual(again, request)
        self.assertIn(first["Message-Id"], second["References"])
        self.assertEqual(first["Reply-To"], second["Reply-To"])

    def test_nobody_follows_and_nobody_is_notified(self):
        request, mail = self._ask_by_mail()
        self._answer(DESK, mail)
        self.assertFalse(request.message_partner_ids)
        self.assertFalse(request.message_ids.partner_ids)
        self.assertFalse(self._get_told(request.message_ids))

    def test_a_house_address_is_no_integrators(self):
        for address in (f"north@{DOMAIN}", f"catchall@{DOMAIN}", "nothing"):
            with self.subTest(address=address), self.assertRaises(ValidationError):
                self.parcels.email = address

    def test_a_note_is_not_sent(self):
        request, _mail = self._ask_by_mail()
        self.mail_server.received.clear()
        with self._sending():
            request.with_user(self.sam).message_post(
                body="They are slow", subtype_xmlid="mail.mt_note"
            )
        self.assertFalse(self.mail_server.received)

    def test_what_the_server_does_not_take_is_tried_again_and_then_told(self):
        self.mail_server.refusal = "451 try later"
        with self._silence(), self._sending():
            request = self._ask(self.ticket, self.sam, self.parcels)
        mail = self.env["mail.mail"].search([("model", "=", request._name)])
        self.assertEqual((mail.state, bool(mail.scheduled_date)), ("outgoing", True))
        self.assertFalse(request.is_undelivered)
        self.env.cr.execute(
            "UPDATE mail_mail SET create_date = create_date - interval '3 days'"
        )
        mail.invalidate_recordset()
        with self._silence(), self._sending():
            mail.send()
        self.env.invalidate_all()
        self.assertTrue(request.is_undelivered)
        self.assertEqual(self._get_activities("undelivered").user_id, self.sam)

    def _silence(self):
        return self.assertLogs("odoo.addons.mail.models.mail_mail", "ERROR")

    def test_what_comes_back_is_told(self):
        request, mail = self._ask_by_mail()
        bounce = (
            "From: MAILER-DAEMON@parcels.example\n"
            f"To: bounce@{DOMAIN}\n"
            "Subject: Undelivered\n"
            "Message-Id: <bounce@parcels.example>\n"
            "Content-Type: multipart/report; report-type=delivery-status;\n"
            ' boundary="b"\n\n'
            "--b\nContent-Type: text/plain\n\nNobody here\n"
            "--b\nContent-Type: message/delivery-status\n\n"
            "Reporting-MTA: dns; parcels.example\n\n"
            f"Final-Recipient: rfc822; {DESK}\nAction: failed\nStatus: 5.1.1\n\n"
            "--b\nContent-Type: message/rfc822\n\n"
            f"From: {mail['From']}\nTo: {DESK}\n"
            f"Message-Id: {mail['Message-Id']}\n\nWhy twice?\n--b--\n"
        )
        self.env["mail.thread"].message_process(None, bounce)
        self.env.invalidate_all()
        self.assertTrue(request.is_undelivered)
        self.assertEqual(request.state, "asked")
        self.assertEqual(self._get_activities("undelivered").user_id, self.sam)


class TestAnswered(IntegratorMailCase):
    def _assert_answered(self, request, answer, of_ticket=()):
        self.env.invalidate_all()
        self.assertEqual(answer.res_id, request.id)
        self.assertFalse(of_ticket)
        self.assertEqual(request.state, "answered")

    def test_an_answer_is_found_by_whatever_is_left_of_the_request(self):
        for keeps in (("address", "references"), ("address",), ("references",), ()):
            with self.subTest(keeps=keeps):
                request, mail = self._ask_by_mail()
                answer, other = self._answer(DESK, mail, keeps=keeps)
                self._assert_answered(request, answer, other)

    def test_its_own_number_in_the_subject_is_enough_where_it_writes(self):
        request, mail = self._ask_by_mail(reference="P-4711")
        answer, other = self._answer(
            self.paula.email, mail, keeps=(), Subject="[P-4711] Your question"
        )
        self._assert_answered(request, answer, other)
        self.assertEqual(answer.author_id, self.paula)

    def test_a_strangers_mail_with_a_number_is_no_answer(self):
        request, mail = self._ask_by_mail(reference="P-4711")
        answer, _other = self._answer(
            "eve@elsewhere.example", mail, keeps=(), Subject="Re: P-4711"
        )
        self.assertFalse(answer)
        self.assertEqual(request.state, "asked")

    def test_sent_to_an_address_of_tickets_it_opens_none(self):
        request, mail = self._ask_by_mail()
        before = self.tickets.search([])
        for to in (f"north@{DOMAIN}", f"north@{DOMAIN}, {mail['Reply-To']}"):
            with self.subTest(to=to):
                answer, other = self._answer(DESK, mail, to=to)
                self._assert_answered(request, answer, other)
        self.assertEqual(self.tickets.search([]), before)

    def test_an_address_that_nobody_knows_is_let_in_by_the_mark(self):
        """As of the programs with which integrators answer."""
        request, mail = self._ask_by_mail()
        answer, other = self._answer(
            "Parcels <noreply@parcels.desk.example>", mail, keeps=("address",)
        )
        self._assert_answered(request, answer, other)
        self.assertFalse(answer.author_id)

    def test_who_has_the_case_is_told_and_the_case_stays(self):
        _request, mail = self._ask_by_mail()
        self._answer(DESK, mail)
        self.assertEqual(self._get_activities("integrator_answered").user_id, self.sam)
        self.assertEqual(self.ticket.stage_id, self.stage["internal_review"])
        card = self.ticket.with_user(self.sam)
        self.assertTrue(card.is_integrator_answered)
        self.assertIn("Parcels has answered", card.integrator_note)
        self.assertIn(self.ticket, card.search([("is_integrator_answered", "=", True)]))

    def test_for_who_is_away_somebody_stands_in(self):
        _request, mail = self._ask_by_mail()
        self._take_leave(self.sam)
        self._answer(DESK, mail)
        told = self._get_activities("integrator_answered").user_id
        self.assertEqual(told, self.sam | self.sue)

    def test_of_who_has_left_the_team_is_told(self):
        _request, mail = self._ask_by_mail()
        self.support.user_ids -= self.sam
        self._answer(DESK, mail)
        self.assertEqual(self._get_activities("integrator_answered").user_id, self.sue)

    def test_an_answer_that_comes_late_is_told_to_support_and_to_no_reseller(self):
        request, mail = self._ask_by_mail()
        self.ticket.with_user(self.sam).action_move(
            self.stage["in_progress_support"].id
        )
        self.assertEqual(request.state, "over")
        for code, user in (
            ("confirmation_reseller", self.ana),
            ("in_progress_dev", self.dan),
            ("resolved", self.ana),
            ("canceled", None),
        ):
            with self.subTest(stage=code):
                self._put(self.ticket, code, user=user)
                self._get_activities("integrator_answered").unlink()
                answer, other = self._answer(DESK, mail)
                self._assert_answered(request, answer, other)
                told = self._get_activities("integrator_answered").user_id
                self.assertTrue(told)
                self.assertFalse(told - (self.sam | self.sue))
                self.assertEqual(self.ticket.stage_id, self.stage[code])

    def test_an_archived_integrators_answer_is_an_answer(self):
        request, mail = self._ask_by_mail()
        self.parcels.active = False
        self.paula.active = False
        answer, other = self._answer(self.paula.email, mail, keeps=())
        self._assert_answered(request, answer, other)

    def test_of_two_integrators_each_answers_in_its_own_conversation(self):
        first, to_parcels = self._ask_by_mail()
        second, to_meals = self._ask_by_mail(self.meals)
        self.assertEqual(first.state, "over")
        late, _other = self._answer(DESK, to_parcels)
        self._assert_answered(first, late)
        self.assertEqual(second.state, "asked")
        self.assertFalse(self.ticket.with_user(self.sam).is_integrator_answered)
        answer, _other = self._answer("desk@meals.example", to_meals, keeps=())
        self._assert_answered(second, answer)

    def test_a_machines_answer_is_kept_and_wakes_nobody(self):
        request, mail = self._ask_by_mail()
        for headers in (
            {"Auto_Submitted": "auto-replied"},
            {"Subject": "Automatic reply: HT"},
            {"Precedence": "bulk"},
        ):
            answer, other = self._answer(DESK, mail, **headers)
            self.assertEqual(answer.res_id, request.id)
            self.assertFalse(other)
        self.assertEqual(request.state, "asked")
        self.assertFalse(self._get_activities("integrator_answered"))

    def test_a_colleagues_word_is_no_answer(self):
        request, mail = self._ask_by_mail()
        answer, _other = self._answer(self.sue.email, mail)
        self.assertEqual(answer.author_id, self.sue.partner_id)
        self.assertEqual(request.state, "asked")

    def test_whoever_is_named_beside_us_is_not_on_the_message(self):
        _request, mail = self._ask_by_mail()
        answer, _other = self._answer(
            DESK, mail, Cc=f"{self.cleo.email}, {self.ana.email}"
        )
        self.assertFalse(answer.partner_ids)
        self.assertFalse(self._get_told(answer))

    def test_its_pictures_load_nothing_from_elsewhere(self):
        _request, mail = self._ask_by_mail()
        answer, _other = self._answer(
            DESK,
            mail,
            text='<p>Look</p><img src="https://parcels.example/seen.gif">',
            Content_Type="text/html; charset=utf-8",
        )
        self.assertIn("Look", answer.body)
        self.assertNotIn('src="https://parcels.example', answer.body)

    def test_its_file_is_the_vendors_alone(self):
        request, _mail = self._ask_by_mail()
        request.with_user(self.sam).message_post(
            body="x",
            subtype_xmlid="mail.mt_note",
            attachments=[("log.txt", b"secret")],
        )
        file = request.message_ids.attachment_ids
        for user in (self.ana, self.cleo, self.pia):
            with self.subTest(user=user.name):
                self.assertFalse(self._may_read(file.with_user(user)))
        self.assertTrue(self._may_read(file.with_user(self.sue)))

    def _may_read(self, records):
        try:
            return bool(records.read(["name"]))
        except UserError:
            return False


class TestNotTheirs(IntegratorMailCase):
    """Clients and resellers write in no conversation with an integrator."""

    def test_a_clients_answer_to_a_request_is_sent_back(self):
        request, mail = self._ask_by_mail()
        self.north.partner_id = self.env["res.partner"].create(
            {"name": "North Ltd", "email": "office@north.example"}
        )
        for writer in (
            self.cleo,
            self.ana,
            self.cora,
            self.rita,
            self.north.partner_id,
        ):
            self.mail_server.received.clear()
            with self.subTest(writer=writer.name):
                answer, other = self._answer(writer.email, mail)
                self.assertFalse(answer | other)
                [back] = self._get_mail(writer.email)
                for text in ("Parcels", self.ticket.number, request.mark):
                    self.assertNotIn(text, get_html(back))
        self.assertEqual(request.state, "asked")

    def test_sent_to_its_reseller_it_is_a_clients_mail_as_any_other(self):
        request, mail = self._ask_by_mail()
        answer, other = self._answer(
            self.cleo.email,
            mail,
            to=f"north@{DOMAIN}",
            Subject=f"Re: {self.ticket.number}",
        )
        self.assertFalse(answer)
        self.assertEqual(other.res_id, self.ticket.id)
        self.assertEqual(other.audience, "client")
        self.assertNotEqual(other.parent_id.model, request._name)
        self.assertEqual(request.state, "asked")

    def test_who_is_client_and_integrator_writes_where_each_mail_belongs(self):
        self.parcels.contact_ids |= self.cleo.partner_id
        note = self._write_and_send(self.ana, "note")
        request, mail = self._ask_by_mail()
        to_us, to_client = self._answer(self.cleo.email, mail)
        self.assertEqual(to_us.res_id, request.id)
        self.assertFalse(to_client)
        word = self._receive(self.cleo.email, note)
        self.assertEqual(word.res_id, self.ticket.id)
        # Neither address nor what it answers says which: it is its client's.
        _none, word = self._answer(
            self.cleo.email,
            mail,
            to=f"north@{DOMAIN}",
            keeps=(),
            Subject=f"Re: {self.ticket.number}",
        )
        self.assertEqual(word.res_id, self.ticket.id)

    def test_an_integrator_who_answers_a_client_s_mail_is_a_stranger_there(self):
        note = self._write_and_send(self.ana, "note")
        self._ask_by_mail()
        self.assertFalse(self._receive(DESK, note))

    def test_a_guessed_mark_opens_nothing(self):
        request, mail = self._ask_by_mail()
        to = f"catchall+integrator-{'0' * 20}@{DOMAIN}"
        # As to any address that is none.
        with self.assertRaisesRegex(ValueError, "No possible route"):
            self._answer("eve@elsewhere.example", mail, to=to, keeps=())
        self.assertEqual(request.state, "asked")
