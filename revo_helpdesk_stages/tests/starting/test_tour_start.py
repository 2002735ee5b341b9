"""From nothing to a client's case on the reseller's board, counted in clicks."""

from urllib.parse import urlsplit

from odoo.tests import HttpCase, tagged

from ...compat import invitation_link
from .start_case import BeginningMixin

#: How often each has to click: the tours say how.
CLICKS = {"administrator": 6, "client": 3, "reseller": 2}
ALLOWED = 12


@tagged("post_install", "-at_install")
class TestTourStart(BeginningMixin, HttpCase):
    browser_size = "1366,768"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._begin_anew()
        cls.env["helpdesk.ticket.category"].search([]).active = False
        cls.admin.password = "admin"

    def _follow(self, address, part):
        """Let somebody follow the link of the invitation."""
        person = self.env["res.partner"].search([("email", "=", address)])
        link = urlsplit(invitation_link(person.sudo()))
        self.start_tour(
            f"{link.path}?{link.query}", f"helpdesk_start_{part}", timeout=180
        )
        self.env.invalidate_all()

    def test_the_first_case_is_twelve_clicks_away(self):
        self.assertLessEqual(sum(CLICKS.values()), ALLOWED)
        self.start_tour(
            "/web", "helpdesk_start_administrator", login="admin", timeout=180
        )
        self._follow("emily@harbour.example", "client")
        ticket = self.env["helpdesk.ticket"].search(
            [("name", "=", "The till does not open")]
        )
        self.assertEqual(ticket.stage_id.code, "backlog_reseller")
        self.assertEqual(ticket.team_id.name, "North Coast")
        self._follow("olga@coast.example", "reseller")
