"""The words that this addon carries for others, in ``i18n_extra/``."""

import re
from collections import Counter

import polib

from odoo.tests import BaseCase, TransactionCase, tagged
from odoo.tools import file_path

from .translation_case import LANGUAGES

MODULE = "revo_helpdesk_stages"
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\{.*?\}\}")
_TAG = re.compile(r"</?\w+")
_RECORD = re.compile(r"(?:model|model_terms):[\w.]+,\w+:(\w+)\.")


def read_extra(language):
    return polib.pofile(file_path(f"{MODULE}/i18n_extra/{language}.po"))


@tagged("post_install", "-at_install")
class TestExtraFiles(BaseCase):
    def _check_each(self, check):
        for language in LANGUAGES:
            with self.subTest(language=language):
                wrong = [entry.msgid for entry in read_extra(language) if check(entry)]
                self.assertFalse(wrong)

    def test_each_says_something_once(self):
        for language in LANGUAGES:
            terms = Counter(entry.msgid for entry in read_extra(language))
            self.assertFalse([term for term, count in terms.items() if count > 1])
        self._check_each(lambda entry: not entry.msgstr or entry.fuzzy)

    def test_placeholders_and_tags_are_those_of_the_source(self):
        for pattern in (_PLACEHOLDER, _TAG):
            self._check_each(
                lambda entry, pattern=pattern: Counter(pattern.findall(entry.msgid))
                != Counter(pattern.findall(entry.msgstr))
            )

    def test_they_are_of_other_addons(self):
        """What is ours stands in the addon that says it."""

        def is_ours(entry):
            places = [place for place, _line in entry.occurrences]
            owners = [match[1] for match in map(_RECORD.match, places) if match]
            return any(owner.startswith("revo_") for owner in owners)

        self._check_each(is_ours)


@tagged("post_install", "-at_install")
class TestExtraLoaded(TransactionCase):
    def test_they_come_with_the_addon(self):
        """Installing and updating read them, and no word of another addon's own."""
        self.env["res.lang"]._activate_lang("ca_ES")
        view = self.env.ref("helpdesk_mgmt.portal_create_ticket")
        before = view.arch_db
        self.env["ir.module.module"]._load_module_terms([MODULE], ["ca_ES"])
        self.assertIn("Enviar el tiquet", view.with_context(lang="ca_ES").arch_db)
        self.assertEqual(view.with_context(lang="en_US").arch_db, before)

    def test_what_somebody_has_translated_stays(self):
        self.env["res.lang"]._activate_lang("ca_ES")
        menu = self.env.ref("helpdesk_mgmt.helpdesk_ticket_main_menu")
        menu.with_context(lang="ca_ES").name = "Consultes"
        self.env["ir.module.module"]._load_module_terms([MODULE], ["ca_ES"])
        self.assertEqual(menu.with_context(lang="ca_ES").name, "Consultes")
