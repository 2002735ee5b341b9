from datetime import timedelta

from odoo import fields

from ..common import SupportLineHttpCase


class PortalTour(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket(name="The scanner is blind")
        self.cleo.password = self.cleo.login

    def _start(self, tour):
        self.env.flush_all()
        self.start_tour("/my/tickets", tour, login=self.cleo.login, timeout=90)
        self.env.invalidate_all()

    def _send_pictures(self):
        self.env["ir.config_parameter"].set_param("web.max_file_upload_size", 2_000_000)
        self._start("helpdesk_portal_files")
        message = self._get_texts(self.ticket)[:1]
        self.assertEqual(
            sorted(message.attachment_ids.mapped("name")), ["log.txt", "pasted.png"]
        )

    def _play(self):
        ticket = self.ticket
        self._move(
            ticket, self.ana, "backlog_client", body="<p>Does its lamp light up?</p>"
        )
        self._start("helpdesk_portal_client")
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])


class TestTourPortal(PortalTour):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"

    def test_a_client_answers_resolves_and_reopens(self):
        self._play()

    def test_a_client_reminds_the_team(self):
        self.ticket.answer_since = fields.Datetime.now() - timedelta(days=1)
        self._start("helpdesk_portal_nudge")
        self.assertTrue(self.ticket.nudge_date)
        self.assertEqual(self.ticket.activity_ids.user_id, self.ana | self.ben)

    def test_what_a_client_typed_stays_until_it_is_sent(self):
        self._start("helpdesk_portal_kept")
        self.assertIn("Half a day of work", self._get_texts(self.ticket)[:1].body)

    def test_a_client_pastes_and_drops_pictures(self):
        self._send_pictures()

    def test_a_client_closes_and_comes_back(self):
        self._put(self.ticket, "resolved")
        self._start("helpdesk_portal_close")
        self.assertEqual(self.ticket.close_method, "client")


class TestTourPortalPhone(PortalTour):
    browser_size = "390,844"
    touch_enabled = True

    def test_a_client_does_so_with_a_phone(self):
        self._play()

    def test_a_client_sends_pictures_with_a_phone(self):
        self._send_pictures()
