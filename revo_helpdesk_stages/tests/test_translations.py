import io
import re
from collections import Counter

import polib
from lxml import etree

from odoo.exceptions import UserError
from odoo.modules.module import get_manifest
from odoo.tests import BaseCase, TransactionCase, tagged
from odoo.tools import file_open, file_path

from ..exceptions import TextMissing
from .common import SupportLineMixin
from .compat import export_terms

MODULE = "revo_helpdesk_stages"
LANGUAGES = {"ca": "ca_ES", "es": "es_ES", "ro": "ro_RO"}

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]")
_TAG = re.compile(r"</?\w+")


def _read(name):
    return polib.pofile(file_path(f"{MODULE}/i18n/{name}"))


def _get_template_terms():
    return {entry.msgid for entry in _read(f"{MODULE}.pot")}


@tagged("post_install", "-at_install")
class TestTranslationFiles(BaseCase):
    """Every language says everything, and means the same values."""

    def test_every_term_is_translated_and_no_other(self):
        template = _get_template_terms()
        for language in LANGUAGES:
            with self.subTest(language=language):
                translated = _read(f"{language}.po").translated_entries()
                terms = [entry.msgid for entry in translated]
                self.assertEqual(len(terms), len(set(terms)), "A term comes twice")
                self.assertEqual(set(terms), template)

    def test_no_translation_is_a_guess_or_a_leftover(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                po = _read(f"{language}.po")
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
                    for entry in _read(f"{language}.po")
                    if Counter(pattern.findall(entry.msgstr))
                    != Counter(pattern.findall(entry.msgid))
                ]
                self.assertFalse(differing)


@tagged("post_install", "-at_install")
class TestTemplate(TransactionCase):
    """The template is what Odoo exports from the code and data of today."""

    def test_template_is_up_to_date(self):
        exported = self._export()
        template = _get_template_terms()
        self.assertTrue(exported)
        self.assertFalse(
            exported - template, "New terms: export the template and translate them"
        )
        self.assertFalse(
            template - exported, "Terms that are gone: export the template again"
        )

    def test_no_demo_record_is_translated(self):
        demo = self._get_demo_sources()
        for entry in _read(f"{MODULE}.pot"):
            self.assertTrue(self._is_from_outside(entry, demo), entry.msgid)

    def _export(self):
        """Export the terms of the addon as Odoo does, without the demo data's."""
        buffer = io.BytesIO()
        export_terms(self.env, MODULE, buffer)
        demo = self._get_demo_sources()
        return {
            entry.msgid
            for entry in polib.pofile(buffer.getvalue().decode())
            if self._is_from_outside(entry, demo)
        }

    def _get_demo_sources(self):
        """Give the ends of the references that demo records have in an export."""
        sources = set()
        for name in get_manifest(MODULE)["demo"]:
            with file_open(f"{MODULE}/{name}", "rb") as file:
                for record in etree.parse(file).iter("record"):
                    sources.add(f":{MODULE}.{record.get('id')}")
        return tuple(sources)

    def _is_from_outside(self, entry, demo):
        return any(not place.endswith(demo) for place, _line in entry.occurrences)


@tagged("post_install", "-at_install")
class TestUserLanguage(SupportLineMixin, TransactionCase):
    """Who works in a language meets the line in it: stages, buttons and refusals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in LANGUAGES.values():
            cls.env["res.lang"]._activate_lang(code)
        cls.env["ir.module.module"]._load_module_terms(
            [MODULE], list(LANGUAGES.values())
        )
        cls._set_up_line()

    def _speak(self, language, records):
        """Give records as the web client of a reseller of that language reads them."""
        self.ana.lang = LANGUAGES[language]
        return records.with_user(self.ana).with_context(lang=self.ana.lang)

    def _check_says(self, by_language, say):
        for language, expected in by_language.items():
            with self.subTest(language=language):
                self.assertEqual(say(language), expected)

    def _refuse(self, language, ticket):
        """Give what a user of that language reads who may not resolve the ticket."""
        with self.assertRaises(UserError) as refusal:
            self._speak(language, ticket).action_move(self.stage["resolved"].id)
        return str(refusal.exception)

    def test_stages(self):
        """Catalan keeps the names of the manual, which are English."""
        self._check_says(
            {
                "ca": "Backlog - Reseller",
                "es": "Backlog - Distribuidor",
                "ro": "Backlog - Distribuitor",
            },
            lambda language: self._speak(language, self.stage["backlog_reseller"]).name,
        )

    def test_what_a_stage_is_for(self):
        self._check_says(
            {
                "ca": "<p>El distribuïdor està treballant en el cas.</p>",
                "es": "<p>El distribuidor está trabajando en el caso.</p>",
                "ro": "<p>Distribuitorul lucrează la caz.</p>",
            },
            lambda language: self._speak(
                language, self.stage["in_progress_reseller"]
            ).description.strip(),
        )

    def test_buttons_of_the_moves(self):
        ticket = self._create_ticket()
        self._check_says(
            {
                "ca": ["Començar a treballar", "Preguntar al client", "Escalar a REVO"],
                "es": ["Empezar a trabajar", "Preguntar al cliente", "Escalar a REVO"],
                "ro": ["Începe lucrul", "Întreabă clientul", "Escaladează la REVO"],
            },
            lambda language: self._speak(language, ticket).move_ids.mapped("name"),
        )

    def test_title_of_the_wizard(self):
        ticket = self._create_ticket()
        stage = self.stage["backlog_support"]
        self._check_says(
            {
                "ca": "Escalar a REVO",
                "es": "Escalar a REVO",
                "ro": "Escaladează la REVO",
            },
            lambda language: self._speak(language, ticket).action_move(stage.id)[
                "name"
            ],
        )

    def test_refusal(self):
        ticket = self._create_ticket()
        self._check_says(
            {
                "ca": f"{ticket.number} no pot passar de Backlog - Reseller a "
                "Resolved. Des d'aquí el podeu moure a: In Progress - Reseller, "
                "Backlog - Client, Backlog - REVO Support.",
                "es": f"{ticket.number} no puede pasar de Backlog - Distribuidor a "
                "Resuelto. Desde aquí puede moverlo a: En progreso - Distribuidor, "
                "Backlog - Cliente, Backlog - Soporte REVO.",
                "ro": f"{ticket.number} nu poate trece din Backlog - Distribuitor în "
                "Rezolvat. De aici îl puteți muta în: În lucru - Distribuitor, "
                "Backlog - Client, Backlog - Suport REVO.",
            },
            lambda language: self._refuse(language, ticket),
        )

    def test_whom_a_case_waits_for(self):
        ticket = self._create_ticket_in("in_progress_support")
        for language, party in (
            ("ca", "està pendent de: Suport."),
            ("es", "está pendiente de: Soporte."),
            ("ro", "se așteaptă: Suport."),
        ):
            with self.subTest(language=language):
                self.assertIn(party, self._refuse(language, ticket))

    def test_text_that_is_missing(self):
        ticket = self._create_ticket()

        def lack(language):
            with self.assertRaises(TextMissing) as lacking:
                self._speak(language, ticket).write(
                    {"stage_id": self.stage["backlog_client"].id}
                )
            return str(lacking.exception), lacking.exception.context["button"]

        self._check_says(
            {
                "ca": (
                    f"{ticket.number} podrà passar a Backlog - Client quan s'hi hagi "
                    "escrit: una nota per al client.",
                    "Escriure-ho ara",
                ),
                "es": (
                    f"{ticket.number} podrá pasar a Backlog - Cliente cuando se haya "
                    "escrito: una nota para el cliente.",
                    "Escribirlo ahora",
                ),
                "ro": (
                    f"{ticket.number} va putea trece în Backlog - Client după ce se "
                    "scrie: o notă pentru client.",
                    "Scrie acum",
                ),
            },
            lack,
        )

    def test_team_that_nobody_set(self):
        ticket = self._create_ticket()
        self.north.support_team_id = False
        self.company.helpdesk_default_support_team_id = False

        def lack(language):
            wizard_action = self._speak(language, ticket).action_escalate()
            wizards = self._speak(language, self.env["helpdesk.ticket.move"])
            wizard = wizards.with_context(**wizard_action["context"]).create(
                {"tests_performed": "<p>1</p>", "observed": "<p>2</p>"}
            )
            with self.assertRaises(UserError) as lacking:
                wizard.action_apply()
            return str(lacking.exception)

        for language, team in (
            ("ca", "l'equip de suport"),
            ("es", "el equipo de soporte"),
            ("ro", "echipa de suport"),
        ):
            with self.subTest(language=language):
                self.assertIn(team, lack(language))

    def test_buttons_of_the_chatter(self):
        ticket = self._create_ticket_in("in_progress_support")
        self._check_says(
            {
                "ca": ["Nota per al client", "Missatge a REVO"],
                "es": ["Nota para el cliente", "Mensaje a REVO"],
                "ro": ["Notă pentru client", "Mesaj către REVO"],
            },
            lambda language: [
                option["label"]
                for option in self._speak(language, ticket)
                ._get_writing_options()
                .values()
            ],
        )
