"""What a client does on the site."""

from odoo.tools import mute_logger

from .common import SupportLineHttpCase
from .compat import REFUSED


class TestPortal(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _submit(self, **values):
        """Open a ticket with the site's form, and give it."""
        before = self.tickets.search([])
        response = self._post(
            "/submitted/ticket",
            **{
                "category": self.env.ref("helpdesk_mgmt.helpdesk_category_1").id,
                "subject": "The printer is silent",
                "description": "Since this morning.",
                **values,
            },
        )
        self.assertEqual(response.status_code, 200)
        return self.tickets.search([]) - before

    def _close(self, ticket, code):
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"/ticket/close?ticket_id={ticket.id}&stage_id={self.stage[code].id}"
            )
        self.env.invalidate_all()
        return response

    def test_a_ticket_of_the_sites_form_starts_with_the_reseller(self):
        ticket = self._submit()
        self.assertEqual(len(ticket), 1)
        self.assertRegex(ticket.number, r"\d")
        self.assertEqual(ticket.origin, "client")
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(ticket.team_id, self.north)
        self.assertEqual(ticket.reseller_team_id, self.north)
        self.assertEqual(ticket.partner_id, self.cleo.partner_id)
        self.assertFalse(ticket.user_id)
        self.assertFalse(ticket.escalated_date)
        self.assertEqual(
            self._get_ledger(ticket),
            [(self.north, self.env["res.users"], "waiting")],
        )

    def test_a_client_without_a_reseller_starts_with_the_vendors(self):
        self.shop.reseller_team_id = False
        ticket = self._submit()
        self.assertEqual(ticket.team_id, self.south)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])

    def test_a_client_cannot_choose_the_team_of_another_reseller(self):
        self.company.helpdesk_mgmt_portal_select_team = True
        self.south.show_in_portal = True
        ticket = self._submit(team=self.south.id)
        self.assertEqual(ticket.reseller_team_id, self.north)
        self.assertEqual(ticket.team_id, self.north)

    def test_a_client_cannot_start_with_support_by_choosing_its_team(self):
        self.company.helpdesk_mgmt_portal_select_team = True
        self.support.show_in_portal = True
        ticket = self._submit(team=self.support.id)
        self.assertEqual(ticket.team_id, self.north)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])

    def test_a_direct_team_that_the_client_chooses_gets_the_ticket(self):
        self.company.helpdesk_mgmt_portal_select_team = True
        direct = self._create_team("direct", self.pia, show_in_portal=True)
        ticket = self._submit(team=direct.id)
        self.assertEqual(ticket.team_id, direct)
        self.assertEqual(ticket.pipeline, "direct")
        self.assertEqual(ticket.stage_id, direct._get_applicable_stages()[0])

    def test_a_client_resolves_a_case_that_stands_with_the_reseller(self):
        for code in ("backlog_client", "backlog_reseller", "in_progress_reseller"):
            ticket = self._create_ticket_in(code)
            self._close(ticket, "resolved")
            self.assertEqual(ticket.stage_id, self.stage["resolved"], code)

    def test_a_client_does_not_resolve_a_case_that_stands_with_the_vendor(self):
        for code in ("backlog_support", "internal_review", "in_progress_dev"):
            ticket = self._create_ticket_in(code)
            response = self._close(ticket, "resolved")
            self.assertIn(response.status_code, REFUSED)
            self.assertEqual(ticket.stage_id, self.stage[code])

    def test_a_client_does_not_resolve_another_clients_case(self):
        ticket = self._create_ticket(opener=self.rita, partner_id=self.cafe.id)
        stage = ticket.stage_id
        response = self._close(ticket, "resolved")
        self.assertIn(response.status_code, REFUSED)
        self.assertEqual(ticket.stage_id, stage)

    def test_a_client_does_not_move_a_case_elsewhere(self):
        ticket = self._create_ticket_in("backlog_client")
        for code in ("backlog_support", "canceled", "in_progress_reseller"):
            self._close(ticket, code)
            self.assertEqual(ticket.stage_id, self.stage["backlog_client"])

    def test_a_client_does_not_close_another_clients_direct_ticket(self):
        direct = self._create_team("direct", self.pia)
        ticket = self._create_ticket(
            opener=self.pia, team_id=direct.id, partner_id=self.cafe.id
        )
        stage = ticket.stage_id
        done = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        done.close_from_portal = True
        with mute_logger("odoo.http"):
            self.url_open(f"/ticket/close?ticket_id={ticket.id}&stage_id={done.id}")
        self.env.invalidate_all()
        self.assertEqual(ticket.stage_id, stage)

    def test_the_page_offers_to_resolve_where_the_client_may(self):
        ticket = self._create_ticket()
        button = 'action="/ticket/close"'
        self.assertIn(button, self._get_page(ticket))
        self._put(ticket, "internal_review")
        page = self._get_page(ticket)
        self.assertIn(ticket.number, page)
        self.assertNotIn(button, page)

    def test_a_clients_answer_on_the_site_takes_the_case_back(self):
        ticket = self._create_ticket()
        self._move(ticket, self.ana, "backlog_client")
        answer = self._post_on_page(ticket, "It is the one in the kitchen.")
        self.assertNotIn("error", answer)
        self.env.invalidate_all()
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        message = self._get_texts(ticket).sorted("id")[-1]
        self.assertIn("kitchen", message.body)
        self.assertEqual(message.audience, "client")
        self.assertEqual(message.author_tier, "client")
        self.assertFalse(message.is_internal)

    def _get_page(self, ticket):
        self.env.flush_all()
        return self.url_open(f"/my/ticket/{ticket.id}").text
