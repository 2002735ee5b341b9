"""The tickets of a member who leaves go to the others."""

from collections import Counter

from odoo.exceptions import AccessError

from ..common import SupportLineCase


class TestRedistribution(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zed = cls._create_user("zed", "reseller")
        cls.north.user_ids |= cls.zed
        cls.north.assignment_method = "balanced"
        cls.cases = cls.tickets.browse(cls._create_ticket().id for _number in range(6))
        cls.cases.user_id = cls.ana
        cls.done = cls._create_ticket_in("resolved", user=cls.ana)

    def _redistribute(self, user):
        action = self.north.with_user(self.mia).action_redistribute()
        wizards = self.env[action["res_model"]].with_user(self.mia)
        wizard = wizards.with_context(**action["context"]).create({"user_id": user.id})
        return wizard, wizard.action_apply()

    def test_open_tickets_go_through_the_method_again(self):
        wizard, result = self._redistribute(self.ana)
        shares = Counter(ticket.user_id for ticket in self.cases)
        self.assertEqual(shares, {self.ben: 3, self.zed: 3})
        self.assertEqual(self.done.user_id, self.ana)
        self.assertIn("Ben: 3", result["params"]["message"])
        self.assertFalse(wizard.ticket_count)
        self.assertEqual(self._get_ledger(self.cases[0])[-1][2], "balanced")

    def test_each_ticket_has_a_note_that_its_team_reads(self):
        self._redistribute(self.ana)
        # As another user's request finds it.
        self.env.flush_all()
        for ticket in self.cases:
            note = (
                self.env["mail.message"]
                .with_user(self.ben)
                .search(
                    [("res_id", "=", ticket.id), ("body", "ilike", "Re-distributed")]
                )
            )
            self.assertEqual(len(note), 1)
            self.assertEqual(note.audience, "reseller")
            self.assertIn(ticket.user_id.name, note.body)

    def test_with_nobody_left_they_wait_for_somebody(self):
        self.north.user_ids = self.ana
        self.north.user_id = self.mia
        self._redistribute(self.ana)
        self.assertFalse(self.cases.user_id)
        self.assertEqual(self.cases.activity_ids.user_id, self.mia)
        self.assertEqual(len(self.cases.activity_ids), len(self.cases))

    def test_a_login_that_is_archived_can_be_chosen(self):
        self.ana.active = False
        self._redistribute(self.ana)
        self.assertNotIn(self.ana, self.cases.user_id)

    def test_managers_alone_redistribute(self):
        for user in (self.ana, self.sam, self.cleo):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.env["helpdesk.ticket.redistribution"].with_user(user).create(
                    {"team_id": self.north.id, "user_id": self.ana.id}
                )
