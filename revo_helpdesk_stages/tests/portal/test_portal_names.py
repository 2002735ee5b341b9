"""The vendor's people have no name, address or face for clients."""

import base64

from odoo.tools import mute_logger

from ..common import SupportLineHttpCase
from ..compat import thread_calls, updating

# One red pixel, unlike every placeholder.
FACE = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAA"
    b"AElFTkSuQmCC"
)


class TestPortalNames(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.name = "Vendor Inc."
        cls._create_users({"zacharias": "manager", "yolanda": "plain"})
        cls.vendors = cls.zacharias | cls.yolanda
        cls.vendors.partner_id.write({"phone": "+34 555 0199"})
        cls.vendors.partner_id.image_1920 = base64.b64encode(FACE)
        cls.support.user_ids |= cls.zacharias
        cls.desk = cls._create_team("direct", cls.yolanda, name="Shop desk")
        cls.ticket = cls._create_ticket_in("in_progress_support", user=cls.zacharias)
        cls.direct = cls._create_ticket(team_id=cls.desk.id)
        cls.direct.user_id = cls.yolanda
        cls.texts = cls._as(cls, cls.zacharias, cls.ticket).message_post(
            body="We look at it.",
            audience="client",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        cls.texts |= cls._as(cls, cls.yolanda, cls.direct).message_post(
            body="What does it say?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        cls.note = cls._as(cls, cls.ana, cls.ticket).message_post(
            body="REVO is on it.",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        for ticket in cls.ticket | cls.direct:
            ticket.message_subscribe(cls.vendors.partner_id.ids)
            # Whom the vendor's side is told of is written on the message.
            cls._as(cls, cls.cleo, ticket).message_post(
                body="My own words.",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _check_nameless(self, text):
        for word in ("acharias", "olanda", "555 0199", "@line.example"):
            self.assertNotIn(word, text.replace(self.cleo.email, ""))

    def test_the_page_names_the_company_and_the_resellers_people(self):
        page = self._get_page(self.ticket)
        for word in ("We look at it.", "Vendor Inc.", "REVO is on it.", "Ana", "Cleo"):
            self.assertIn(word, page)
        self._check_nameless(page)
        page = self._get_page(self.direct)
        self.assertIn("What does it say?", page)
        self.assertIn("Vendor Inc.", page)
        self._check_nameless(page)

    def test_who_has_left_the_vendor_keeps_no_name(self):
        self.zacharias.active = False
        page = self._get_page(self.ticket)
        self.assertIn("We look at it.", page)
        self._check_nameless(page)

    def test_the_link_names_nobody_either(self):
        self.authenticate(None, None)
        for ticket in self.ticket | self.direct:
            token = ticket._portal_ensure_token()
            self._check_nameless(self._get_page(ticket, access_token=token))

    def test_no_route_of_a_thread_names_the_vendors_people(self):
        for login in (True, False):
            if not login:
                self.authenticate(None, None)
            for ticket in self.ticket | self.direct:
                token = ticket._portal_ensure_token()
                self.env.flush_all()
                for route, params in thread_calls(ticket._name, ticket.id):
                    for known in ({}, {"token": token}):
                        with self.subTest(route=route, login=login, known=known):
                            with mute_logger("odoo.http"):
                                answer = self._post_json(route, **params, **known)
                            self._check_nameless(str(answer))

    def test_who_edits_own_words_learns_not_who_was_told(self):
        message = self._get_texts(self.ticket).filtered(
            lambda message: message.author_id == self.cleo.partner_id
        )
        self.assertIn(self.zacharias.partner_id, message.partner_ids)
        with mute_logger("odoo.http"):
            answer = self._post_json(
                "/mail/message/update_content",
                message_id=message.id,
                **updating("Better words."),
            )
        self._check_nameless(str(answer))

    def test_the_client_reads_no_author_where_it_reads_messages(self):
        messages = self.env["mail.message"].with_user(self.cleo)
        found = messages.search_read([], ["author_id", "body"])
        self.assertNotIn("We look at it.", str(found))
        self.assertNotIn("What does it say?", str(found))
        self.assertIn("REVO is on it.", str(found))
        self._check_nameless(str(found))

    def test_the_vendors_people_have_no_face(self):
        face = self.zacharias.partner_id.avatar_128
        self.assertTrue(face)
        for text in self.texts:
            ticket = self.tickets.browse(text.res_id)
            token = ticket._portal_ensure_token()
            self.env.flush_all()
            for url in (
                f"/web/image/mail.message/{text.id}/author_avatar",
                f"/web/image/mail.message/{text.id}/author_avatar/50x50",
                f"/mail/avatar/mail.message/{text.id}/author_avatar/50x50",
                f"/mail/avatar/mail.message/{text.id}/author_avatar/50x50"
                f"?access_token={token}",
                f"/web/image/res.partner/{text.author_id.id}/avatar_128",
            ):
                with self.subTest(url=url):
                    shown = self.url_open(url).content
                    self.assertNotIn(base64.b64decode(face), shown)
                    self.assertEqual(shown, self._get_placeholder(url, token))

    def _get_placeholder(self, url, token):
        """Return what an address shows of an author whom nobody knows."""
        missing = url.replace("/mail.message/", "/mail.message/9999")
        missing = missing.replace("/res.partner/", "/res.partner/9999")
        return self.url_open(missing.split("?")[0]).content

    def test_resellers_and_the_vendor_see_the_faces(self):
        message = self.texts[0].with_user(self.sam)
        self.assertEqual(
            message.author_avatar, self.zacharias.partner_id.sudo().avatar_128
        )
