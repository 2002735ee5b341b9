"""What clients read of problems and versions, where a manager lets them."""

from ..common import ReleasesHttpCase
from .problem_case import ProblemsMixin

PATH = "/my/known-problems"


class TestPortalProblems(ProblemsMixin, ReleasesHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.helpdesk_shows_problems = True
        cls.release = cls._create_release("9.2.4", date_planned="2027-12-01")
        cls.release.public_note = "Points are taken once."
        cls.problem = cls._create_problem(
            "Points are taken twice",
            readers="client",
            symptoms="A line is voided.",
            workaround="Void it <first>.",
            release_id=cls.release.id,
        )
        cls._create_problem("Between resellers", readers="reseller")
        cls._create_problem("Between us")
        cls.northern = cls._create_ticket(name="Northern title")
        cls.southern = cls._create_southern(name="Southern title")
        cls.cases = cls.northern | cls.southern
        cls.cases.development_item_id = cls.problem

    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _open(self, path=PATH, status=200):
        self.env.flush_all()
        response = self.url_open(path)
        self.assertEqual(response.status_code, status)
        return response.text

    def test_a_client_reads_what_is_for_clients(self):
        page = self._open()
        for text in (
            "Points are taken twice",
            "A line is voided.",
            "Void it &lt;first&gt;.",
            "Solved in version 9.2.4 (App), expected on December 1, 2027.",
            "Points are taken once.",
        ):
            self.assertIn(text, page)
        for text in ("Between resellers", "Between us"):
            self.assertNotIn(text, page)

    def test_nothing_tells_whose_tickets_are_about_it(self):
        page = self._open()
        for ticket in self.cases:
            self.assertNotIn(ticket.number, page)
            self.assertNotIn(ticket.name, page)
        for name in (self.cafe.name, self.south.name, self.sam.name):
            self.assertNotIn(name, page)

    def test_versions_are_told_of_that_are_for_clients(self):
        self._create_release("9.5.0", date_planned="2027-12-01")
        out = self._create_release("9.2.3", public_note="The till starts faster.")
        out.sudo().write({"state": "published", "published_date": "2026-11-25 10:00"})
        gone = self._create_release("9.2.2", public_note="Nothing of this.")
        gone.sudo().state = "withdrawn"
        page = self._open()
        self.assertIn("9.2.3 (App)", page)
        self.assertIn("The till starts faster.", page)
        self.assertNotIn("9.5.0", page)
        self.assertNotIn("Nothing of this.", page)

    def test_a_client_finds_it_by_what_it_sees(self):
        self._create_problem("The printer is silent", readers="client")
        page = self._open(f"{PATH}?search=voided")
        self.assertIn("Points are taken twice", page)
        self.assertNotIn("The printer is silent", page)
        self.assertIn("Nothing that we know", self._open(f"{PATH}?search=%25zz%00"))
        self.assertNotIn("Between us", self._open(f"{PATH}?search=Between"))

    def test_there_is_no_page_where_no_manager_says_so(self):
        self.assertIn(PATH, self._open("/my/tickets"))
        self.company.helpdesk_shows_problems = False
        self._open(status=404)
        self.assertNotIn(PATH, self._open("/my/tickets"))

    def test_examples_leave_it_to_a_manager(self):
        self.company.helpdesk_shows_problems = False
        settings = self.env["helpdesk.examples"]._get_settings(self.company)
        # As their data do, which loading them takes back.
        self.company.helpdesk_shows_problems = True
        self.company.write(settings)
        self._open(status=404)

    def test_nobody_reads_it_without_a_login(self):
        self.authenticate(None, None)
        self.assertNotIn("Points are taken twice", self._open())

    def test_a_tickets_page_names_what_is_for_clients(self):
        self.assertIn("Void it &lt;first&gt;.", self._get_page(self.northern))
        self.problem.readers = "reseller"
        page = self._get_page(self.northern)
        self.assertNotIn("Void it", page)
        self.assertNotIn("Points are taken twice", page)

    def test_a_client_reads_it_in_its_language(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.cleo.lang = "es_ES"
        self.problem.with_context(lang="es_ES").name = "Puntos descontados dos veces"
        page = self._open(f"/es{PATH}")
        self.assertIn("Puntos descontados dos veces", page)
