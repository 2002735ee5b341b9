"""Who has the rights works in a direct team without a list of members, and sees its
tickets.
"""

from odoo import Command
from odoo.exceptions import AccessError

from ..common import SupportLineCase


class TestOpenMembership(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users({"lea": "plain", "tom": "plain"})
        for user, group in ((cls.lea, "own"), (cls.tom, "team")):
            xmlid = f"helpdesk_mgmt.group_helpdesk_user_{group}"
            user.groups_id = [Command.set(cls.env.ref(xmlid).ids)]
        cls.desk = cls._create_team("direct", cls.env["res.users"], name="Desk")
        cls.desk.assignment_method = "manual"
        cls.waiting = cls._open_at_desk()
        cls.taken = cls._open_at_desk(user_id=cls.pia.id)

    @classmethod
    def _open_at_desk(cls, **values):
        return cls.tickets.create(
            {
                "name": "No paper",
                "description": "<p>x</p>",
                "team_id": cls.desk.id,
                "partner_id": cls.cora.partner_id.id,
                **values,
            }
        )

    def _sees(self, user):
        """Return which of the two tickets somebody finds and may open and change."""
        both = self.waiting | self.taken
        found = both.with_user(user).search([("id", "in", both.ids)])
        for ticket in both.with_user(user):
            ticket.invalidate_recordset()
            if ticket in found:
                ticket.write({"priority": "2"})
            else:
                with self.assertRaises(AccessError):
                    ticket.read(["name"])
        return found.with_env(self.env).sorted("id")

    def test_members_see_what_the_group_shows_of_their_team(self):
        self.assertFalse(self.waiting.user_id)
        for user in (self.lea, self.tom):
            self.assertTrue(self.desk._is_member(user))
        self.assertEqual(self._sees(self.lea), self.waiting)
        self.assertEqual(self._sees(self.tom), self.waiting | self.taken)
        self.waiting.with_user(self.lea).user_id = self.lea
        self.assertEqual(self._sees(self.lea), self.waiting)

    def test_resellers_and_other_clients_see_none(self):
        for user in (self.ana, self.rita, self.cleo):
            both = self.waiting | self.taken
            found = both.with_user(user).search([("id", "in", both.ids)], order="id")
            self.assertFalse(found, user.name)
        tickets = self.tickets.with_user(self.rita)
        with self.assertRaises(AccessError):
            tickets.browse(self.waiting.id).read(["name"])

    def test_a_list_says_who_works_there(self):
        self.desk.user_ids = self.pia
        for user in (self.lea, self.tom):
            self.assertFalse(self.desk._is_member(user))
            self.assertFalse(self._sees(user))
        self.desk.user_ids = self.lea | self.pia
        self.assertEqual(self._sees(self.lea), self.waiting)
        # Nobody who has left makes it a list.
        self.desk.user_ids.active = False
        self.assertEqual(self._sees(self.tom), self.waiting | self.taken)

    def test_a_team_may_show_its_tickets_to_some_alone(self):
        self.desk.visibility_user_ids = self.tom
        self.assertFalse(self.desk._is_member(self.lea))
        self.assertFalse(self._sees(self.lea))
        self.assertEqual(self._sees(self.tom), self.waiting | self.taken)

    def test_an_empty_reseller_team_has_nobody(self):
        empty = self._create_team("reseller", self.env["res.users"], name="Empty")
        shop = self._create_client("Closed Shop", empty)
        ticket = self.tickets.create(
            {"name": "x", "description": "<p>x</p>", "partner_id": shop.id}
        )
        self.assertEqual(ticket.team_id, empty)
        for user in (self.lea, self.tom):
            found = ticket.with_user(user).search([("id", "=", ticket.id)])
            self.assertFalse(found, user.name)

    def test_who_works_in_teams_is_found(self):
        people = self.ana | self.lea | self.pia | self.sam | self.cleo
        users = self.env["res.users"].with_user(self.pia)

        def find(*leaf):
            return users.search([leaf, ("id", "in", people.ids)]).with_env(self.env)

        working = self.ana | self.lea | self.pia | self.sam
        self.assertEqual(find("works_in_teams", "=", True), working)
        self.assertEqual(find("works_in_teams", "!=", True), self.cleo)
        self.assertEqual(people.filtered("works_in_teams"), working)
