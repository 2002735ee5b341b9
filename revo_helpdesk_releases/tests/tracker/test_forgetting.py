"""What development's tracker was told of a forgotten client is known here no more."""

import json

from odoo.tests import tagged

from odoo.addons.revo_helpdesk_stages.tests.privacy.traces import (
    delete_logins,
    find_in_tables,
)

from ..common import ReleasesCase

STEM = "planted"


@tagged("post_install", "-at_install")
class TestForgetting(ReleasesCase):
    def test_what_was_told_names_nobody(self):
        parameters = self.env["ir.config_parameter"]
        for name, value in (("url", "https://tracker.example.com"), ("secret", "s")):
            parameters.set_param(f"revo_helpdesk_releases.tracker_{name}", value)
        self.cleo.partner_id.name = "Planted Cleora"
        ticket = self._create_ticket_in("in_progress_support", name="Planted")
        self._move(ticket, self.sam, "backlog_dev", body="<p>Planted Cleora: see.</p>")
        delivery = self.env["helpdesk.tracker.delivery"].search(
            [("ticket_id", "=", ticket.id)]
        )
        self.assertIn("Planted", delivery.payload)
        self.cleo.partner_id.with_user(self.mia).forget_client()
        delete_logins(self)
        self.env["mail.mail"].search([("model", "!=", "helpdesk.ticket")]).unlink()
        self.env.invalidate_all()
        told = json.loads(delivery.payload)
        self.assertEqual(told["title"], "Removed at the client's request")
        self.assertEqual(find_in_tables(self.env, [STEM]), {})
