"""The page of a ticket: what the client reads there, and does."""

from io import BytesIO

from lxml import html

from ..common import SupportLineHttpCase

WITHDRAWN = "revo_helpdesk_stages.mail_activity_type_withdrawn"


class TestPortalTicket(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _act(self, ticket, action, status=200, **data):
        response = self._post(f"/my/ticket/{ticket.id}/{action}", **data)
        self.env.invalidate_all()
        self.assertEqual(response.status_code, status, self._get_alerts(response.text))
        return response.text

    def _get_alerts(self, page):
        alerts = html.fromstring(page).xpath("//*[@role='alert']")
        return [alert.text_content() for alert in alerts]

    def _get_last_text(self, ticket):
        return self._get_texts(ticket).sorted("id")[-1]

    def _create_direct(self, **values):
        team = self._create_team("direct", self.pia, name="Shop desk")
        return self._create_ticket(team_id=team.id, **values)

    # Reading

    def test_the_client_reads_its_notes_and_its_own_words(self):
        ticket = self._create_ticket_in("in_progress_reseller")
        words = "<p>Please restart the terminal.</p>"
        self._write_text(ticket, self.ana, "note", words)
        self._write_text(ticket, self.ana, "message", "<p>For REVO alone.</p>")
        self._write_text(ticket, self.mia, "note", "<p>For us alone.</p>")
        self._write_text(ticket, self.cleo, "message", "<p>I did.</p>")
        page = self._get_page(ticket)
        for text in ("Since this morning.", "Please restart the terminal.", "I did."):
            self.assertIn(text, page)
        self.assertNotIn("For REVO alone.", page)
        self.assertNotIn("For us alone.", page)

    def test_the_page_says_who_has_the_ball_and_what_is_next(self):
        ticket = self._create_ticket_in("backlog_dev")
        page = self._get_page(ticket)
        self.assertIn("With the technical team", page)
        self.assertIn("North has passed your ticket on", page)
        self._put(ticket, "confirmation_reseller")
        page = self._get_page(ticket)
        self.assertIn("Please check the solution", page)
        self.assertIn("It is solved", page)
        self.assertNotIn(ticket.stage_id.name, page)

    def test_only_files_for_the_client_are_listed_and_handed_out(self):
        ticket = self._create_ticket_in("in_progress_reseller")
        for user, kind in (
            (self.ana, "note"),
            (self.ana, "message"),
            (self.mia, "note"),
            (self.cleo, "message"),
        ):
            self._as(user, ticket).message_post(
                body=f"By {user.login}, a {kind}",
                message_type="comment",
                subtype_xmlid=f"mail.mt_{'note' if kind == 'note' else 'comment'}",
                attachments=[(f"{user.name}-{kind}.txt", f"{user.name} {kind}")],
            )
        files = {file.name: file for file in ticket.attachment_ids}
        page = self._get_page(ticket)
        readable = {"Ana-note.txt", "Cleo-message.txt"}
        self.assertEqual(len(files), 4)
        for name, file in files.items():
            response = self.url_open(f"/my/ticket/{ticket.id}/file/{file.id}")
            self.assertEqual(name in page, name in readable, name)
            self.assertEqual(
                response.status_code, 200 if name in readable else 404, name
            )
            # The page hands out no token that would outlive it.
            self.assertFalse(file.access_token)
        note = files["Ana-note.txt"]
        response = self.url_open(f"/my/ticket/{ticket.id}/file/{note.id}")
        self.assertEqual(response.content, b"Ana note")
        self.assertIn("attachment", response.headers["Content-Disposition"])

    def test_a_colleague_of_the_client_reads_and_answers_too(self):
        colleague = self._create_user("carl", "client")
        colleague.partner_id.parent_id = self.shop
        ticket = self._create_ticket_in("backlog_client")
        self._log_in(colleague)
        self.assertIn(ticket.number, self._get_page(ticket))
        self._act(ticket, "answer", text="I am here.")
        self.assertEqual(self._get_last_text(ticket).author_id, colleague.partner_id)

    # Answering

    def test_an_answer_takes_the_case_back_and_is_for_everybody(self):
        ticket = self._create_ticket()
        self._move(ticket, self.ana, "backlog_client")
        page = self._act(ticket, "answer", text="It is <the> one in the kitchen.")
        self.assertIn("Your answer is sent", page)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        message = self._get_last_text(ticket)
        self.assertIn("It is &lt;the&gt; one", message.body)
        self.assertEqual(message.audience, "client")
        self.assertEqual(message.author_tier, "client")
        self.assertEqual(message.author_id, self.cleo.partner_id)
        self.assertFalse(message.is_internal)
        self.assertEqual(
            self._get_told(message), self.ana.partner_id | self.ben.partner_id
        )

    def test_files_come_with_an_answer_or_alone(self):
        ticket = self._create_ticket()
        for text in ("Here it is.", ""):
            self.url_open(
                f"/my/ticket/{ticket.id}/answer",
                data={"csrf_token": self._get_token(), "text": text},
                files=[
                    ("files", ("log.txt", BytesIO(b"one"), "text/plain")),
                    ("files", ("shot.png", BytesIO(b"two"), "image/png")),
                ],
            )
            self.env.invalidate_all()
            files = self._get_last_text(ticket).attachment_ids
            self.assertEqual(sorted(files.mapped("name")), ["log.txt", "shot.png"])
            self.assertEqual(set(files.mapped("audience")), {"client"})
            self.assertEqual(set(files.mapped("res_id")), {ticket.id})
        self.assertEqual(self._get_page(ticket).count("shot.png"), 2)

    def test_an_empty_answer_is_refused_in_the_page(self):
        ticket = self._create_ticket()
        before = len(ticket.message_ids)
        page = self._act(ticket, "answer", status=422, text=" \u200b ")
        self.assertIn("The answer is empty", self._get_alerts(page)[0])
        self.assertIn(ticket.number, page)
        self.assertEqual(len(ticket.message_ids), before)

    # Resolving and reopening

    def test_a_client_resolves_a_case_that_stands_with_the_reseller(self):
        for code in (
            "backlog_client",
            "backlog_reseller",
            "in_progress_reseller",
            "confirmation_reseller",
        ):
            for why, said in (
                ("solved", "It is solved."),
                ("not_needed", "I no longer need this."),
            ):
                ticket = self._create_ticket_in(code)
                self.assertIn(f'value="{why}"', self._get_page(ticket))
                page = self._act(ticket, "resolve", why=why)
                self.assertIn("the ticket is solved", page)
                self.assertEqual(ticket.stage_id, self.stage["resolved"], code)
                self.assertIn(said, self._get_last_text(ticket).body)
                self.assertFalse(ticket.activity_ids)

    def test_a_case_that_stands_with_the_vendor_is_left_to_the_reseller(self):
        for code in ("backlog_support", "internal_review", "in_progress_dev"):
            ticket = self._create_ticket()
            self._walk(
                ticket,
                (self.ben, "in_progress_reseller"),
                (self.ben, "backlog_support"),
            )
            self._put(ticket, code)
            page = self._get_page(ticket)
            self.assertNotIn("It is solved", page)
            self.assertIn("No longer needed", page)
            page = self._act(ticket, "resolve", why="not_needed")
            self.assertIn("North knows, and closes the ticket", page)
            self.assertNotIn('value="not_needed"', page)
            self.assertEqual(ticket.stage_id, self.stage[code])
            self.assertIn("no longer need", self._get_last_text(ticket).body)
            activity = ticket.activity_ids
            self.assertEqual(activity.activity_type_id, self.env.ref(WITHDRAWN))
            # Who of the reseller held it last.
            self.assertEqual(activity.user_id, self.ben)

    def test_asking_twice_leaves_one_activity(self):
        ticket = self._create_ticket_in("backlog_support")
        for _time in range(2):
            self._act(ticket, "resolve", why="not_needed")
        self.assertEqual(ticket.activity_ids.user_id, self.ana | self.ben)
        self.assertEqual(len(ticket.activity_ids), 2)

    def test_the_leader_is_asked_where_nobody_of_the_reseller_held_the_case(self):
        self.north.user_id = self.ben
        ticket = self._create_ticket_in("backlog_support")
        self._act(ticket, "resolve", why="not_needed")
        self.assertEqual(ticket.activity_ids.user_id, self.ben)

    def test_a_client_closes_once_it_is_resolved(self):
        ticket = self._create_ticket_in("in_progress_reseller")
        self.assertNotIn("/close", self._get_page(ticket))
        self._act(ticket, "close", status=422)
        self.assertFalse(ticket.closed_date)
        self._move(ticket, self.ana, "resolved")
        page = self._get_page(ticket)
        self.assertIn("It closes by itself on", page)
        self.assertIn(f"/my/ticket/{ticket.id}/close", page)
        page = self._act(ticket, "close")
        self.assertIn("the work is finished", page)
        self.assertEqual(ticket.close_method, "client")
        self.assertEqual(ticket.closed_by_id, self.cleo)
        for name in ("close", "reopen", "answer", "resolve"):
            self.assertNotIn(f"/my/ticket/{ticket.id}/{name}", page)
            self._act(ticket, name, status=422, text="Me.", why="solved")
        self.assertEqual(ticket.stage_id, self.stage["resolved"])

    def test_a_client_reopens_with_a_reason(self):
        ticket = self._create_ticket_in("resolved")
        page = self._act(ticket, "reopen", text="It declines again.")
        self.assertIn("The ticket is open again", page)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        message = self._get_last_text(ticket)
        self.assertIn("It declines again.", message.body)
        self.assertEqual(message.audience, "client")
        self.assertEqual(message.requirement, "reason")

    def test_reopening_without_a_reason_is_refused_in_the_page(self):
        ticket = self._create_ticket_in("resolved")
        page = self._act(ticket, "reopen", status=422, text="  ")
        self.assertIn("Say what is still wrong", page)
        self.assertEqual(ticket.stage_id, self.stage["resolved"])

    def test_a_page_that_is_out_of_date_keeps_what_was_typed(self):
        ticket = self._create_ticket_in("canceled")
        before = len(ticket.message_ids)
        for action, text in (("answer", "Still there?"), ("reopen", "It is back.")):
            page = self._act(ticket, action, status=422, text=text)
            self.assertIn("has moved on meanwhile: Closed", page)
            self.assertIn(text, page)
        self.assertEqual(len(ticket.message_ids), before)
        ticket = self._create_ticket_in("backlog_reseller")
        page = self._act(ticket, "reopen", status=422, text="It is back.")
        self.assertIn("has moved on meanwhile", page)

    def test_a_direct_ticket_is_answered_resolved_and_reopened_too(self):
        ticket = self._create_direct()
        page = self._get_page(ticket)
        self.assertIn("Shop desk has your ticket", page)
        self._act(ticket, "answer", text="Hello?")
        self.assertIn("Hello?", self._get_last_text(ticket).body)
        self._act(ticket, "resolve", why="solved")
        self.assertEqual(ticket.phase, "resolved")
        self._act(ticket, "reopen", status=422, text="")
        self._act(ticket, "reopen", text="Not yet.")
        self.assertEqual(ticket.stage_id, ticket.team_id._get_applicable_stages()[0])
        self.assertIn("Not yet.", self._get_last_text(ticket).body)

    def test_the_old_address_closes_into_the_open_stage_alone(self):
        ticket = self._create_ticket_in("backlog_client")
        for code in ("backlog_support", "canceled", "in_progress_reseller"):
            response = self._post(
                "/ticket/close", ticket_id=ticket.id, stage_id=self.stage[code].id
            )
            self.env.invalidate_all()
            self.assertEqual(response.status_code, 422)
            self.assertEqual(ticket.stage_id, self.stage["backlog_client"])
        stage = self.stage["resolved"]
        self._post("/ticket/close", ticket_id=ticket.id, stage_id=stage.id)
        self.env.invalidate_all()
        self.assertEqual(ticket.stage_id, stage)
        response = self.url_open(f"/ticket/close?ticket_id={ticket.id}")
        self.assertEqual(response.status_code, 405)

    # The link of a ticket

    def test_the_link_shows_the_clients_page_to_a_stranger_who_does_nothing(self):
        ticket = self._create_ticket_in("backlog_client")
        self._write_text(ticket, self.ana, "message", "<p>For REVO alone.</p>")
        note = self._as(self.ana, ticket).message_post(
            body="For the client.",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            attachments=[("note.txt", "note")],
        )
        secret = self._as(self.mia, ticket).message_post(
            body="For us alone.",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            attachments=[("vendor.txt", "vendor")],
        )
        token = ticket._portal_ensure_token()
        self.authenticate(None, None)
        page = self._get_page(ticket, access_token=token)
        self.assertIn("For the client.", page)
        self.assertIn("note.txt", page)
        self.assertIn("Log in", page)
        for hidden in ("For REVO alone.", "For us alone.", "vendor.txt", "<form"):
            self.assertNotIn(hidden, page)
        for message, status in ((note, 200), (secret, 404)):
            file = message.sudo().attachment_ids
            url = f"/my/ticket/{ticket.id}/file/{file.id}?access_token={token}"
            self.assertEqual(self.url_open(url).status_code, status)
        for action in ("answer", "resolve", "close", "nudge", "reopen"):
            self._post(
                f"/my/ticket/{ticket.id}/{action}", access_token=token, text="Me."
            )
        self.env.invalidate_all()
        self.assertEqual(ticket.stage_id, self.stage["backlog_client"])
        self.assertNotIn("Me.", "".join(self._get_texts(ticket).mapped("body")))

    def test_a_client_with_anothers_link_reads_and_does_nothing(self):
        ticket = self._create_ticket_in("backlog_client")
        token = ticket._portal_ensure_token()
        self._log_in(self.cora)
        self.assertIn(ticket.number, self._get_page(ticket, access_token=token))
        self._act(ticket, "resolve", status=404, why="solved", access_token=token)
        self.assertEqual(ticket.stage_id, self.stage["backlog_client"])
