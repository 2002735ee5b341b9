"""Known problems that are like what somebody writes, for whom they are for."""

import json
from urllib.parse import urlencode

from odoo.addons.revo_helpdesk_stages.tests.similar.corpus import LANGUAGES, read_pairs

from ..common import ReleasesCase, ReleasesHttpCase
from .problem_case import ProblemsMixin

_LEAST = 0.8


class SimilarProblemsMixin(ProblemsMixin):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.helpdesk_shows_problems = True
        cls.problems = {
            readers: cls._create_problem(
                f"Loyalty points are taken twice, {readers}",
                readers=readers,
                symptoms="After a voided line\nthe balance is wrong.",
                workaround=f"Do as the {readers} does.",
            )
            for readers in ("client", "reseller", "vendor")
        }

    def _find(self, user, title="loyalty points twice", **values):
        case = self._create_ticket(**values).with_user(user)
        found = self.tickets.with_user(user).get_similar(title)["problems"]
        self.assertFalse({row["is_attached"] for row in found} - {False})
        return case, {
            readers
            for readers, problem in self.problems.items()
            if problem.id in {row["id"] for row in found}
        }


class TestSimilarProblems(SimilarProblemsMixin, ReleasesCase):
    def test_each_is_told_of_what_is_for_them(self):
        self.assertEqual(self._find(self.ana)[1], {"client", "reseller"})
        for user in (self.sam, self.dan, self.mia):
            self.assertEqual(self._find(user)[1], {"client", "reseller", "vendor"})
        self.assertEqual(self._find(self.pia)[1], set())

    def test_what_is_not_told_changes_nothing(self):
        """Neither what is found, nor its order, nor what it costs."""

        def ask():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = self.tickets.with_user(self.ana).get_similar("points balance wrong")
            return found, self.env.cr.sql_log_count - before

        ask()
        before = ask()
        for nth in range(30):
            self._create_problem(f"Wrong balance {nth}", symptoms="points balance")
        # What is kept in memory may have been forgotten since.
        ask()
        self.assertEqual(ask(), before)

    def test_what_becomes_readable_is_found_and_what_no_more_is_not(self):
        self.problems["vendor"].readers = "reseller"
        self.problems["client"].readers = "vendor"
        self.assertEqual(self._find(self.ana)[1], {"reseller", "vendor"})

    def test_a_new_line_is_no_letter(self):
        found = self.tickets.with_user(self.ana).get_similar("balance")["problems"]
        self.assertEqual(len(found), 2)
        self.assertEqual(
            self.tickets.with_user(self.ana).get_similar("the nthe")["problems"], []
        )

    def test_beside_a_case_it_is_attached(self):
        case = self._create_ticket_in(
            "in_progress_reseller", user=self.ana, name="loyalty points twice"
        )
        case = case.with_user(self.ana)
        self.assertTrue(case.get_similar()["may_attach"])
        case.write({"development_item_id": self.problems["reseller"].id})
        attached = {
            row["id"] for row in case.get_similar()["problems"] if row["is_attached"]
        }
        self.assertEqual(attached, {self.problems["reseller"].id})
        self._put(self.tickets.browse(case.id), "in_progress_support", user=self.sam)
        self.assertFalse(case.get_similar()["may_attach"])
        self.assertTrue(case.with_user(self.sam).get_similar()["may_attach"])
        self.assertFalse(
            self.tickets.with_user(self.sam).get_similar("x")["may_attach"]
        )

    def test_a_reseller_is_not_told_which_one_support_has_attached(self):
        case = self._create_ticket(name="loyalty points twice")
        case.development_item_id = self.problems["vendor"]
        rows = case.with_user(self.ana).get_similar()["problems"]
        self.assertEqual({row["is_attached"] for row in rows}, {False})

    def test_a_problem_is_found_in_each_language_that_it_is_told_in(self):
        problem = self.problems["client"]
        self.env["res.lang"]._activate_lang("es_ES")
        problem.with_context(lang="es_ES").name = "Descuenta los puntos dos veces"
        self.ana.lang = "es_ES"
        for title in ("descuentan puntos", "loyalty points"):
            tickets = self.tickets.with_user(self.ana).with_context(lang="es_ES")
            names = [row["name"] for row in tickets.get_similar(title)["problems"]]
            self.assertIn("Descuenta los puntos dos veces", names)

    def test_a_complaint_finds_its_problem_among_the_first_five(self):
        """Those of the core's pairs, all four languages beside each other."""
        pairs = {lang: read_pairs(lang) for lang in LANGUAGES}
        problems = self.env["helpdesk.development.item"]
        for lang, rows in pairs.items():
            made = problems.create(
                [
                    {"name": row.title, "symptoms": row.text, "readers": "reseller"}
                    for row in rows
                ]
            )
            pairs[lang] = list(zip(rows, made.ids, strict=True))
        problems = problems.with_user(self.ana)
        for lang, rows in pairs.items():
            found = [
                problem_id in problems._find_similar(row.complaint).ids
                for row, problem_id in rows
            ]
            with self.subTest(lang=lang, share=sum(found) / len(found)):
                self.assertGreaterEqual(sum(found), _LEAST * len(found))


class TestSimilarInThePortal(SimilarProblemsMixin, ReleasesHttpCase):
    PATH = "/my/known-problems/similar"

    def _ask(self, title):
        response = self.url_open(f"{self.PATH}?{urlencode({'title': title})}")
        self.assertEqual(response.status_code, 200)
        return json.loads(response.text)["problems"]

    def test_a_client_is_shown_problems_that_are_for_clients_alone(self):
        self._create_ticket(name="loyalty points twice")
        self.env.flush_all()
        self._log_in(self.cleo)
        rows = {row["name"]: row for row in self._ask("loyalty points twice")}
        ours = {problem.name for problem in self.problems.values()}
        self.assertEqual(ours & rows.keys(), {self.problems["client"].name})
        row = rows[self.problems["client"].name]
        page = self.url_open(row["url"]).text
        self.assertIn("Do as the client does.", page)
        for title in ("", "zzzzzzz", "\0", "' | '"):
            self.assertEqual(self._ask(title), [])

    def test_nothing_is_shown_where_no_manager_says_so(self):
        self.company.helpdesk_shows_problems = False
        self.env.flush_all()
        self._log_in(self.cleo)
        self.assertEqual(self._ask("loyalty points twice"), [])
        self.assertNotIn("Is it one of these?", self.url_open("/new/ticket").text)

    def test_nobody_is_answered_without_a_login(self):
        self.env.flush_all()
        self.authenticate(None, None)
        response = self.url_open(f"{self.PATH}?title=loyalty+points")
        self.assertNotIn("Loyalty points", response.text)
