from .common import SupportLineHttpCase


class PortalTour(SupportLineHttpCase):
    def _play(self):
        ticket = self._create_ticket(name="The scanner is blind")
        self._move(
            ticket, self.ana, "backlog_client", body="<p>Does its lamp light up?</p>"
        )
        self.cleo.password = self.cleo.login
        self.start_tour(
            "/my/tickets", "helpdesk_portal_client", login=self.cleo.login, timeout=90
        )
        self.env.invalidate_all()
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])


class TestTourPortal(PortalTour):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"

    def test_a_client_answers_resolves_and_reopens(self):
        self._play()


class TestTourPortalPhone(PortalTour):
    browser_size = "390,844"
    touch_enabled = True

    def test_a_client_does_so_with_a_phone(self):
        self._play()
