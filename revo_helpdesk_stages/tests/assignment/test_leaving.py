"""Who leaves a team leaves nothing behind that nobody looks at."""

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from ..common import GROUPS, SupportLineCase

WITHDRAWN = "revo_helpdesk_stages.mail_activity_type_withdrawn"
IDLE = "revo_helpdesk_stages.mail_activity_type_idle"


class LeavingCase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zed = cls._create_user("zed", "reseller")
        cls.north.write(
            {
                "assignment_method": "balanced",
                "user_ids": [Command.link(cls.zed.id)],
                "user_id": cls.ben.id,
            }
        )
        cls.cases = cls._create_cases(4)
        cls.done = cls._create_ticket_in("resolved", user=cls.ana)

    @classmethod
    def _create_cases(cls, count):
        return cls.tickets.union(
            *(cls._create_ticket(user_id=cls.ana.id) for _number in range(count))
        )

    def _plan(self, kind, *users):
        for ticket in self.cases:
            for user in users:
                ticket.activity_schedule(kind, user_id=user.id)

    def _get_told(self):
        """Return what the server has told about somebody who left."""
        return self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("subject", "=like", "No longer in%"),
            ]
        )


class TestLeaving(LeavingCase):
    # Each way by which somebody leaves a team, from either side.

    def _ways(self):
        groups = self.env.ref(GROUPS["reseller"])
        own = self.env.ref("helpdesk_mgmt.group_helpdesk_user_own")
        users = "user_ids" if "user_ids" in groups._fields else "users"
        portal = self.env.ref("base.group_portal")
        return {
            "taken off the list": lambda: self.north.write(
                {"user_ids": [Command.unlink(self.ana.id)]}
            ),
            "another list": lambda: self.north.write(
                {"user_ids": [Command.set((self.ben | self.zed).ids)]}
            ),
            "from the person's side": lambda: self.ana.write(
                {"helpdesk_team_ids": [Command.clear()]}
            ),
            "archived": lambda: self.ana.write({"active": False}),
            "archived by the action": lambda: self.ana.action_archive(),
            "role taken": lambda: self.ana.write({"helpdesk_role": False}),
            "another role": lambda: self.ana.write({"helpdesk_role": "support"}),
            "groups taken": lambda: self.ana.write(
                {"groups_id": [Command.unlink(g.id) for g in groups | own]}
            ),
            "taken out of the group": lambda: (groups | own).write(
                {users: [Command.unlink(self.ana.id)]}
            ),
            "portal": lambda: self.ana.write({"groups_id": [Command.set(portal.ids)]}),
            "deleted": lambda: self.ana.unlink(),
        }

    def test_each_way_hands_all_over_and_tells_the_leader_once(self):
        for name in self._ways():
            with self.subTest(name), self.env.cr.savepoint() as savepoint:
                self._plan(IDLE, self.ana)
                self._plan(WITHDRAWN, self.ana, self.ben)
                self.cases.message_subscribe(self.ana.partner_id.ids)
                partner = self.ana.partner_id
                self._ways()[name]()
                self.env.flush_all()
                self.env.invalidate_all()
                self.assertEqual(len(self.cases.filtered("user_id")), 4)
                self.assertLessEqual(self.cases.user_id, self.ben | self.zed)
                for ticket in self.cases:
                    idle = self._get_planned(ticket, IDLE)
                    self.assertEqual(idle.user_id, ticket.user_id)
                    withdrawn = self._get_planned(ticket, WITHDRAWN)
                    self.assertEqual(withdrawn.user_id, self.ben | ticket.user_id)
                    people = withdrawn.mapped("user_id.id")
                    self.assertEqual(len(withdrawn), len(set(people)))
                    self.assertNotIn(partner, ticket.message_partner_ids)
                told = self._get_told()
                self.assertEqual(len(told), 1)
                self.assertEqual(told.partner_ids, self.ben.partner_id)
                for ticket in self.cases:
                    self.assertIn(ticket.number, told.body)
                if name != "deleted":
                    self.assertEqual(self.done.user_id, self.ana)
                savepoint.rollback()
            self.env.registry.clear_cache()

    def _get_planned(self, ticket, kind):
        return ticket.activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(kind)
        )

    def test_who_stays_in_another_team_keeps_what_is_there(self):
        self.south.user_ids |= self.ana
        other = self._create_ticket(partner_id=self.cafe.id, user_id=self.ana.id)
        self.assertEqual(other.team_id, self.south)
        self.north.user_ids -= self.ana
        self.assertEqual(other.user_id, self.ana)
        self.assertNotIn(self.ana, self.cases.user_id)
        self.assertIn(self.ana.partner_id, other.message_partner_ids)

    def test_who_manages_follows_by_own_choice(self):
        self.north.user_ids |= self.mia
        self.cases.message_subscribe(self.mia.partner_id.ids)
        self.north.user_ids -= self.mia
        for ticket in self.cases:
            self.assertIn(self.mia.partner_id, ticket.message_partner_ids)

    def test_a_first_name_on_an_open_list_lets_the_others_go(self):
        self.support.user_ids = False
        ticket = self._create_ticket_in("in_progress_support", user=self.sue)
        self.support.assignment_method = "balanced"
        self.support.user_ids = self.sam
        self.assertEqual(ticket.user_id, self.sam)

    def test_without_a_leader_the_members_are_told(self):
        self.north.user_id = False
        self.north.user_ids -= self.ana
        told = self._get_told()
        self.assertEqual(told.partner_ids, (self.ben | self.zed).partner_id)

    def test_nobody_is_told_of_nothing(self):
        self.north.user_ids -= self.zed
        self.assertFalse(self._get_told())

    def test_with_nobody_left_it_waits_and_nothing_fails(self):
        self.north.write({"user_id": False, "user_ids": [Command.clear()]})
        self.assertFalse(self.cases.user_id)
        self._as(self.cleo, self.cases[0])._answer_as_client("Is anybody there?")
        self.assertTrue(self.cases[0].waits_for_member)

    # What is due at different times is written apart, and a busy machine takes long.
    @freeze_time("2026-03-02 10:00:00")
    def test_many_tickets_cost_as_much_as_few(self):
        def count(number):
            tickets = self._create_cases(number)
            for ticket in tickets:
                ticket.activity_schedule(IDLE, user_id=self.ana.id)
            self.north.user_ids = self.ana | self.ben
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.north.user_ids = self.ben
            self.env.flush_all()
            spent = self.cr.sql_log_count - before
            self.north.user_ids |= self.ana
            return spent

        count(2)
        few, many = count(5), count(40)
        self.assertLessEqual(many - few, 20, (few, many))

    def test_a_portal_user_is_no_member(self):
        with self.assertRaises(ValidationError) as caught:
            self.north.user_ids |= self.cleo
        self.assertIn("Cleo", str(caught.exception))
        self.assertIn("portal", str(caught.exception))

    def test_who_becomes_a_client_is_taken_off_the_lists(self):
        portal = self.env.ref("base.group_portal")
        self.ana.write({"groups_id": [Command.set(portal.ids)]})
        self.assertNotIn(self.ana, self.north.user_ids)


class TestRedistributing(LeavingCase):
    def test_a_holder_who_is_archived_is_offered(self):
        self.env.flush_all()
        self.cr.execute(
            "UPDATE res_users SET active = false WHERE id = %s", [self.ana.id]
        )
        self.env.invalidate_all()
        self._plan(IDLE, self.ana)
        action = self.north.with_user(self.mia).action_redistribute()
        wizards = self.env[action["res_model"]].with_user(self.mia)
        form = Form(wizards.with_context(**action["context"]))
        self.assertIn(self.ana.id, [user.id for user in form.holder_ids])
        form.user_id = self.ana
        form.save().action_apply()
        self.assertNotIn(self.ana, self.cases.user_id)
        for ticket in self.cases:
            self.assertEqual(ticket.activity_ids.user_id, ticket.user_id)


class TestDeleting(SupportLineCase):
    def test_a_team_in_use_is_not_deleted_and_says_why(self):
        self._create_ticket_in("resolved", user=self.ana)
        for team in (self.north, self.support):
            with self.subTest(team.name), self.assertRaises(UserError) as caught:
                team.with_user(self.mia).unlink()
            self.assertIn("Archive it instead", str(caught.exception))
        unused = self._create_team("direct")
        unused.with_user(self.mia).unlink()
        self.assertFalse(unused.exists())
