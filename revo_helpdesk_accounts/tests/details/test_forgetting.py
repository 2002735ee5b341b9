"""What a client has filled in goes with the client, in all tickets that come of it."""

from odoo.tests import tagged

from odoo.addons.revo_helpdesk_stages.tests.privacy.traces import (
    delete_logins,
    find_in_tables,
)

from ..common import AccountsCase

STEM = "planted"


@tagged("post_install", "-at_install")
class TestForgetting(AccountsCase):
    def test_steps_and_expectations_go(self):
        self.cati.partner_id.name = "Planted Catrina"
        ticket = self._open(
            self.mia,
            name="Planted title of the ticket",
            description="<p>Planted words of the ticket</p>",
            steps="Planted: I pressed the button twice",
            expected_result="Planted: one receipt",
            inflation_note="As Planted Catrina said",
        )
        self._open(
            self.mia, name="Planted twin", inflation_note="Planted twin is like it"
        )
        figures = ["reproducible", "priority", "stage_id", "team_id", "create_date"]
        before = ticket.read(figures)
        self.cati.partner_id.with_user(self.mia).forget_client()
        delete_logins(self)
        self.env["mail.mail"].search([("model", "!=", "helpdesk.ticket")]).unlink()
        self.env.invalidate_all()
        self.assertEqual(ticket.steps, "Removed at the client's request")
        self.assertEqual(ticket.read(figures), before)
        self.assertEqual(find_in_tables(self.env, [STEM]), {})
