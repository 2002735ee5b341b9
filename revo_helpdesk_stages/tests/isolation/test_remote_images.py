"""What clients write loads nothing when the vendor opens it."""

from markupsafe import Markup

from .refusals import RefusalCase

PIXEL = '<p>Look</p><img src="https://evil.example/p.gif">'
LOADED = 'src="https://evil.example'


class TestRemoteImages(RefusalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("in_progress_support", user=cls.sam)

    def test_a_description_loads_nothing(self):
        for user in (self.ana, self.cleo):
            tickets = self._as(user, self.tickets)
            ticket = tickets.create({"name": "New", "description": PIXEL})
            self.assertNotIn(LOADED, ticket.sudo().description)
            self.assertIn("Look", ticket.sudo().description)
            ticket.sudo(False).with_user(user).sudo().write({"description": PIXEL})
            self.assertNotIn(LOADED, ticket.sudo().description)

    def test_a_message_loads_nothing(self):
        self._log_in(self.ana)
        place = {"model": "helpdesk.ticket", "res_id": self.ticket.id}
        self._do("mail.message", "create", [{**place, "body": PIXEL}])
        self.assertIn("evil.example", self.ticket.message_ids[:1].body)
        self.assertNotIn(LOADED, self.ticket.message_ids[:1].body)
        self._post_json(
            "/mail/message/post",
            thread_model="helpdesk.ticket",
            thread_id=self.ticket.id,
            post_data={"body": PIXEL, "message_type": "comment"},
        )
        self.env.invalidate_all()
        body = self.ticket.message_ids[:1].body
        self.assertIn("evil.example", body)
        self.assertNotIn(LOADED, body)
        answer = self._as(self.cleo, self.ticket).message_post(
            body=Markup(PIXEL), message_type="comment"
        )
        self.assertNotIn(LOADED, answer.body)

    def test_the_vendor_shows_pictures(self):
        message = self.ticket.with_user(self.sam).message_post(
            body=Markup(PIXEL), message_type="comment"
        )
        self.assertIn(LOADED, message.sudo().body)
