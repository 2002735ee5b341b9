"""No text from outside is longer than a page can show."""

from markupsafe import Markup

from ...policies.sizes import TEXT, TITLE
from .refusals import RefusalCase

LONG = "x" * (TEXT + 1)


class TestSizes(RefusalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("in_progress_support", user=cls.sam)

    def test_a_ticket_has_a_title_and_texts_that_can_be_read(self):
        said = self.tickets._get_writable_fields("staff", is_new=False)
        texts = [
            name
            for name, field in self.tickets._fields.items()
            if field.type in ("char", "html", "text")
            and field.store
            and name in said - {"name"}
        ]
        self.assertIn("description", texts)
        for user in (self.ana, self.sam, self.mia):
            self._log_in(user)
            title = {"name": "x" * (TITLE + 1)}
            self._refuse("helpdesk.ticket", "write", self.ticket.ids, title)
            for name in texts:
                reason = self._refuse(
                    "helpdesk.ticket", "write", self.ticket.ids, {name: LONG}
                )
                self.assertIn("100", reason)
            whole = {"name": "New", "description": LONG}
            self._refuse("helpdesk.ticket", "create", [whole])
        self._log_in(self.ana)
        self._do(
            "helpdesk.ticket", "create", [{"name": "é" * TITLE, "description": "<p/>"}]
        )

    def test_a_message_can_be_read(self):
        for user in (self.ana, self.sam):
            self._log_in(user)
            post = {"body": LONG, "message_type": "comment"}
            self._refuse("helpdesk.ticket", "message_post", self.ticket.ids, **post)
            self._refuse_route(
                "/mail/message/post",
                thread_model="helpdesk.ticket",
                thread_id=self.ticket.id,
                post_data=post,
            )
            self._refuse("mail.message", "create", [{"body": LONG}])

    def test_a_screenshot_in_a_message_is_no_text(self):
        picture = (
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk" + "A" * TEXT
        )
        body = f'<p>Look</p><img src="data:image/png;base64,{picture}">'
        message = self.ticket.with_user(self.ana).message_post(
            body=Markup(body), message_type="comment"
        )
        self.assertLess(len(message.sudo().body), 1000)
        self.assertEqual(len(message.sudo().attachment_ids), 1)

    def test_wizards_and_activities_are_no_way_round(self):
        activity = self.ticket.with_user(self.ana).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.ana.id
        )
        move = {
            "ticket_ids": [(6, 0, self.ticket.ids)],
            "stage_id": self.stage["backlog_support"].id,
        }
        for user in (self.ana, self.sam):
            self._log_in(user)
            for name in ("body", "observed", "tests_performed"):
                self._refuse("helpdesk.ticket.move", "create", [{**move, name: LONG}])
        self._log_in(self.ana)
        self._refuse("mail.activity", "write", activity.ids, {"note": LONG})
        self._refuse("mail.activity", "action_feedback", activity.ids, feedback=LONG)

    def test_a_reseller_writes_no_long_text_anywhere(self):
        self._log_in(self.ana)
        self._refuse("res.users", "write", self.ana.ids, {"signature": LONG})
        self._refuse(
            "ir.filters",
            "create",
            [{"name": "Mine", "model_id": "helpdesk.ticket", "domain": LONG}],
        )

    def test_on_the_site_nothing_that_was_typed_is_lost(self):
        self._log_in(self.cleo)
        typed = "What happens: " + "x" * TEXT
        answer = self._post_on_page(self.ticket, typed)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("too long", answer.text)
        self.assertIn(typed, answer.text)
        self.assertFalse(
            self._get_texts(self.ticket).filtered(lambda m: "What happens" in m.body)
        )
        self._post_on_page(self.ticket, "In short.")
        self.env.invalidate_all()
        self.assertIn("In short.", self._get_texts(self.ticket)[:1].body)

    def test_a_client_reopens_with_a_text_that_can_be_read(self):
        self._put(self.ticket, "resolved")
        self._log_in(self.cleo)
        answer = self._post(f"/my/ticket/{self.ticket.id}/reopen", text=LONG)
        self.assertEqual(answer.status_code, 422)
        self.assertIn(LONG, answer.text)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["resolved"])

    def test_a_client_opens_no_long_ticket(self):
        self._log_in(self.cleo)
        answer = self._post(
            "/submitted/ticket", subject="x" * (TITLE + 1), description="Short"
        )
        self.assertEqual(answer.status_code, 422)
        self.assertIn("x" * (TITLE + 1), answer.text)

    def test_the_vendor_writes_long_pages_elsewhere(self):
        """Only what is written on the line is shared with others."""
        self._log_in(self.sam)
        self._do("res.users", "write", self.sam.ids, {"signature": LONG})
