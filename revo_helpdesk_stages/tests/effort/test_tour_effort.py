"""How easy it was, as a manager, a client and its reseller play it."""

from ..common import SupportLineHttpCase


class ScreenMixin:
    def _play(self, url, user, part):
        user.password = user.login
        self.env.flush_all()
        self.start_tour(url, f"helpdesk_effort_{part}", login=user.login, timeout=180)
        self.env.invalidate_all()

    def test_a_client_says_it_and_its_reseller_reads_it(self):
        north = self.north
        url = f"/web#id={north.id}&model={north._name}&view_type=form"
        self._play(url, self.mia, "manager")
        self.assertEqual(north.effort_share, 100)
        ticket = self._create_ticket(name="The bill has no logo")
        self._walk(ticket, (self.ana, "in_progress_reseller"), (self.ana, "resolved"))
        self._play("/my/tickets", self.cleo, "client")
        report = self.env.ref("revo_helpdesk_stages.helpdesk_effort_report_action")
        said = self.env[report.res_model].search([("ticket_id", "=", ticket.id)])
        self.assertEqual((said.face, said.feedback), ("1", "Three calls."))
        for user in (self.ana, self.mia):
            self._play(f"/web#action={report.id}", user, "report")


class TestEffortOnADesk(ScreenMixin, SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The form is open when a tour ends.
    allow_end_on_form = True


class TestEffortOnAPhone(ScreenMixin, SupportLineHttpCase):
    browser_size = "390,844"
    touch_enabled = True
    allow_end_on_form = True
