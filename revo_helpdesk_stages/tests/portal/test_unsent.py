"""Who was logged out while writing finds the form again, with what was typed."""

from odoo import http

from ..common import SupportLineHttpCase
from ..compat import TELLS_UNSENT


class TestUnsent(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket_in("backlog_client")
        self._log_in(self.cleo)

    def test_the_login_leads_back_to_the_form(self):
        for action in ("answer", "close", "nudge", "reopen", "resolve"):
            with self.subTest(action=action):
                path = f"/my/ticket/{self.ticket.id}/{action}"
                token = http.Request.csrf_token(self)
                self.logout()
                response = self.url_open(path, data={"csrf_token": token, "text": "x"})
                self.assertIn("/web/login", response.url)
                self._log_in(self.cleo)
                page = self.url_open(path).text
                if TELLS_UNSENT:
                    self.assertIn("You were logged out before this was sent", page)
                self.assertIn(self.ticket.name, page)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_client"])

    def test_so_it_does_for_a_new_ticket(self):
        before = self.tickets.search_count([])
        response = self.url_open("/submitted/ticket?subject=Mine&description=Mine")
        self.assertEqual(response.status_code, 200)
        self.assertIn("You were logged out before the ticket was sent", response.text)
        self.assertEqual(self.tickets.search_count([]), before)

    def test_nothing_is_shown_of_others_tickets(self):
        self._log_in(self.cora)
        response = self.url_open(f"/my/ticket/{self.ticket.id}/answer")
        self.assertEqual(response.status_code, 404)
