"""What the translations of an addon have to be, for each addon's tests to ask."""

import io
import re
from collections import Counter

import polib
from lxml import etree

from odoo.modules.module import get_manifest
from odoo.tools import file_open, file_path

from .compat import export_terms

LANGUAGES = {"ca": "ca_ES", "es": "es_ES", "ro": "ro_RO"}

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]")
_TAG = re.compile(r"</?\w+")


class TranslationMixin:
    # The name of the addon.
    module = None

    def _read(self, name):
        return polib.pofile(file_path(f"{self.module}/i18n/{name}"))

    def _get_template_terms(self):
        return {entry.msgid for entry in self._read(f"{self.module}.pot")}


class TranslationFilesMixin(TranslationMixin):
    """Every language says everything, and means the same values."""

    def test_every_term_is_translated_and_no_other(self):
        template = self._get_template_terms()
        for language in LANGUAGES:
            with self.subTest(language=language):
                translated = self._read(f"{language}.po").translated_entries()
                terms = [entry.msgid for entry in translated]
                self.assertEqual(len(terms), len(set(terms)), "A term comes twice")
                self.assertEqual(set(terms), template)

    def test_no_translation_is_a_guess_or_a_leftover(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                po = self._read(f"{language}.po")
                self.assertFalse(po.fuzzy_entries())
                self.assertFalse(po.untranslated_entries())
                self.assertFalse(po.obsolete_entries())

    def test_placeholders_are_those_of_the_source(self):
        self._check_alike(_PLACEHOLDER)

    def test_tags_are_those_of_the_source(self):
        self._check_alike(_TAG)

    def test_ends_are_those_of_the_source(self):
        """A question, a sentence and a label end as such in every language."""
        self._check_alike(re.compile(r"[.?]$"))

    def _check_alike(self, pattern):
        for language in LANGUAGES:
            with self.subTest(language=language):
                differing = [
                    (entry.msgid, entry.msgstr)
                    for entry in self._read(f"{language}.po")
                    if Counter(pattern.findall(entry.msgstr))
                    != Counter(pattern.findall(entry.msgid))
                ]
                self.assertFalse(differing)


class TemplateMixin(TranslationMixin):
    """The template is what Odoo exports from the code and data of today."""

    def test_template_is_up_to_date(self):
        exported = self._export()
        template = self._get_template_terms()
        self.assertTrue(exported)
        self.assertFalse(
            exported - template, "New terms: export the template and translate them"
        )
        self.assertFalse(
            template - exported, "Terms that are gone: export the template again"
        )

    def test_no_demo_record_is_translated(self):
        demo = self._get_demo_sources()
        for entry in self._read(f"{self.module}.pot"):
            self.assertTrue(self._is_from_outside(entry, demo), entry.msgid)

    def _export(self):
        """Export the terms of the addon as Odoo does, without the demo data's."""
        buffer = io.BytesIO()
        export_terms(self.env, self.module, buffer)
        demo = self._get_demo_sources()
        return {
            entry.msgid
            for entry in polib.pofile(buffer.getvalue().decode())
            if self._is_from_outside(entry, demo) and not self._is_foreign(entry)
        }

    def _is_foreign(self, entry):
        """Return whether it is only the help of a display name, which is another
        addon's: 19.0 exports it with each addon that adds to the model.
        """
        return all(
            re.fullmatch(r"model:ir\.model\.fields,help:.*__display_name", place)
            for place, _line in entry.occurrences
        )

    def _get_demo_sources(self):
        """Return the ends of the references that demo records have in an export."""
        sources = set()
        for name in get_manifest(self.module)["demo"]:
            with file_open(f"{self.module}/{name}", "rb") as file:
                for record in etree.parse(file).iter("record"):
                    sources.add(f":{self.module}.{record.get('id')}")
        return tuple(sources)

    def _is_from_outside(self, entry, demo):
        return any(not place.endswith(demo) for place, _line in entry.occurrences)
