"""Who opens the files of a ticket, by number and by link."""

from odoo.exceptions import AccessError

from ..common import SupportLineCase, SupportLineHttpCase

OPENED, REFUSED = 200, 404


class TestLinks(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("in_progress_support")
        cls.files = {}
        for audience, user, kind in (
            ("client", cls.ana, "note"),
            ("reseller", cls.ana, "message"),
            ("vendor", cls.sam, "note"),
        ):
            message = cls.ticket.with_user(user).message_post(
                body=kind,
                message_type="comment",
                subtype_xmlid="mail.mt_note" if kind == "note" else "mail.mt_comment",
                attachments=[(f"{audience}.txt", b"What it says.")],
            )
            cls.files[audience] = message.sudo().attachment_ids.with_env(cls.env)

    def _open(self, file, route="/web/content", token=None):
        return self.url_open(
            f"{route}/{file.id}" + (f"?access_token={token}" if token else "")
        ).status_code

    def _assert_opens(self, user, audiences, token):
        if user:
            self._log_in(user)
        else:
            self.authenticate(None, None)
        for audience, file in self.files.items():
            with self.subTest(user=user and user.name, audience=audience):
                link = file.generate_access_token()[0] if token else None
                self.env.flush_all()
                self.assertEqual(
                    self._open(file, token=link),
                    OPENED if audience in audiences else REFUSED,
                )

    def test_a_file_is_for_the_readers_of_its_message(self):
        for audience, file in self.files.items():
            self.assertEqual(file.audience, audience)

    def test_a_link_opens_what_is_for_who_has_it(self):
        self._assert_opens(self.sam, {"client", "reseller", "vendor"}, token=True)
        self._assert_opens(self.ben, {"client", "reseller"}, token=True)
        for user in (self.rita, self.cora, self.cleo, None):
            self._assert_opens(user, {"client"}, token=True)

    def test_a_number_opens_what_its_reader_may_read(self):
        self._assert_opens(self.sam, {"client", "reseller", "vendor"}, token=False)
        self._assert_opens(self.ben, {"client", "reseller"}, token=False)
        self._assert_opens(self.rita, set(), token=False)
        self._assert_opens(None, set(), token=False)


class TestFiles(SupportLineCase):
    def _upload(self, user, ticket, **values):
        return (
            self.env["ir.attachment"]
            .with_user(user)
            .create(
                {
                    "name": "photo.png",
                    "raw": b"x",
                    "res_model": "helpdesk.ticket",
                    "res_id": ticket.id,
                    **values,
                }
            )
        )

    def _post(self, user, ticket, files, subtype="mail.mt_comment"):
        return ticket.with_user(user).message_post(
            body="See there.",
            message_type="comment",
            subtype_xmlid=subtype,
            attachment_ids=files.ids,
        )

    def test_a_file_without_a_message_stays_with_who_brought_it(self):
        ticket = self._create_ticket_in("in_progress_support")
        self.assertEqual(self._upload(self.ana, ticket).audience, "reseller")
        file = self._upload(self.sam, ticket)
        self.assertEqual(file.audience, "vendor")
        self.assertFalse(file.with_user(self.ana).search([("id", "=", file.id)]))

    def test_nobody_settles_the_readers_of_a_file(self):
        ticket = self._create_ticket_in("in_progress_support")
        with self.assertRaises(AccessError):
            self._upload(self.ana, ticket, audience="client")
        with self.assertRaises(AccessError):
            self._upload(self.ana, ticket).write({"audience": "client"})

    def test_a_file_that_is_shown_to_more_opens_for_more(self):
        ticket = self._create_ticket_in("in_progress_support")
        file = self._upload(self.sam, ticket)
        self._post(self.sam, ticket, file, "mail.mt_note")
        self.assertEqual(file.sudo().audience, "vendor")
        self._post(self.sam, ticket, file)
        self.assertEqual(file.sudo().audience, "reseller")

    def test_nobody_hands_on_a_file_that_is_for_others(self):
        ticket = self._create_ticket_in("in_progress_support")
        secret = self._upload(self.sam, ticket)
        foreign = self._upload(self.rita, self._create_ticket(opener=self.rita))
        for file in (secret, foreign):
            for user in (self.ana, self.cleo):
                with self.assertRaises(AccessError):
                    self._post(user, ticket, file)
        self.assertEqual(secret.sudo().audience, "vendor")

    def test_an_image_of_the_description_is_for_its_readers(self):
        ticket = self._create_ticket_in("in_progress_support")
        image = self._upload(self.ana, ticket)
        secret = self._upload(self.sam, ticket)
        ticket.with_user(self.ana).description = "".join(
            f'<img src="/web/image/{file.id}?access_token=x">'
            for file in (image, secret)
        )
        self.assertEqual(image.sudo().audience, "client")
        self.assertEqual(secret.sudo().audience, "vendor")

    def test_an_image_of_a_new_tickets_description_is_for_its_readers(self):
        image = self._upload(self.ana, self.tickets)
        self._create_ticket(
            opener=self.ana, description=f'<img src="/web/image/{image.id}">'
        )
        self.assertEqual(image.sudo().audience, "client")
