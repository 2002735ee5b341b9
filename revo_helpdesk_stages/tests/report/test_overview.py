"""The overview that each role starts with."""

from datetime import timedelta

from odoo import fields
from odoo.tools.safe_eval import safe_eval

from ..common import SupportLineCase, SupportLineHttpCase

OVERVIEW = "revo_helpdesk_stages.helpdesk_overview_action"


class TestOverview(SupportLineCase):
    def _get_action(self, user):
        return self.tickets.with_user(user).action_overview()

    def _read_sections(self, user):
        """Return the tickets of each section, as the support overview shows them."""
        groups = (
            self.env["helpdesk.overview"]
            .with_user(user)
            ._read_group([], ["section"], ["id:recordset"])
        )
        return {section: rows.ticket_id for section, rows in groups}

    def test_each_role_gets_its_own(self):
        for user, model in (
            (self.ana, "helpdesk.ticket"),
            (self.sam, "helpdesk.overview"),
            (self.mia, "helpdesk.flow.report"),
        ):
            action = self._get_action(user)
            self.assertEqual(action["res_model"], model, user.name)
            self.env[model].with_user(user).search([])

    def test_a_manager_reads_how_many_cases_wait_for_a_reseller(self):
        self.company.helpdesk_default_reseller_team_id = False
        self.shop.reseller_team_id = False
        self.tickets.search(self.tickets._get_unclaimed_domain()).active = False
        self.assertEqual(
            self._get_action(self.mia)["res_model"], "helpdesk.flow.report"
        )
        cases = self._create_ticket() | self._create_ticket()
        params = self._get_action(self.mia)["params"]
        self.assertIn("2", params["message"])
        self.assertEqual(params["next"]["res_model"], "helpdesk.flow.report")
        listed = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_unclaimed")
        self.assertIn(str(listed.id), params["links"][0]["url"])
        cases[0].with_user(self.mia).reseller_team_id = self.north
        self.assertIn("1", self._get_action(self.mia)["params"]["message"])

    def test_support_finds_a_case_in_each_section_that_it_belongs_to(self):
        incoming = self._create_ticket_in("backlog_support")
        started = self._create_ticket_in("in_progress_support", user=self.sam)
        asked = self._create_ticket_in("internal_review", user=self.sam)
        asked.contact_deadline = fields.Datetime.now() - timedelta(hours=1)
        started.contact_deadline = fields.Datetime.now() + timedelta(hours=1)
        sections = self._read_sections(self.sam)
        mine = incoming | started | asked
        self.assertEqual(sections["incoming"] & mine, incoming)
        self.assertEqual(sections["overdue"] & mine, asked)
        self.assertEqual(sections["integrator"] & mine, asked)

    def test_the_oldest_is_first(self):
        newer = self._create_ticket_in("backlog_support")
        older = self._create_ticket_in("backlog_support")
        older.waiting_since = fields.Datetime.now() - timedelta(days=9)
        self.env.flush_all()
        rows = (
            self.env["helpdesk.overview"]
            .with_user(self.sam)
            .search(
                [("ticket_id", "in", (newer | older).ids), ("section", "=", "incoming")]
            )
        )
        self.assertEqual(rows.mapped("ticket_id.id"), [older.id, newer.id])

    def test_support_finds_no_case_that_it_may_not_read(self):
        hidden = self._create_ticket_in("backlog_support")
        self.support.visibility_user_ids = self.mia
        self.support.user_ids = self.sue
        self.assertFalse(
            self.tickets.with_user(self.sam).search([("id", "=", hidden.id)])
        )
        for tickets in self._read_sections(self.sam).values():
            self.assertNotIn(hidden, tickets)
        self.assertIn(hidden, self._read_sections(self.sue)["incoming"])

    def test_where_cases_age_counts_only_where_open_ones_stand_now(self):
        ticket = self._create_ticket()
        self._move(ticket, self.ana, "in_progress_reseller")
        closed = self._create_ticket()
        self._walk(closed, (self.ana, "in_progress_reseller"), (self.ana, "resolved"))
        action = self.env.ref("revo_helpdesk_stages.helpdesk_stay_report_action_age")
        stays = (
            self.env[action.res_model]
            .with_user(self.mia)
            .search(
                [*safe_eval(action.domain), ("ticket_id", "in", (ticket | closed).ids)]
            )
        )
        self.assertEqual(stays.ticket_id, ticket)
        self.assertEqual(stays.stage_id, self.stage["in_progress_reseller"])


class TestTourOverview(SupportLineHttpCase):
    browser_size = "1366,768"

    def _start(self, user, tour):
        user.password = user.login
        action = self.env.ref(OVERVIEW)
        self.start_tour(f"/web#action={action.id}", tour, login=user.login, timeout=90)

    def test_a_reseller_sees_its_own_oldest_first(self):
        newer = self._create_ticket_in(
            "backlog_reseller", user=self.ana, name="Mine and newer"
        )
        older = self._create_ticket_in(
            "in_progress_reseller", user=self.ana, name="Mine and older"
        )
        nobodys = self._create_ticket_in("backlog_reseller", name="Nobody's yet")
        self._create_ticket_in("backlog_reseller", user=self.ben, name="Not mine")
        # Nor of my team.
        self._create_ticket(name="Of others", partner_id=self.cora.partner_id.id)
        now = fields.Datetime.now()
        newer.waiting_since = now - timedelta(days=1)
        nobodys.waiting_since = now - timedelta(hours=1)
        older.waiting_since = now - timedelta(days=5)
        self._start(self.ana, "helpdesk_overview_reseller")

    def test_support_opens_what_came_in(self):
        self._create_ticket_in("backlog_support", name="Came in today")
        self._start(self.sam, "helpdesk_overview_support")

    def test_a_manager_sees_what_comes_in_and_goes_out(self):
        self._create_ticket_in("backlog_support", name="Came in today")
        self._start(self.mia, "helpdesk_overview_manager")
