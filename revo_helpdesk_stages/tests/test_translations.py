from odoo.exceptions import UserError
from odoo.tests import BaseCase, TransactionCase, tagged

from ..exceptions import TextMissing
from .common import SupportLineMixin
from .translation_case import LANGUAGES, TemplateMixin, TranslationFilesMixin

MODULE = "revo_helpdesk_stages"


@tagged("post_install", "-at_install")
class TestTranslationFiles(TranslationFilesMixin, BaseCase):
    module = MODULE


@tagged("post_install", "-at_install")
class TestTemplate(TemplateMixin, TransactionCase):
    module = MODULE


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
        """Return records as the web client of a reseller of that language reads
        them.
        """
        self.ana.lang = LANGUAGES[language]
        return records.with_user(self.ana).with_context(lang=self.ana.lang)

    def _check_says(self, by_language, say):
        for language, expected in by_language.items():
            with self.subTest(language=language):
                self.assertEqual(say(language), expected)

    def _refuse(self, language, ticket):
        """Return what a user of that language reads who may not resolve the ticket."""
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
                "ca": "<p>El distribuïdor està treballant en el tiquet.</p>",
                "es": "<p>El distribuidor está trabajando en el ticket.</p>",
                "ro": "<p>Distribuitorul lucrează la tichet.</p>",
            },
            lambda language: self._speak(
                language, self.stage["in_progress_reseller"]
            ).description.strip(),
        )

    def test_buttons_of_the_moves(self):
        ticket = self._create_ticket()
        self._check_says(
            {
                "ca": [
                    "Començar a treballar",
                    "Preguntar al client",
                    "Escalar al fabricant",
                ],
                "es": [
                    "Empezar a trabajar",
                    "Preguntar al cliente",
                    "Escalar al fabricante",
                ],
                "ro": [
                    "Începe lucrul",
                    "Întreabă clientul",
                    "Escaladează la producător",
                ],
            },
            lambda language: self._speak(language, ticket).move_ids.mapped("name"),
        )

    def test_title_of_the_wizard(self):
        ticket = self._create_ticket()
        stage = self.stage["backlog_support"]
        self._check_says(
            {
                "ca": "Escalar al fabricant",
                "es": "Escalar al fabricante",
                "ro": "Escaladează la producător",
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
        # Else the first one of the company or of all would be found.
        teams = self.env["helpdesk.ticket.team"]
        self._set_aside(teams.search([("tier", "=", "support")]))

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
