"""Stages that are shared with some teams alone."""

from odoo import Command
from odoo.exceptions import AccessError, UserError

from ..common import SupportLineCase
from ..compat import read_groups


class TestSharedStages(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_users({"zoe": "support", "hugo": "plain"})
        team = cls.env.ref("helpdesk_mgmt.group_helpdesk_user_team")
        cls.hugo.groups_id = [Command.set(team.ids)]
        # A second support team, with a stage of its own on the way.
        cls.second = cls._create_team("support", cls.zoe, name="Second line")
        cls.special = cls.stage["in_progress_support"].copy(
            {
                "name": "In the lab",
                "code": "lab",
                "team_ids": [Command.set(cls.second.ids)],
            }
        )
        cls._add_move("backlog_support", cls.special, "Take to the lab")
        cls._add_move("in_progress_dev", cls.special, "Back to the lab", "development")
        cls.ticket = cls._create_ticket_in("backlog_support")
        cls.theirs = cls._create_ticket_in("backlog_support")
        cls._stand_with(cls.theirs, cls.second)

    @classmethod
    def _add_move(cls, code, stage, name, tier="support"):
        cls.env["helpdesk.ticket.stage.transition"].create(
            {
                "from_stage_id": cls.stage[code].id,
                "to_stage_id": stage.id,
                "actor": tier,
                "name": name,
            }
        )

    @classmethod
    def _stand_with(cls, ticket, team, stage=None):
        """Place a ticket with a team, and in a stage, whatever the way there would
        be.
        """
        ticket.flush_recordset()
        cls.env.cr.execute(
            "UPDATE helpdesk_ticket SET team_id = %s, stage_id = %s WHERE id = %s",
            (team.id, (stage or ticket.stage_id).id, ticket.id),
        )
        cls.env.invalidate_all()

    def test_the_stage_of_a_team_that_goes_is_everybodys(self):
        for leave in ("action_archive", "unlink"):
            gone = self._create_team("development", name="Gone")
            before = self._get_start()
            first = before.copy(
                {
                    "name": leave,
                    "code": leave,
                    "sequence": before.sequence - 1,
                    "team_ids": [Command.set(gone.ids)],
                }
            )
            self.assertEqual(self._get_start(), before)
            getattr(gone, leave)()
            with self.subTest(leave=leave):
                self.assertEqual(self._get_start(), first)

    def _get_start(self):
        return self.special._get_starting_stage("development", self.development)

    def _find(self, user):
        """Return whether a user finds the stage by any way of looking for stages."""
        stages = self.special.with_user(user)
        columns = read_groups(
            self.tickets.with_user(user).with_context(helpdesk_pipeline="escalation"),
            [("id", "=", self.ticket.id)],
            "stage_id",
        )
        found = {
            bool(stages.search([("id", "=", self.special.id)])),
            bool(stages.name_search("In the lab")),
            self.special.id in [group["stage_id"][0] for group in columns],
        }
        self.special.invalidate_recordset()
        try:
            found.add(bool(stages.read(["name"])))
        except AccessError:
            found.add(False)
        self.assertEqual(len(found), 1, f"{user.name} sees it in one way only")
        return found.pop()

    def test_only_its_teams_and_managers_see_it(self):
        for user in (self.zoe, self.mia):
            self.assertTrue(self._find(user), user.name)
        for user in (self.ana, self.rita, self.sam, self.dan, self.pia, self.hugo):
            self.assertFalse(self._find(user), user.name)

    def test_the_leader_of_its_team_sees_it(self):
        self.second.user_id = self.pia
        self.assertTrue(self._find(self.pia))

    def test_a_team_without_members_is_everybody_of_its_role(self):
        self.second.user_ids = [Command.clear()]
        self.assertTrue(self._find(self.sam))
        self.assertFalse(self._find(self.dan))

    def test_who_leaves_the_team_stops_seeing_it_at_once(self):
        self.assertTrue(self._find(self.zoe))
        self.second.user_ids = self.sam
        self.assertFalse(self._find(self.zoe))
        self.assertTrue(self._find(self.sam))

    def test_only_its_teams_cases_are_offered_the_way_there(self):
        for ticket, user, offered in (
            (self.theirs, self.zoe, True),
            (self.theirs, self.mia, True),
            (self.theirs, self.sam, False),
            (self.ticket, self.zoe, False),
            (self.ticket, self.mia, False),
            (self.ticket, self.sam, False),
        ):
            case = ticket.with_user(user)
            moves = case.move_ids.mapped("name")
            self.assertEqual("Take to the lab" in moves, offered, user.name)
            stages = case.selectable_stage_ids.ids
            self.assertEqual(self.special.id in stages, offered, user.name)

    def test_its_own_people_move_their_cases_there(self):
        self.theirs.with_user(self.zoe).write({"stage_id": self.special.id})
        self.assertEqual(self.theirs.stage_id, self.special)
        self.assertEqual(self.theirs.user_id, self.zoe)

    def test_others_are_refused_in_words_that_do_not_name_it(self):
        with self.assertRaises(UserError) as caught:
            self.theirs.with_user(self.sam).write({"stage_id": self.special.id})
        self.assertIn("that stage is for other teams", str(caught.exception))
        self.assertNotIn("In the lab", str(caught.exception))
        with self.assertRaises(UserError) as caught:
            self.theirs.with_user(self.ana).write({"stage_id": self.special.id})
        self.assertNotIn("In the lab", str(caught.exception))

    def test_another_teams_case_is_refused_also_to_who_sees_it(self):
        for user in (self.zoe, self.mia):
            with self.assertRaises(UserError) as caught:
                self.ticket.with_user(user).write({"stage_id": self.special.id})
            self.assertIn("only for Second line", str(caught.exception))

    def test_a_team_does_not_take_over_where_it_may_not_stand(self):
        self._stand_with(self.theirs, self.second, self.special)
        with self.assertRaises(UserError) as caught:
            self.theirs.with_user(self.mia).team_id = self.support
        self.assertIn("only for Second line", str(caught.exception))

    def test_who_hands_a_case_over_need_not_see_where_it_goes(self):
        self.north.support_team_id = self.second
        ticket = self._create_ticket_in("in_progress_dev", user=self.dan)
        self.assertFalse(self._find(self.dan))
        self._move(ticket, self.dan, "lab")
        self.assertEqual(ticket.team_id, self.second)
        self.assertEqual(ticket.stage_id, self.special)

    def test_a_hand_over_to_a_team_that_does_not_use_it_is_refused(self):
        ticket = self._create_ticket_in("in_progress_dev", user=self.dan)
        with self.assertRaises(UserError):
            self._move(ticket, self.dan, "lab")

    def _move(self, tickets, user, code, **texts):
        """Move also to the stage of these tests."""
        self.stage = {**self.stage, "lab": self.special}
        return super()._move(tickets, user, code, **texts)

    def test_resellers_escalate_to_a_backlog_of_the_support_team(self):
        self._share(self.stage["backlog_support"], self.support)
        ticket = self._create_ticket_in("backlog_reseller")
        self._move(ticket, self.ana, "backlog_support")
        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])

    def test_a_case_starts_in_a_stage_that_its_team_uses(self):
        own = self.stage["backlog_support"].copy(
            {"code": "own", "sequence": 99, "team_ids": [Command.set(self.second.ids)]}
        )
        self._share(self.stage["backlog_support"], self.support)
        ticket = self._create_ticket(opener=self.ana)
        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])
        self.north.support_team_id = self.second
        ticket = self._create_ticket(opener=self.ana)
        self.assertEqual(ticket.stage_id, own)

    def test_who_sees_the_case_sees_the_name_of_its_stage(self):
        self._stand_with(self.theirs, self.second, self.special)
        for user in (self.ana, self.sam):
            theirs = self.theirs.with_user(user)
            specification = {"stage_id": {"fields": {"display_name": {}}}}
            stage = theirs.web_read(specification)[0]["stage_id"]
            self.assertEqual(stage["display_name"], "In the lab")
            self.assertTrue(theirs.read()[0]["number"])
            columns = read_groups(
                theirs.with_context(helpdesk_pipeline="escalation"),
                [("id", "=", theirs.id)],
                "stage_id",
            )
            names = [group["stage_id"][1] for group in columns]
            self.assertIn("In the lab", names)
            self.assertIn(theirs, theirs.search([("closed", "=", False)]))
            self.assertEqual(theirs.partner_id.helpdesk_ticket_count_string, "2 / 2")
        theirs = self.theirs.with_user(self.sam)
        theirs.message_post(body="Seen", message_type="comment")
        theirs.priority = "3"

    def test_also_in_a_direct_team(self):
        direct = self._create_team("direct", self.hugo)
        other = self._create_team("direct", self.mia, name="Others")
        mine, foreign = self.env["helpdesk.ticket.stage"].create(
            [
                {"name": name, "team_ids": [Command.set(team.ids)]}
                for name, team in (("Mine", direct), ("Foreign", other))
            ]
        )
        ticket = self._create_ticket(opener=self.hugo, team_id=direct.id)
        ticket.with_user(self.hugo).stage_id = mine
        self.assertEqual(ticket.stage_id, mine)
        for user in (self.hugo, self.mia):
            with self.assertRaises(UserError):
                ticket.with_user(user).stage_id = foreign
        with self.assertRaises(UserError):
            self._create_ticket(
                opener=self.hugo, team_id=direct.id, stage_id=foreign.id
            )
