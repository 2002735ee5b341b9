from ast import literal_eval

from odoo.tests import Form

from ..common import AccountsCase


class TestCall(AccountsCase):
    def _enter(self, user, contact):
        """Enter a call in its three fields; give the ticket."""
        action = self.env.ref("revo_helpdesk_accounts.helpdesk_ticket_action_call")
        tickets = self.tickets.with_user(user).with_context(
            **literal_eval(action.context)
        )
        form = Form(tickets, view=action.view_id)
        form.partner_id = contact.with_user(user)
        form.name = "The drawer does not open"
        form.description = "<p>Since this morning.</p>"
        ticket = form.save()
        self.assertEqual(ticket.action_open_entered()["res_id"], ticket.id)
        return self.tickets.browse(ticket.id)

    def test_a_call_becomes_a_ticket_of_the_team_of_whoever_takes_it(self):
        ticket = self._enter(self.kim, self.cati.partner_id)
        self.assertEqual(ticket.team_id, self.accounts)
        self.assertEqual(ticket.commercial_partner_id, self.acme)
        self.assertEqual(ticket.partner_email, self.cati.email)
        self.assertEqual(ticket.account_leader_id, self.lola)
        self.assertFalse(ticket.request_type)

    def test_a_call_is_known_by_its_channel(self):
        phone = self.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_phone")
        self.assertEqual(self._enter(self.kim, self.cati.partner_id).channel_id, phone)

    def test_whoever_takes_a_call_is_not_assigned(self):
        self.assertFalse(self._enter(self.kim, self.cati.partner_id).user_id)

    def test_a_call_to_a_reseller_starts_with_the_reseller(self):
        ticket = self._enter(self.ana, self.cleo.partner_id)
        self.assertEqual(ticket.team_id, self.north)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(ticket.origin, "client")

    def test_a_call_without_a_caller_is_not_entered(self):
        with self.assertRaisesRegex(AssertionError, "partner_id is a required"):
            self._enter(self.kim, self.env["res.partner"])


class TestChannels(AccountsCase):
    def test_a_case_can_start_by_phone_mail_whatsapp_or_in_person(self):
        names = self.env["helpdesk.ticket.channel"].with_user(self.kim).search([])
        self.assertLessEqual(
            {"Phone", "Email", "WhatsApp", "In person"}, set(names.mapped("name"))
        )


class TestMenus(AccountsCase):
    def test_resellers_take_calls_and_account_teams_have_their_queue_too(self):
        call, queue = (
            f"revo_helpdesk_accounts.helpdesk_ticket_menu_{name}"
            for name in ("call", "queue")
        )
        for user, expected in ((self.ana, {call}), (self.kim, {call, queue})):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            seen = {menu["xmlid"] for key, menu in menus.items() if key != "root"}
            self.assertEqual(seen & {call, queue}, expected, user.name)
