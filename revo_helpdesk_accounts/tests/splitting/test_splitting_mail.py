"""The client is told that a topic is followed under a number of its own."""

from odoo.addons.revo_helpdesk_stages.tests.mail.mail_case import MailMixin

from ..common import AccountsCase
from .split_case import SplitMixin


class SplitMailCase(SplitMixin, MailMixin, AccountsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("es_ES")
        cls.accounts.alias_name = "accounts"
        cls.direct = cls._open()
        cls.asked = cls()._write(cls.cati, cls.direct, files=["bar.png"])

    def _split_and_send(self, ticket, user, *messages, **values):
        with self._sending():
            return self._split(ticket, user, *messages, **values)


class TestTheMail(SplitMailCase):
    def test_it_names_both_numbers_and_the_topic_once(self):
        new = self._split_and_send(self.direct, self.kim, self.asked)
        mail, html = self._get_mail_to(self.cati)
        self.assertIn(new.number, mail["Subject"])
        for text in (new.number, self.direct.number, new.name):
            self.assertIn(text, html)
        self.assertIn(f"/my/ticket/{new.id}", html)
        self.assertNotIn("A text of", html)
        self.assertEqual(self._get_addressed(), {self.cati.email})

    def test_it_is_in_the_language_of_the_client(self):
        """As far as a template and the words on the old ticket are translated."""
        self.cati.partner_id.lang = "es_ES"
        template = self.env.ref("revo_helpdesk_accounts.mail_template_split")
        template.with_context(lang="es_ES").subject = "Aparte: {{ object.number }}"
        new = self._split_and_send(self.direct, self.kim)
        mail, _html = self._get_mail_to(self.cati)
        self.assertEqual(mail["Subject"], f"Aparte: {new.number}")

    def test_an_answer_lands_on_the_new_ticket(self):
        new = self._split_and_send(self.direct, self.kim)
        told = new.sudo().message_ids.filtered(
            lambda message: message.message_type == "auto_comment"
        )
        answer = self._receive(self.cati.email, told)
        self.assertEqual(answer.res_id, new.id)

    def test_an_answer_to_the_copied_text_stays_with_the_other_ticket(self):
        new = self._split_and_send(self.direct, self.kim, self.asked)
        (copy,) = self._get_copies(new)
        answer = self._receive(self.cati.email, self.asked)
        self.assertEqual(answer.res_id, self.direct.id)
        self.assertEqual(self._receive(self.cati.email, copy).res_id, new.id)

    def test_the_other_ticket_says_it_to_its_client(self):
        new = self._split_and_send(self.direct, self.kim)
        told = self.direct.with_user(self.cati).sudo()._get_client_messages()[-1:]
        self.assertIn(new.number, told.body)
        self.assertEqual(told.author_tier, "system")
        self.assertFalse(told.sudo().notification_ids)

    def test_nobody_is_told_who_need_not_be(self):
        self._split_and_send(self.direct, self.kim, self.asked, tells_client=False)
        self.assertFalse(self._get_addressed() & {self.cati.email, self.bea.email})
        texts = self.direct.with_user(self.cati).sudo()._get_client_messages()
        self.assertEqual(texts, self.asked)

    def test_the_split_is_no_answer_to_the_client(self):
        before = self.direct.answer_since, self.direct.last_contact_date
        self.assertTrue(before[0])
        self._split_and_send(self.direct, self.kim)
        after = self.direct.answer_since, self.direct.last_contact_date
        self.assertEqual(after, before)


class TestWhoTells(SplitMailCase):
    def _is_told(self, user, ticket):
        return self._begin(ticket, user).tells_client

    def test_who_speaks_to_the_client_tells_it(self):
        self.assertTrue(self._is_told(self.kim, self.direct))
        for user, told in (
            (self.ana, True),
            (self.mia, True),
            (self.sam, False),
        ):
            self.assertEqual(self._is_told(user, self.ticket), told, user.name)

    def test_where_there_is_no_client_nobody_is_told(self):
        own = self._create_ticket(opener=self.ana, origin="reseller")
        self.assertFalse(self._is_told(self.ana, own))
        nobody = self._open(partner_id=False)
        self.assertFalse(self._is_told(self.kim, nobody))

    def test_a_reseller_tells_its_client(self):
        new = self._split_and_send(self.ticket, self.ana)
        _mail, html = self._get_mail_to(self.cleo)
        self.assertIn(new.number, html)

    def test_what_support_splits_off_is_the_resellers_to_tell(self):
        new = self._split_and_send(self.ticket, self.sam)
        self.assertNotIn(self.cleo.email, self._get_addressed())
        texts = (
            self.env["mail.message"]
            .with_user(self.ana)
            .search([("model", "=", "helpdesk.ticket"), ("res_id", "=", new.id)])
        )
        self.assertIn("has not been told", "".join(texts.mapped("body")))
