"""What is told on the ticket and on its page of the version that solves it."""

from datetime import date

from freezegun import freeze_time

from odoo.tests import BaseCase

from ...policies.release_news import release_news
from ..common import ReleasesCase, ReleasesHttpCase

TODAY = date(2026, 11, 24)


class TestReleaseNews(BaseCase):
    def _tell(self, state, day=TODAY, waiting_on="release", is_solution=True):
        return release_news(state, day, waiting_on, is_solution, TODAY)

    def test_a_planned_version_is_expected_on_its_day(self):
        self.assertEqual(self._tell("planned"), "expected")
        self.assertEqual(self._tell("planned", date(2026, 11, 23)), "late")

    def test_nothing_is_promised_where_the_ticket_does_not_wait_for_it(self):
        for is_solution in (True, False):
            self.assertIsNone(
                self._tell("planned", waiting_on="support", is_solution=is_solution)
            )

    def test_what_is_out_is_told_of_where_it_is_the_solution(self):
        self.assertEqual(self._tell("published", waiting_on="reseller"), "out")
        self.assertIsNone(
            self._tell("published", waiting_on="reseller", is_solution=False)
        )

    def test_what_is_withdrawn_has_no_date(self):
        self.assertEqual(self._tell("withdrawn"), "withdrawn")
        self.assertIsNone(self._tell("withdrawn", waiting_on="nobody"))


class TestTicket(ReleasesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.release = cls._create_release("3.42", date_planned="2026-12-02")
        cls.ticket = cls._create_ticket(release_id=cls.release.id)
        cls._put(cls.ticket, "pending_release")

    @freeze_time("2026-11-24 10:00:00")
    def test_the_line_reads_when_it_is_solved(self):
        for user in (self.ana, self.sam, self.dan):
            self.assertEqual(
                self.ticket.with_user(user).release_news,
                "Solved in version 3.42 (App), expected on December 2, 2026.",
            )

    def test_the_news_follow_the_release(self):
        ticket = self.ticket.with_user(self.ana)
        with freeze_time("2026-12-03 10:00:00"):
            self.assertIn("expected soon", ticket.release_news)
        with freeze_time("2026-11-24 10:00:00"):
            ticket.invalidate_recordset()
            self.release.date_planned = "2026-12-16"
            self.assertIn("December 16, 2026", ticket.release_news)
        self.release.sudo().state = "withdrawn"
        self.assertIn("withdrawn", ticket.release_news)
        self.release.sudo().state = "published"
        self._put(self.ticket, "confirmation_reseller")
        self.assertEqual(ticket.release_news, "Solved in version 3.42 (App).")
        self._put(self.ticket, "in_progress_support")
        self.assertFalse(ticket.release_news)

    def test_what_support_solved_another_way_is_not_the_releases(self):
        self._put(self.ticket, "in_progress_dev")
        self._move(self.ticket, self.dan, "in_progress_support")
        self._move(self.ticket, self.sam, "confirmation_reseller")
        self.release.sudo().state = "published"
        self.assertFalse(self.ticket.with_user(self.ana).release_news)

    def test_what_came_back_and_was_solved_another_way_is_not_either(self):
        self._put(self.ticket, "confirmation_reseller")
        self.release.sudo().state = "published"
        ticket = self.ticket.with_user(self.ana)
        self.assertIn("Solved in", ticket.release_news)
        self._move(self.ticket, self.ana, "backlog_support")
        self._move(self.ticket, self.sam, "in_progress_support")
        self._move(self.ticket, self.sam, "confirmation_reseller")
        self.assertFalse(ticket.release_news)

    def test_what_is_confirmed_stays_solved_until_it_is_reopened(self):
        self._put(self.ticket, "confirmation_reseller")
        self.release.sudo().state = "published"
        self._move(self.ticket, self.ana, "resolved")
        ticket = self.ticket.with_user(self.ana)
        self.assertIn("Solved in", ticket.release_news)
        self._move(self.ticket, self.ana, "backlog_reseller")
        self.assertFalse(ticket.release_news)

    def test_a_client_reads_nothing_of_it_by_itself(self):
        known = self.tickets.with_user(self.cleo).fields_get()
        self.assertFalse({"release_id", "release_news"} & set(known))

    def test_cards_cost_the_same_with_many_cases(self):
        def count(tickets):
            tickets.flush_recordset()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            tickets.with_user(self.sam).sudo().mapped("release_news")
            return self.cr.sql_log_count - before

        many = self.ticket
        for _number in range(12):
            many |= self._create_ticket(release_id=self.release.id)
        self._put(many, "pending_release")
        count(many)
        self.assertLessEqual(count(many), count(self.ticket))


class TestPortal(ReleasesHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.release = cls._create_release("3.42", date_planned="2027-12-01")
        cls.ticket = cls._create_ticket(release_id=cls.release.id)

    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _get_list(self):
        self.env.flush_all()
        return self.url_open("/my/tickets").text

    def test_a_client_reads_when_its_ticket_is_solved(self):
        self._put(self.ticket, "pending_release")
        news = "Solved in version 3.42 (App), expected on December 1, 2027."
        for page in (self._get_page(self.ticket), self._get_list()):
            self.assertEqual(page.count(news), 1)

    def test_a_client_reads_it_in_its_language(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.cleo.lang = "es_ES"
        self._put(self.ticket, "pending_release")
        self.env.flush_all()
        page = self.url_open(f"/es/my/ticket/{self.ticket.id}").text
        self.assertIn("1 de diciembre de 2027", page)

    def test_a_client_reads_which_version_solved_it(self):
        self._put(self.ticket, "pending_release")
        self.release.sudo().state = "published"
        for code in ("confirmation_reseller", "resolved"):
            self._put(self.ticket, code)
            news = "Solved in version 3.42 (App)."
            for page in (self._get_page(self.ticket), self._get_list()):
                self.assertEqual(page.count(news), 1)
                self.assertNotIn("expected", page)

    def test_a_client_is_promised_nothing_while_it_is_worked_on(self):
        for code in ("in_progress_dev", "in_progress_support", "confirmation_reseller"):
            self._put(self.ticket, code)
            for page in (self._get_page(self.ticket), self._get_list()):
                self.assertNotIn("3.42", page)

    def test_without_a_release_the_page_is_as_before(self):
        self.ticket.release_id = False
        self._put(self.ticket, "pending_release")
        page = self._get_page(self.ticket)
        self.assertIn("the fix comes with the next update", page)
        self.assertNotIn("o_helpdesk_release", page)
