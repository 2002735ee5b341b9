from markupsafe import Markup

from odoo.tests import BaseCase, tagged
from odoo.tools import html_sanitize

from ...policies.languages import (
    choose_language,
    join_languages,
    without_languages,
)

TEXTS = {"en_US": "Done & dusted", "ca_ES": "Fet", "ro_RO": "Făcut"}


@tagged("post_install", "-at_install")
class TestLanguages(BaseCase):
    def setUp(self):
        super().setUp()
        # As Odoo stores it.
        self.sent = html_sanitize(
            Markup("<p>%s: 3</p>") % join_languages(TEXTS, "ca_ES")
        )

    def test_each_reader_finds_one_language(self):
        for lang, text in {
            "ca_ES": "Fet",
            "ro_RO": "Făcut",
            "en_US": "Done &amp; dusted",
            "en_GB": "Done &amp; dusted",
            "ro_MD": "Făcut",
            # Else what the author has seen.
            "fr_FR": "Fet",
            None: "Fet",
        }.items():
            with self.subTest(lang=lang):
                shown = choose_language(self.sent, lang)
                self.assertEqual(shown, f"<p>{text}: 3</p>")
                self.assertIsInstance(shown, Markup)

    def test_where_nobody_chooses_the_authors_words_are_seen(self):
        self.assertIn('<span lang="ca_ES">Fet</span>', self.sent)
        self.assertEqual(self.sent.count("display:none"), 2)

    def test_what_all_languages_say_alike_stands_once(self):
        self.assertEqual(
            join_languages({"en_US": "A<", "ca_ES": "A<"}, "en_US"), "A&lt;"
        )

    def test_other_texts_stay_as_they_are(self):
        for text in ("<p>Done</p>", "", False, None):
            self.assertEqual(choose_language(text, "ca_ES"), text)

    def test_what_a_person_writes_is_not_the_servers(self):
        forged = without_languages(join_languages(TEXTS, "ca_ES"))
        self.assertEqual(choose_language(forged, "ro_RO"), forged)
