"""A stage or a team goes when its tickets have another place."""

from odoo import Command
from odoo.exceptions import AccessError, UserError

from ...exceptions import PlaceMissing
from ..common import SupportLineCase
from ..compat import read_groups


class ClearingCase(SupportLineCase):
    def _ask(self, action):
        """Do what asks for a place, and give the wizard as the web client opens it."""
        with self.assertRaises(PlaceMissing) as caught, self.env.cr.savepoint():
            action()
        self.assertIn("tickets stand there", str(caught.exception))
        opened = caught.exception.context["action"]
        wizards = self.env[opened["res_model"]].with_user(self.mia)
        return wizards.with_context(**opened["context"]).create({})


class TestStagesGo(ClearingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team("direct", cls.pia)
        cls.extra = cls.env["helpdesk.ticket.stage"].create(
            {"name": "Extra", "sequence": 99}
        )
        cls.direct = cls._create_ticket(opener=cls.pia, team_id=cls.desk.id)
        cls.direct.stage_id = cls.extra

    def test_an_archived_stage_asks_where_its_tickets_go(self):
        in_line = self._create_ticket_in("in_progress_reseller", user=self.ana)
        for stage, ticket in (
            (self.extra, self.direct),
            (self.stage["in_progress_reseller"], in_line),
        ):
            with self.subTest(stage.name):
                wizard = self._ask(stage.with_user(self.mia).action_archive)
                self.assertGreaterEqual(wizard.ticket_count, 1)
                target = wizard.to_stage_ids[:1]
                self.assertEqual(target.tier, stage.tier)
                wizard.to_stage_id = target
                wizard.action_apply()
                self.assertEqual(ticket.stage_id, target)
                self.assertFalse(stage.active)

    def test_a_stage_that_is_shared_no_longer_asks_too(self):
        other = self._create_team("direct", self.pia)
        wizard = self._ask(
            lambda: self.extra.with_user(self.mia).write(
                {"team_ids": [Command.set(other.ids)]}
            )
        )
        wizard.to_stage_id = wizard.to_stage_ids[:1]
        wizard.action_apply()
        self.assertEqual(self.extra.team_ids, other)
        self.assertTrue(self.extra.active)
        self.assertNotEqual(self.direct.stage_id, self.extra)

    def test_a_stage_without_tickets_goes_at_once(self):
        self.direct.stage_id = self.desk._get_applicable_stages()[0]
        self.extra.with_user(self.mia).action_archive()
        self.assertFalse(self.extra.active)

    def test_a_stage_in_use_is_not_deleted_and_says_why(self):
        with self.assertRaises(UserError) as caught:
            self.extra.with_user(self.mia).unlink()
        self.assertIn("Archive it instead", str(caught.exception))

    def test_a_place_has_to_be_chosen_of_those_offered(self):
        wizard = self._ask(self.extra.with_user(self.mia).action_archive)
        for stage in (self.extra.browse(), self.stage["resolved"]):
            wizard.to_stage_id = stage
            with self.assertRaises(UserError):
                wizard.action_apply()
        self.assertTrue(self.extra.active)

    def test_managers_alone_move_tickets_away(self):
        for user in (self.pia, self.ana, self.sam):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.env["helpdesk.ticket.clearing"].with_user(user).create(
                    {"stage_id": self.extra.id}
                )

    def test_a_board_shows_a_stage_that_somebody_archived_before(self):
        self.env.flush_all()
        for query in (
            "UPDATE helpdesk_ticket_stage SET active = false WHERE id = %s",
            "INSERT INTO helpdesk_ticket_stage_helpdesk_ticket_team_rel "
            "(helpdesk_ticket_stage_id, helpdesk_ticket_team_id) "
            f"VALUES (%s, {self.support.id})",
        ):
            self.cr.execute(query, [self.extra.id])
            self.env.invalidate_all()
            self.env.registry.clear_cache()
            for user in (self.pia, self.mia):
                with self.subTest(user.name, query=query[:6]):
                    groups = read_groups(
                        self.tickets.with_user(user),
                        [("id", "=", self.direct.id)],
                        "stage_id",
                    )
                    columns = [g["stage_id"][0] for g in groups if g["stage_id"]]
                    self.assertIn(self.extra.id, columns)


class TestTeamsGo(ClearingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.east = cls._create_team(
            "reseller", cls.rita, name="East", support_team_id=cls.support.id
        )
        cls.company.helpdesk_default_reseller_team_id = cls.east
        cls.here = cls._create_ticket_in("in_progress_reseller", user=cls.ana)
        cls.there = cls._create_ticket_in("in_progress_support", user=cls.sam)
        cls.done = cls._create_ticket_in("resolved", user=cls.ana)

    def _archive(self, team, target):
        wizard = self._ask(team.with_user(self.mia).action_archive)
        self.assertIn(target, wizard.to_team_ids)
        self.assertNotIn(team, wizard.to_team_ids)
        self.assertEqual(set(wizard.to_team_ids.mapped("tier")), {team.tier})
        wizard.to_team_id = target
        wizard.action_apply()
        self.env.invalidate_all()
        self.assertFalse(team.active)

    def test_the_open_tickets_of_a_reseller_go_to_another_one(self):
        self._archive(self.north, self.east)
        self.assertEqual(self.here.team_id, self.east)
        self.assertEqual(self.here.reseller_team_id, self.east)
        self.assertFalse(self.here.user_id)
        self.assertEqual(self.there.reseller_team_id, self.east)
        self.assertEqual(
            (self.there.team_id, self.there.user_id), (self.support, self.sam)
        )
        # Its client may still reopen it.
        self.assertEqual(self.done.reseller_team_id, self.east)

    def test_who_may_not_archive_a_team_learns_nothing_of_its_tickets(self):
        for user in (self.sam, self.pia, self.ana):
            with self.subTest(user.name), self.assertRaises(AccessError) as refused:
                self.north.with_user(user).write({"active": False})
            self.assertNotIn(self.here.number, str(refused.exception))

    def test_new_cases_of_its_clients_go_to_the_default(self):
        self._archive(self.north, self.east)
        ticket = self._create_ticket()
        self.assertEqual(ticket.team_id, self.east)
        self.assertEqual(ticket.reseller_team_id, self.east)

    def test_what_is_escalated_to_a_team_that_has_gone_goes_to_the_default(self):
        second = self._create_team("support", self.sue, name="Second")
        self._archive(self.support, second)
        self.company.helpdesk_default_support_team_id = second
        self.assertEqual(self.there.team_id, second)
        self._move(self.here, self.ana, "backlog_support")
        self.assertEqual(self.here.team_id, second)

    def test_a_team_without_open_tickets_goes_at_once(self):
        team = self._create_team("direct", self.pia)
        team.with_user(self.mia).action_archive()
        self.assertFalse(team.active)
