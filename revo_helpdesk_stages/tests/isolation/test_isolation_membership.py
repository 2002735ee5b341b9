"""Who leaves a team loses access at once, with every cache warm."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SupportLineHttpCase


@tagged("post_install", "-at_install")
class TestLeavingATeam(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()
        self.ticket.message_subscribe(self.ana.partner_id.ids)
        self._log_in(self.ana)

    def _find(self, model, domain):
        return self._call(model, "search", domain).get("result")

    def _is_refused(self, model, record):
        with mute_logger("odoo.http"):
            answer = self._call(model, "read", record.ids, ["display_name"])
        return "error" in answer

    def _get_seen(self):
        """Return what of the ticket the same session finds by the web client's
        calls.
        """
        message = self.ticket.message_ids[:1]
        return {
            "ticket": self._find("helpdesk.ticket", [("id", "=", self.ticket.id)]),
            "team": self._find("helpdesk.ticket.team", [("id", "=", self.north.id)]),
            "client": self._find("res.partner", [("id", "=", self.shop.id)]),
            "message": self._find("mail.message", [("id", "=", message.id)]),
        }

    def test_a_removed_member_sees_nothing_any_more(self):
        self._write_text(self.ticket, self.ben, "message")
        # Twice, so that whatever Odoo keeps is kept.
        self.assertTrue(all(self._get_seen().values()), self._get_seen())
        self.north.user_ids -= self.ana
        self.env.flush_all()
        self.assertFalse(any(self._get_seen().values()), self._get_seen())
        self.assertTrue(self._is_refused("helpdesk.ticket", self.ticket))

    def test_a_new_member_sees_all_at_once(self):
        self._log_in(self.rita)
        self.assertFalse(self._find("helpdesk.ticket", [("id", "=", self.ticket.id)]))
        self.assertTrue(self._is_refused("helpdesk.ticket", self.ticket))
        self.north.user_ids |= self.rita
        self.env.flush_all()
        self.assertTrue(self._find("helpdesk.ticket", [("id", "=", self.ticket.id)]))

    def test_a_client_who_changes_company_sees_only_the_new_ones(self):
        self._log_in(self.cleo)
        self.assertFalse(self._is_refused("helpdesk.ticket", self.ticket))
        self.cleo.partner_id.parent_id = self.cafe
        self.env.flush_all()
        self.assertTrue(self._is_refused("helpdesk.ticket", self.ticket))

    def test_a_company_given_to_another_reseller_goes_with_its_contacts(self):
        self.assertTrue(self._find("res.partner", [("id", "=", self.shop.id)]))
        self.shop.reseller_team_id = self.south
        self.env.flush_all()
        self.assertFalse(self._find("res.partner", [("id", "=", self.shop.id)]))
