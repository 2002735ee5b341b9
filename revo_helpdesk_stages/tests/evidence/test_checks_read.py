"""Each reader of the evidence finds the list in their own language."""

from odoo.exceptions import AccessError

from ..common import TEXTS, SupportLineHttpCase
from ..mail.mail_case import MailCase
from ..readers.chatter_client import fetch_messages
from .checks import ChecksMixin


class TranslatedMixin(ChecksMixin):
    @classmethod
    def _set_up_translated(cls):
        cls._set_up_checks()
        cls.env["res.lang"]._activate_lang("ca_ES")
        cls.restarted.with_context(lang="ca_ES").name = "Reiniciada la caixa"

    def _prove(self, user_lang="en_US"):
        self.ana.lang = user_lang
        ticket = self.ticket.with_user(self.ana).with_context(lang=user_lang)
        action = ticket.action_move(self.stage["backlog_support"].id)
        wizards = self.env["helpdesk.ticket.move"].with_user(self.ana)
        wizard = wizards.with_context(lang=user_lang, **action["context"]).create(
            TEXTS["evidence"]
        )
        self._answer(wizard, self.restarted)
        wizard.action_apply()
        return self._get_evidence()


class TestReaders(TranslatedMixin, SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_translated()

    def _show(self, message, lang):
        """Return the text as the chatter shows it to support in a language."""
        self.sam.lang = lang
        self._log_in(self.sam)
        messages = fetch_messages(self, self.ticket)
        return str(next(m["body"] for m in messages if m["id"] == message.id))

    def test_each_reader_finds_the_list_in_their_language(self):
        for author in ("en_US", "ca_ES"):
            self._put(self.ticket, "in_progress_reseller", escalated=False)
            message = self._prove(author)
            english, catalan = (self._show(message, x) for x in ("en_US", "ca_ES"))
            with self.subTest(author=author):
                self.assertIn("Restarted the till", english)
                self.assertNotIn("Reiniciada", english)
                self.assertIn("Reiniciada la caixa", catalan)
                self.assertNotIn("Restarted", catalan)

    def test_what_was_sent_stays_when_the_list_changes(self):
        message = self._prove()
        self.restarted.name = "Something else"
        self.restarted.unlink()
        self.assertIn("Restarted the till", self._show(message, "en_US"))

    def test_a_person_does_not_write_differently_for_each_language(self):
        forged = (
            '<p><span class="o_helpdesk_languages"><span lang="en_US">Good</span>'
            '<span lang="ca_ES">Bad</span></span></p>'
        )
        action = self.ticket.with_user(self.ana).action_escalate()
        wizard = self._open_wizard(
            action, self.ana, **{**TEXTS["evidence"], "observed": forged}
        )
        self._answer(wizard, self.restarted)
        wizard.action_apply()
        for lang in ("en_US", "ca_ES"):
            shown = self._show(self._get_evidence(), lang)
            self.assertIn("Good", shown)
            self.assertIn("Bad", shown)

    def test_the_client_reads_none_of_it(self):
        message = self._prove()
        with self.assertRaises(AccessError):
            message.with_user(self.cleo).read(["body"])


class TestMailed(TranslatedMixin, MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_translated()

    def test_an_e_mail_is_in_the_language_of_who_gets_it(self):
        self.sam.write({"lang": "ca_ES", "notification_type": "email"})
        self.sue.write({"lang": "en_US", "notification_type": "email"})
        with self._sending():
            self._prove()
        _mail, catalan = self._get_mail_to(self.sam)
        _mail, english = self._get_mail_to(self.sue)
        self.assertIn("Reiniciada la caixa", catalan)
        self.assertNotIn("Restarted", catalan)
        self.assertIn("Restarted the till", english)
        self.assertNotIn("Reiniciada", english)
