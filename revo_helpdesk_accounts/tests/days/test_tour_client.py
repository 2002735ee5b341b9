"""A client's day on the site, from opening a ticket to closing another one."""

from datetime import timedelta

from odoo import fields

from odoo.addons.revo_helpdesk_stages.policies.thread_window import FIRST

from ..common import AccountsHttpCase


class ClientDay(AccountsHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.helpdesk_mgmt_portal_category_id_required = False
        cls.cleo.password = cls.cleo.login
        cls.asked = cls._create_ticket(name="The scanner is blind")
        before = ["We are looking for it"] * FIRST
        for text in ["The very first words", *before, "Does its lamp light up?"]:
            cls.asked.with_user(cls.ana).message_post(
                body=text, message_type="comment", subtype_xmlid="mail.mt_note"
            )
        cls.forgotten = cls._create_ticket(name="The drawer is stuck")
        cls.forgotten.answer_since = fields.Datetime.now() - timedelta(days=1)

    def _play(self):
        self._move(self.asked, self.ana, "backlog_client")
        self.env.flush_all()
        # What somebody finds who opens the address of the site.
        self.start_tour(
            "/web", "helpdesk_day_client", login=self.cleo.login, timeout=600
        )
        self.env.invalidate_all()
        ticket = self.tickets.search([("name", "=", "The till takes no cards")])
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual((ticket.reported_type, ticket.priority), ("support", "4"))
        self.assertTrue(ticket.immediate_reason_id)
        self.assertEqual(
            (ticket.steps, ticket.expected_result, ticket.reproducible),
            ("1. Open an order. 2. Press Pay.", "The card is taken.", "always"),
        )
        self.assertEqual(
            sorted(ticket.attachment_ids.mapped("name")), ["terminal.png", "till.png"]
        )
        self.assertEqual(self.asked.close_method, "client")
        words = "".join(self._get_texts(self.asked).mapped("body"))
        self.assertIn("It is red.", words)
        self.assertIn("It is blind again.", words)
        self.assertEqual(self.forgotten.activity_ids.user_id, self.ana | self.ben)


class TestTourClient(ClientDay):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"

    def test_a_clients_day(self):
        self._play()


class TestTourClientPhone(ClientDay):
    browser_size = "390,844"
    touch_enabled = True

    def test_a_clients_day_with_a_phone(self):
        self._play()
