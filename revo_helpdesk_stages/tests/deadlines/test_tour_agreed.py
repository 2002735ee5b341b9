"""What a team has agreed on, as a manager and a reseller play it."""

from datetime import timedelta

from odoo import fields

from ..common import SupportLineHttpCase


class ScreenMixin:
    def _play(self, url, user, part):
        user.password = user.login
        self.env.flush_all()
        self.start_tour(url, f"helpdesk_agreed_{part}", login=user.login, timeout=180)
        self.env.invalidate_all()

    def test_it_is_agreed_seen_and_reported(self):
        north = self.north
        url = f"/web#id={north.id}&model={north._name}&view_type=form"
        self._play(url, self.mia, "manager")
        self.assertEqual(
            (north.take_hours, north.solve_hours, north.confirm_hours), (4, 16, 8)
        )
        self._create_ticket(name="The bill has no logo")
        late = self._create_ticket(name="The bill has no date")
        self.assertTrue(late.agreed_deadline)
        hour_ago = fields.Datetime.now() - timedelta(hours=1)
        late.sudo()._write_settled({"agreed_deadline": hour_ago})
        stays = self.env["helpdesk.ticket.stay"].search([("ticket_id", "=", late.id)])
        stays.agreed_deadline = hour_ago

        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self._play(f"/web#action={board.id}", self.ana, "reseller")
        report = self.env.ref("revo_helpdesk_stages.helpdesk_agreement_report_action")
        self._play(f"/web#action={report.id}", self.mia, "report")


class TestAgreedOnADesk(ScreenMixin, SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The form is open when a tour ends.
    allow_end_on_form = True


class TestAgreedOnAPhone(ScreenMixin, SupportLineHttpCase):
    browser_size = "390,844"
    touch_enabled = True
    allow_end_on_form = True
