"""What is known of a problem, who reads of it, and what nobody learns by it."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from odoo.addons.revo_helpdesk_stages.tests.isolation.mutations import without_rule

from .problem_case import ProblemsCase

MENU = "revo_helpdesk_releases.helpdesk_development_item_menu"


class TestProblem(ProblemsCase):
    def test_a_problem_is_known_before_the_tracker_has_it(self):
        problems = self.env["helpdesk.development.item"].with_user(self.sam)
        first, second = problems.create([{"name": "One"}, {"name": "Other"}])
        self.assertFalse(first.reference or second.reference)
        first.reference = "DEV-5"
        with self.assertRaises(ValidationError):
            second.reference = "DEV-5"
        self.assertEqual(first.display_name, "DEV-5: One")

    def test_what_the_tracker_names_is_called_so_until_somebody_names_it(self):
        items = self.env["helpdesk.development.item"]
        for item in (items.create({"reference": "DEV-6"}), items._insert("DEV-7")):
            self.assertEqual(item.display_name, item.reference)
            self.assertEqual(item.readers, "vendor")

    def test_each_language_has_a_text_of_its_own(self):
        self.env["res.lang"]._activate_lang("es_ES")
        problem = self._create_problem(workaround="Void the line first.")
        spanish = problem.with_context(lang="es_ES")
        spanish.write({"workaround": "Anule antes la línea."})
        self.assertEqual(problem.workaround, "Void the line first.")
        self.assertEqual(spanish.workaround, "Anule antes la línea.")

    def test_it_says_when_it_is_solved(self):
        problem = self._create_problem()
        self.assertFalse(problem.solution)
        release = self._create_release("9.2.4", date_planned="2027-12-01")
        problem.release_id = release
        self.assertEqual(
            problem.solution,
            "Solved in version 9.2.4 (App), expected on December 1, 2027.",
        )
        release.sudo().state = "published"
        self.assertEqual(problem.solution, "Solved in version 9.2.4 (App).")

    def test_a_ticket_names_what_to_do_meanwhile(self):
        problem = self._create_problem(workaround="Void the line first.")
        ticket = self._create_ticket(development_item_id=problem.id)
        self._put(ticket, "in_progress_support")
        self.assertEqual(
            ticket.with_user(self.sam).problem_workaround, "Void the line first."
        )
        self.assertFalse(ticket.with_user(self.ana).problem_workaround)
        problem.readers = "reseller"
        self.assertEqual(
            ticket.with_user(self.ana).problem_workaround, "Void the line first."
        )


class TestReaders(ProblemsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = {
            readers: cls._create_problem(f"For the {readers}", readers=readers)
            for readers in ("vendor", "reseller", "client")
        }
        cls.northern = cls._create_ticket(name="Northern title")
        cls.southern = cls._create_southern(name="Southern title")
        (cls.northern | cls.southern).development_item_id = cls.known["reseller"]

    def test_who_reads_which(self):
        for user, readers in (
            (self.sam, ("vendor", "reseller", "client")),
            (self.dan, ("vendor", "reseller", "client")),
            (self.mia, ("vendor", "reseller", "client")),
            (self.ana, ("reseller", "client")),
        ):
            with self.subTest(user=user.name):
                found = self.env["helpdesk.development.item"].with_user(user).search([])
                for name, problem in self.known.items():
                    self.assertEqual(problem in found, name in readers)
                menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
                self.assertIn(MENU, [menu.get("xmlid") for menu in menus.values()])
        with self.assertRaises(AccessError):
            self.known["vendor"].with_user(self.ana).read(["name"])
        for problem in self.known.values():
            with self.assertRaises(AccessError):
                problem.with_user(self.cleo).read(["name"])

    def test_a_rule_keeps_them_apart(self):
        rule = self.env.ref(
            "revo_helpdesk_releases.helpdesk_development_item_rule_isolation"
        )
        problems = self.env["helpdesk.development.item"].with_user(self.ana)
        with without_rule(rule):
            self.assertIn(self.known["vendor"], problems.search([]))
        self.assertNotIn(self.known["vendor"], problems.search([]))

    def test_a_reseller_changes_nothing_and_answers_nobody(self):
        problem = self.known["reseller"].with_user(self.ana)
        for act in (
            lambda: problem.write({"name": "Mine"}),
            lambda: problem.create({"name": "Mine"}),
            problem.unlink,
            problem.action_answer_all,
        ):
            with self.assertRaises(AccessError):
                act()

    def test_support_says_who_reads_it(self):
        problem = self.known["vendor"]
        problem.with_user(self.sam).readers = "reseller"
        self.assertEqual(problem.with_user(self.ana).name, "For the vendor")

    def test_a_name_is_not_told_by_a_ticket_either(self):
        self.northern.development_item_id = self.known["vendor"]
        ticket = self.northern.with_user(self.ana)
        told = ticket.web_read(
            {"development_item_id": {"fields": {"display_name": {}}}}
        )
        self.assertNotIn("For the vendor", str(told))
        told = ticket.read(["development_item_id"])
        self.assertNotIn("For the vendor", str(told))
        problems = self.env["helpdesk.development.item"].with_user(self.ana)
        self.assertNotIn("vendor", str(problems.name_search("For the")))
        self.assertFalse(
            self.tickets.with_user(self.ana).search(
                [("development_item_id.name", "ilike", "the vendor")]
            )
        )

    def test_a_reseller_learns_of_no_others_case(self):
        problem = self.known["reseller"].with_user(self.ana)
        names = [*problem.fields_get()]
        self.assertNotIn("ticket_ids", names)
        told = str(problem.read(names)) + str(problem.web_read({n: {} for n in names}))
        opened = problem.action_open_tickets()
        cases = self.tickets.with_user(self.ana).search(opened["domain"])
        told += str(cases.read(["name", "number", "reseller_team_id"]))
        self.assertIn(self.northern.number, told)
        for secret in (
            self.southern.number,
            "Southern title",
            self.cafe.name,
            self.south.name,
            self.cora.name,
        ):
            self.assertNotIn(secret, told)
        self.assertEqual(problem.ticket_count, 1)
        self.assertEqual(self.known["reseller"].with_user(self.mia).ticket_count, 2)

    def test_no_search_tells_of_others_cases(self):
        problems = self.env["helpdesk.development.item"].with_user(self.ana)
        for domain in (
            [("ticket_ids.name", "ilike", "South")],
            [("ticket_ids", "ilike", "South")],
            [("ticket_ids", "in", self.southern.ids)],
            [("answer", "ilike", "a")],
            [("answer_ids.ticket_ids.name", "ilike", "South")],
            [("release_id.ticket_ids.name", "ilike", "South")],
        ):
            with self.subTest(domain=domain), self.assertRaises(AccessError):
                problems.search(domain)
        with self.assertRaises(AccessError):
            self.env["helpdesk.problem.answer"].with_user(self.ana).search([])

    def test_its_form_opens_for_each_of_them(self):
        for user in (self.ana, self.sam, self.dan, self.mia):
            problems = self.env["helpdesk.development.item"].with_user(user)
            views = problems.get_views([(False, "form"), (False, "search")])["views"]
            for view in views.values():
                self.assertEqual("ticket_ids" in view["arch"], user != self.ana)
        with Form(self.known["vendor"].with_user(self.sam)) as form:
            form.symptoms = "Points are gone."


class TestAttaching(ProblemsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.release = cls._create_release("9.2.4")
        cls.problem = cls._create_problem(readers="reseller", release_id=cls.release.id)
        cls.waiting = cls.stage["pending_release"]

    def _attach(self, ticket, user, problem=None):
        ticket.with_user(user).development_item_id = problem or self.problem
        self.env.flush_all()
        self.env.invalidate_all()

    def test_a_resellers_case_waits_for_the_release(self):
        for code in ("backlog_reseller", "in_progress_reseller"):
            ticket = self._create_ticket_in(code, user=self.ana)
            self._attach(ticket, self.ana)
            self.assertEqual(ticket.stage_id, self.waiting)
            self.assertEqual(ticket.release_id, self.release)
            self.assertTrue(ticket.escalated_date)
            self.assertEqual(ticket.reseller_team_id, self.north)

    def test_support_attaches_from_triage(self):
        for code in ("backlog_support", "in_progress_support"):
            ticket = self._create_ticket_in(code)
            self._attach(ticket, self.sam)
            self.assertEqual(ticket.stage_id, self.waiting)

    def test_a_resellers_own_case_that_nobody_has_taken_waits_too(self):
        ticket = self._create_ticket(self.ana)
        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])
        self._attach(ticket, self.ana)
        self.assertEqual(ticket.stage_id, self.waiting)

    def test_without_a_planned_release_it_stays_where_it_is(self):
        for release in (False, self._create_release("9.2.3")):
            if release:
                release.sudo().state = "published"
            problem = self._create_problem(
                readers="reseller", release_id=release and release.id
            )
            ticket = self._create_ticket_in("in_progress_reseller")
            self._attach(ticket, self.ana, problem)
            self.assertEqual(ticket.development_item_id, problem)
            self.assertEqual(ticket.stage_id, self.stage["in_progress_reseller"])

    def test_what_others_have_in_hand_a_reseller_leaves(self):
        for code in ("in_progress_support", "in_progress_dev", "pending_release"):
            ticket = self._create_ticket_in(code, release_id=self.release.id)
            with self.assertRaises(UserError) as refusal:
                ticket.with_user(self.ana).development_item_id = self.problem
            self.assertIn(ticket.number, str(refusal.exception))

    def test_a_reseller_attaches_to_what_it_may_read(self):
        hidden = self._create_problem(release_id=self.release.id)
        ticket = self._create_ticket_in("in_progress_reseller")
        with self.assertRaises(AccessError):
            ticket.with_user(self.ana).development_item_id = hidden
        with self.assertRaises(AccessError):
            self._create_ticket(self.ana, development_item_id=hidden.id)
        defaults = self.tickets.with_context(default_development_item_id=hidden.id)
        with self.assertRaises(AccessError):
            defaults.with_user(self.ana).create({"name": "Mine"})
        southern = self._create_southern()
        with self.assertRaises(AccessError):
            southern.with_user(self.ana).development_item_id = self.problem
        self.assertFalse(southern.development_item_id)

    def test_publishing_and_withdrawing_take_it_along(self):
        ticket = self._create_ticket()
        self._move(ticket, self.ana, "in_progress_reseller")
        self._attach(ticket, self.ana)
        self._publish(self.release)
        self.assertEqual(ticket.stage_id, self.stage["confirmation_reseller"])
        self.assertEqual(ticket.user_id, self.ana)
        self._withdraw(self.release)
        self.assertEqual(ticket.stage_id, self.waiting)

    def test_a_release_that_is_found_later_takes_its_cases_along(self):
        problem = self._create_problem(readers="reseller")
        waiting = self._create_ticket_in("in_progress_reseller")
        southern = self._create_southern()
        in_hand = self._create_ticket_in("in_progress_dev")
        closed = self._create_ticket_in("canceled")
        cases = waiting | southern | in_hand | closed
        cases.development_item_id = problem
        before = (in_hand | closed).mapped("stage_id")
        problem.with_user(self.sam).release_id = self.release
        self.assertEqual(self._run_jobs(problem), 1)
        self.assertEqual((waiting | southern).stage_id, self.waiting)
        self.assertEqual((in_hand | closed).mapped("stage_id"), before)

    def test_a_move_that_a_manager_took_out_of_the_table_is_not_made(self):
        self.env.ref(
            "revo_helpdesk_releases."
            "transition_in_progress_reseller_pending_release_system"
        ).active = False
        ticket = self._create_ticket_in("in_progress_reseller")
        self._attach(ticket, self.ana)
        self.assertEqual(ticket.stage_id, self.stage["in_progress_reseller"])

    def test_a_case_with_an_older_version_is_told_what_solves_it(self):
        self.release.sudo().state = "published"
        ticket = self._create_ticket_in(
            "in_progress_reseller",
            product_id=self.release.product_id.id,
            version="9.2.1",
        )
        self.assertFalse(ticket.lacks_solution)
        self._attach(ticket, self.ana)
        self.assertTrue(ticket.lacks_solution)
        self.assertEqual(
            ticket.with_user(self.ana).release_news,
            "Solved in version 9.2.4 (App). It was reported with 9.2.1.",
        )
