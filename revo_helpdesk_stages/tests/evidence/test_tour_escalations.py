"""What an escalation was, as support and the reseller play it."""

from ..common import SupportLineHttpCase


class ScreenMixin:
    def _play(self, url, user, part):
        user.password = user.login
        self.env.flush_all()
        self.start_tour(
            url, f"helpdesk_escalations_{part}", login=user.login, timeout=180
        )
        self.env.invalidate_all()

    def test_support_says_it_and_the_reseller_contests_it(self):
        self.env["helpdesk.check"].search([]).action_archive()
        ticket = self._create_ticket()
        self._walk(
            ticket, (self.ana, "backlog_support"), (self.sam, "in_progress_support")
        )
        url = f"/web#id={ticket.id}&model={ticket._name}&view_type=form"
        self._play(url, self.sam, "support")
        self._play(url, self.ana, "reseller")
        said = ticket.sudo().escalation_ids
        self.assertEqual(said.verdict, "facts_missing")
        self.assertEqual(said.contest_user_id, self.ana)
        report = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_escalation_action")
        self._play(f"/web#action={report.id}", self.ana, "report")


class TestEscalationsOnADesk(ScreenMixin, SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The form is open when a tour ends.
    allow_end_on_form = True


class TestEscalationsOnAPhone(ScreenMixin, SupportLineHttpCase):
    browser_size = "390,844"
    touch_enabled = True
    allow_end_on_form = True
