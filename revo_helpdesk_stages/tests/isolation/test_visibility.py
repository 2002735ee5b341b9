"""Whom a team shows its tickets."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from ..common import SupportLineCase


class TestTeamVisibility(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        own = cls.env.ref("helpdesk_mgmt.group_helpdesk_user_own")
        cls._create_users({"lea": "plain", "paul": "plain", "omar": "plain"})
        (cls.lea | cls.omar).groups_id = [Command.set(own.ids)]
        cls.ticket = cls._create_ticket_in("in_progress_support", user=cls.sam)

    def _who_sees(self, ticket):
        """Return who of the line finds a ticket and can open it."""
        users = self.env["res.users"].union(*self.user_of.values())
        users |= self.sue | self.rita | self.lea | self.paul | self.omar
        seeing = users.browse()
        for user in users:
            mine = ticket.with_user(user)
            # In an order that a client may ask for.
            found = mine.search([("id", "=", ticket.id)], order="id")
            # Odoo checks nobody who asks for what is in the cache.
            ticket.invalidate_recordset(["name"])
            try:
                mine.read(["name"])
                opened = mine
            except AccessError:
                opened = ticket.browse()
            self.assertEqual(found, opened, user.name)
            if found:
                seeing |= user
        return seeing

    def test_without_a_list_the_roles_say_who_sees_the_cases(self):
        everybody = self.ana | self.sam | self.sue | self.mia | self.pia | self.paul
        self.assertEqual(self._who_sees(self.ticket), everybody | self.cleo)

    def test_a_list_shows_them_to_these_people_and_the_teams_own(self):
        self.support.visibility_user_ids = self.paul | self.lea
        self.assertEqual(
            self._who_sees(self.ticket),
            # By right: the reseller, its client, the team, managers.
            self.ana
            | self.cleo
            | self.sam
            | self.sue
            | self.mia
            # By the list: also who sees but the own tickets otherwise.
            | self.paul
            | self.lea,
        )

    def test_a_list_holds_while_the_case_stands_with_the_team(self):
        self.development.visibility_user_ids = self.paul
        ticket = self._create_ticket_in("backlog_dev")
        self.assertNotIn(self.sam, self._who_sees(ticket))
        self.assertNotIn(self.pia, self._who_sees(ticket))
        self._put(ticket, "in_progress_support")
        self.assertIn(self.sam, self._who_sees(ticket))
        self.assertIn(self.pia, self._who_sees(ticket))

    def test_support_can_hand_a_case_to_a_team_that_does_not_show_it(self):
        self.development.visibility_user_ids = self.paul
        self._move(self.ticket, self.sam, "backlog_dev")
        self.assertEqual(self.ticket.team_id, self.development)
        self.assertNotIn(self.sam, self._who_sees(self.ticket))

    def test_the_leader_sees_them(self):
        self.support.visibility_user_ids = self.paul
        self.assertNotIn(self.pia, self._who_sees(self.ticket))
        self.support.user_id = self.pia
        self.assertIn(self.pia, self._who_sees(self.ticket))

    def test_a_team_without_members_is_everybody_of_its_role(self):
        self.support.user_ids = [Command.clear()]
        self.support.visibility_user_ids = self.paul
        seeing = self._who_sees(self.ticket)
        self.assertEqual(seeing & (self.sam | self.sue | self.pia), self.sam | self.sue)

    def test_who_is_taken_off_the_list_stops_seeing_them_at_once(self):
        self.support.visibility_user_ids = self.paul | self.lea
        self.assertIn(self.lea, self._who_sees(self.ticket))
        self.support.visibility_user_ids = self.paul
        self.assertNotIn(self.lea, self._who_sees(self.ticket))

    def test_who_looks_on_changes_nothing(self):
        self.support.visibility_user_ids = self.lea
        with self.assertRaises(AccessError):
            self.ticket.with_user(self.lea).name = "Mine"
        with self.assertRaises(UserError):
            self.ticket.with_user(self.lea).stage_id = self.stage["backlog_dev"]

    def test_who_looks_on_sees_what_a_reseller_handles_alone(self):
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self.assertNotIn(self.lea, self._who_sees(ticket))
        self.north.visibility_user_ids = self.lea
        self.assertEqual(
            self._who_sees(ticket), self.ana | self.cleo | self.lea | self.mia
        )

    def test_resellers_people_and_clients_are_never_listed(self):
        for user in (self.rita, self.cora):
            with self.assertRaises(ValidationError) as caught:
                self.support.with_user(self.mia).visibility_user_ids = user
            self.assertIn(user.name, str(caught.exception))
            self.assertIn("Choose employees", str(caught.exception))

    def test_who_becomes_a_resellers_colleague_stops_seeing_them(self):
        self.support.visibility_user_ids = self.paul | self.lea | self.pia
        group = self.env.ref("revo_helpdesk_stages.group_reseller_user")
        self.paul.groups_id = [Command.set(group.ids)]
        self.assertNotIn(self.paul, self._who_sees(self.ticket))
        self.lea.helpdesk_role = "reseller"
        self.assertNotIn(self.lea, self._who_sees(self.ticket))
        self.assertEqual(self.support.visibility_user_ids, self.pia)

    def test_a_manager_sets_the_list_on_the_form_of_the_team(self):
        with Form(self.support.with_user(self.mia)) as form:
            form.visibility_user_ids.add(self.lea)
        self.assertIn(self.lea, self._who_sees(self.ticket))
        with self.assertRaises(AccessError):
            self.support.with_user(self.sam).read(["visibility_user_ids"])
