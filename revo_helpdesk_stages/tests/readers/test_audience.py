"""Who reads what is written on a ticket, and who is told of it."""

from odoo.exceptions import AccessError

from ..common import TEXTS, SupportLineCase


class AudienceCase(SupportLineCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()
        # The client follows its ticket, as the site's form has it.
        self.ticket.message_subscribe(self.cleo.partner_id.ids)
        self.client = self.cleo.partner_id

    def _get_partners(self, *users):
        return self.env["res.partner"].union(*(user.partner_id for user in users))

    def _post(self, user, kind, **values):
        note = "mail.mt_note" if kind == "note" else "mail.mt_comment"
        return (
            self._as(user, self.ticket)
            .message_post(
                body="Text", message_type="comment", subtype_xmlid=note, **values
            )
            .with_env(self.env)
        )

    def _get_site_messages(self):
        """Return what the client's page of the ticket shows."""
        domain = [
            *self.env["helpdesk.ticket"]
            ._fields["website_message_ids"]
            .domain(self.ticket),
            ("model", "=", "helpdesk.ticket"),
            ("res_id", "=", self.ticket.id),
        ]
        return self.env["mail.message"].with_user(self.cleo).search(domain)


class TestReaders(AudienceCase):
    def test_notes_and_messages_are_recorded_with_their_readers(self):
        self._put(self.ticket, "in_progress_dev")
        for user, tier, note, message in (
            (self.ana, "reseller", "client", "reseller"),
            (self.sam, "support", "vendor", "reseller"),
            (self.dan, "development", "vendor", "reseller"),
            (self.mia, "manager", "vendor", "reseller"),
        ):
            for kind, audience in (("note", note), ("message", message)):
                with self.subTest(user=user.name, kind=kind):
                    text = self._post(user, kind)
                    self.assertEqual(text.author_tier, tier)
                    self.assertEqual(text.audience, audience)
                    self.assertEqual(text.is_internal, audience != "client")

    def test_what_a_client_writes_everybody_reads(self):
        text = self._post(self.cleo, "message")
        self.assertEqual(text.author_tier, "client")
        self.assertEqual(text.audience, "client")
        self.assertFalse(text.is_internal)

    def test_a_client_cannot_choose_its_readers(self):
        for audience in ("reseller", "vendor", "everybody"):
            text = self._post(self.cleo, "message", audience=audience)
            self.assertEqual(text.audience, "client")

    def test_a_reseller_cannot_hide_from_whom_it_writes(self):
        text = self._post(self.ana, "message", audience="vendor")
        self.assertEqual(text.audience, "reseller")

    def test_the_vendor_cannot_write_to_the_client_past_the_reseller(self):
        self._put(self.ticket, "in_progress_support")
        for kind in ("note", "message"):
            text = self._post(self.sam, kind, audience="client")
            self.assertNotEqual(text.audience, "client")
            self.assertTrue(text.is_internal)

    def test_support_may_keep_a_message_to_itself(self):
        self._put(self.ticket, "in_progress_support")
        text = self._post(self.sam, "message", audience="vendor")
        self.assertEqual(text.audience, "vendor")

    def test_a_reseller_who_is_the_contact_writes_as_reseller(self):
        ticket = self._create_ticket(opener=self.ana, partner_id=self.ana.partner_id.id)
        text = self._as(self.ana, ticket).message_post(body="x", message_type="comment")
        self.assertEqual(text.sudo().author_tier, "reseller")

    def test_the_readers_stay_as_they_are(self):
        text = self._post(self.ana, "message")
        for user in (self.ana, self.sam, self.mia):
            for values in ({"audience": "client"}, {"author_tier": "client"}):
                with self.assertRaises(AccessError):
                    text.with_user(user).write(values)
        self.assertEqual(text.audience, "reseller")

    def test_the_text_itself_is_corrected_by_another_one(self):
        text = self._post(self.ana, "message")
        said = text.body
        with self.assertRaises(AccessError):
            text.with_user(self.ana).write({"body": "<p>Corrected</p>"})
        self.assertEqual(text.body, said)

    def test_a_direct_team_writes_internal_notes_and_mails_to_the_client(self):
        direct = self._create_team("direct", self.pia)
        ticket = self._create_ticket(
            opener=self.pia, team_id=direct.id, partner_id=self.client.id
        )
        note = ticket.with_user(self.pia).message_post(body="x", message_type="comment")
        self.assertEqual(note.sudo().audience, "vendor")
        message = ticket.with_user(self.pia).message_post(
            body="x", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(message.sudo().audience, "client")

    def test_a_closed_activity_stays_with_the_side_of_who_closed_it(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        for user, audience in ((self.sam, "vendor"), (self.ana, "reseller")):
            activity = (
                self.env["mail.activity"]
                .with_user(user)
                .create(
                    {
                        "res_model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                        "res_id": self.ticket.id,
                        "summary": "Call them",
                        "user_id": user.id,
                    }
                )
            )
            activity.action_feedback(feedback="They do not pay.")
            log = self.ticket.message_ids.sorted("id")[-1]
            self.assertIn("They do not pay.", log.body)
            self.assertEqual(log.audience, audience)


class TestWizardReaders(AudienceCase):
    def _assert_text(self, audience, requirement, author_tier):
        text = self._get_texts(self.ticket).sorted("id")[-1]
        self.assertEqual(text.audience, audience)
        self.assertEqual(text.requirement, requirement)
        self.assertEqual(text.author_tier, author_tier)
        self.assertEqual(text.is_internal, audience != "client")
        return text

    def test_a_question_to_the_client_is_read_by_the_client(self):
        self._move(self.ticket, self.ana, "backlog_client")
        text = self._assert_text("client", "client_note", "reseller")
        self.assertEqual(
            text.subtype_id, self.env.ref("revo_helpdesk_stages.mt_client_note")
        )
        self.assertFalse(self._get_told(text))

    def test_evidence_is_read_by_reseller_and_vendor(self):
        self._move(self.ticket, self.ana, "backlog_support")
        text = self._assert_text("reseller", "evidence", "reseller")
        self.assertIn("Paid with two cards.", text.body)

    def test_a_question_to_the_reseller_is_read_by_reseller_and_vendor(self):
        self._put(self.ticket, "in_progress_support")
        self._move(self.ticket, self.sam, "backlog_reseller")
        self._assert_text("reseller", "message", "support")

    def test_a_summary_for_development_is_the_vendors(self):
        self._put(self.ticket, "in_progress_support")
        self._move(self.ticket, self.sam, "backlog_dev")
        self._assert_text("vendor", "reason", "support")

    def test_whose_answer_is_awaited_is_the_vendors(self):
        self._put(self.ticket, "in_progress_support")
        self._move(self.ticket, self.sam, "internal_review")
        self._assert_text("vendor", "reason", "support")

    def test_why_a_case_is_canceled_the_reseller_reads(self):
        self._put(self.ticket, "in_progress_support")
        self._move(self.ticket, self.sam, "canceled")
        self._assert_text("reseller", "reason", "support")


class TestTold(AudienceCase):
    def test_nobody_is_told_of_a_resellers_note_for_the_client(self):
        self.ticket.message_subscribe(self._get_partners(self.ben, self.sam).ids)
        self.assertFalse(self._get_told(self._post(self.ana, "note")))

    def test_the_client_is_told_of_nothing_that_is_not_for_it(self):
        self._put(self.ticket, "in_progress_dev")
        for user in (self.ana, self.sam, self.dan, self.mia):
            for kind in ("note", "message"):
                text = self._post(user, kind)
                self.assertNotIn(self.client, self._get_told(text), user.name)

    def test_the_client_is_not_told_even_if_named(self):
        self._put(self.ticket, "in_progress_support")
        text = self._post(self.sam, "message", partner_ids=self.client.ids)
        self.assertNotIn(self.client, self._get_told(text))

    def test_a_resellers_people_are_not_told_of_the_vendors_notes(self):
        self.ticket.message_subscribe(self._get_partners(self.ana, self.ben).ids)
        self._put(self.ticket, "in_progress_support")
        text = self._post(
            self.sam, "note", partner_ids=self._get_partners(self.ana).ids
        )
        self.assertFalse(self._get_told(text) & self._get_partners(self.ana, self.ben))

    def test_a_resellers_message_tells_who_holds_the_case_in_support(self):
        self._put(self.ticket, "in_progress_support", user=self.sue)
        told = self._get_told(self._post(self.ana, "message"))
        self.assertIn(self.sue.partner_id, told)
        self.assertNotIn(self.sam.partner_id, told)

    def test_a_resellers_message_tells_all_of_support_where_nobody_holds_it(self):
        self._put(self.ticket, "backlog_support")
        told = self._get_told(self._post(self.ana, "message"))
        self.assertEqual(
            told & self._get_partners(self.sam, self.sue, self.dan),
            self._get_partners(self.sam, self.sue),
        )

    def test_who_carries_it_in_support_is_told_while_development_has_it(self):
        self._walk(
            self.ticket,
            (self.ana, "backlog_support"),
            (self.sue, "in_progress_support"),
            (self.sue, "backlog_dev"),
            (self.dan, "in_progress_dev"),
        )
        told = self._get_told(self._post(self.ana, "message"))
        self.assertEqual(
            told & self._get_partners(self.sam, self.sue, self.dan, self.dora),
            self._get_partners(self.sue, self.dan),
        )

    def test_the_vendor_is_told_nothing_of_a_case_it_does_not_know(self):
        told = self._get_told(self._post(self.ana, "message"))
        self.assertFalse(told & self._get_partners(self.sam, self.sue, self.dan))

    def test_supports_message_tells_who_held_the_case_at_the_reseller(self):
        self._walk(
            self.ticket,
            (self.ben, "in_progress_reseller"),
            (self.ben, "backlog_support"),
            (self.sam, "in_progress_support"),
        )
        told = self._get_told(self._post(self.sam, "message"))
        self.assertIn(self.ben.partner_id, told)
        self.assertNotIn(self.ana.partner_id, told)
        self.assertNotIn(self.rita.partner_id, told)

    def test_supports_message_tells_all_of_the_reseller_where_nobody_held_it(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        told = self._get_told(self._post(self.sam, "message"))
        self.assertLessEqual(
            set(self._get_partners(self.ana, self.ben)),
            set(told),
        )
        self.assertNotIn(self.rita.partner_id, told)

    def test_a_clients_message_tells_whom_the_case_waits_on(self):
        self._put(self.ticket, "in_progress_reseller", user=self.ben)
        told = self._get_told(self._post(self.cleo, "message"))
        self.assertIn(self.ben.partner_id, told)
        self.assertNotIn(self.ana.partner_id, told)

    def test_who_sends_a_message_is_not_told(self):
        self._put(self.ticket, "backlog_support")
        self.assertNotIn(
            self.ana.partner_id, self._get_told(self._post(self.ana, "message"))
        )

    def test_who_receives_an_escalation_is_told(self):
        self._move(self.ticket, self.ana, "backlog_support", **TEXTS["evidence"])
        text = self._get_texts(self.ticket).sorted("id")[-1]
        self.assertLessEqual(
            set(self._get_partners(self.sam, self.sue)), set(self._get_told(text))
        )
        self.assertNotIn(self.client, self._get_told(text))

    def test_who_gets_a_case_back_is_told(self):
        self._walk(
            self.ticket,
            (self.ben, "in_progress_reseller"),
            (self.ben, "backlog_support"),
            (self.sam, "in_progress_support"),
            (self.sam, "confirmation_reseller"),
        )
        told = self._get_told(self._get_texts(self.ticket).sorted("id")[-1])
        self.assertIn(self.ben.partner_id, told)
        self.assertNotIn(self.client, told)


class TestClientsAnswer(AudienceCase):
    def test_an_answer_takes_the_case_back_to_the_reseller(self):
        self._move(self.ticket, self.ana, "backlog_client")
        self._post(self.cleo, "message")
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(self.ticket.waiting_on, "reseller")

    def test_an_answer_keeps_who_works_on_the_case(self):
        self._walk(
            self.ticket,
            (self.ben, "in_progress_reseller"),
            (self.ben, "backlog_client"),
        )
        self._post(self.cleo, "message")
        self.assertEqual(self.ticket.user_id, self.ben)
        self.assertEqual(self.ticket.team_id, self.north)

    def test_an_answer_of_somebody_elses_does_not_move_the_case(self):
        self._move(self.ticket, self.ana, "backlog_client")
        for user in (self.ana, self.ben, self.mia):
            for kind in ("note", "message"):
                self._post(user, kind)
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_client"])

    def test_what_a_client_writes_elsewhere_moves_nothing(self):
        for code in (
            "backlog_reseller",
            "in_progress_support",
            "pending_release",
        ):
            self._put(self.ticket, code)
            self._post(self.cleo, "message")
            self.assertEqual(self.ticket.stage_id, self.stage[code])

    def test_an_answer_by_mail_takes_the_case_back(self):
        self._move(self.ticket, self.ana, "backlog_client")
        question = self._get_texts(self.ticket).sorted("id")[-1]
        self.env["mail.thread"].message_process(
            None,
            "From: cleo@line.example\n"
            "To: catchall@line.test\n"
            "Subject: Re: Card payment fails\n"
            "Message-Id: <answer@line.example>\n"
            f"In-Reply-To: {question.message_id}\n"
            f"References: {question.message_id}\n"
            "Content-Type: text/plain\n\n"
            "The one in the kitchen.\n",
        )
        self.env.invalidate_all()
        answer = self.ticket.message_ids.sorted("id").filtered(
            lambda message: "kitchen" in (message.body or "")
        )
        self.assertEqual(answer.audience, "client")
        self.assertEqual(answer.author_tier, "client")
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_reseller"])
