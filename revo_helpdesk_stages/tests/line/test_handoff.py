"""Which team and which person a ticket goes to when it crosses tiers."""

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError

from ..common import SupportLineCase

THERE = ("backlog_support", "in_progress_support")


class HandoffCase(SupportLineCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()

    def _assert_holder(self, team, user, ticket=None):
        ticket = ticket or self.ticket
        self.assertEqual(ticket.team_id, team)
        self.assertEqual(ticket.user_id, user)

    def _assign(self, user, by, ticket=None):
        (ticket or self.ticket).with_user(by).write({"user_id": user.id})


class TestThereAndBack(HandoffCase):
    def test_a_case_comes_back_to_who_held_it(self):
        self._walk(
            self.ticket,
            (self.ben, "in_progress_reseller"),
            (self.ben, "backlog_support"),
        )
        self._assert_holder(self.support, self.env["res.users"])
        self._walk(self.ticket, (self.sue, "in_progress_support"))
        self._assert_holder(self.support, self.sue)
        self._walk(self.ticket, (self.sue, "backlog_dev"))
        self._assert_holder(self.development, self.env["res.users"])
        self._walk(self.ticket, (self.dora, "in_progress_dev"))
        self._assert_holder(self.development, self.dora)
        self._walk(self.ticket, (self.dora, "in_progress_support"))
        self._assert_holder(self.support, self.sue)
        self._walk(self.ticket, (self.sam, "backlog_dev"))
        self._assert_holder(self.development, self.dora)
        self._name_release(self.ticket)
        self._walk(
            self.ticket,
            (self.dan, "in_progress_dev"),
            (self.dan, "pending_release"),
            (self.sam, "confirmation_reseller"),
        )
        self._assert_holder(self.north, self.ben)
        self._walk(self.ticket, (self.ana, "backlog_support"))
        self._assert_holder(self.support, self.sue)

    def test_the_last_of_several_holders_counts(self):
        self._walk(self.ticket, (self.ben, "in_progress_reseller"))
        self._assign(self.ana, by=self.ben)
        self._walk(
            self.ticket,
            (self.ana, "backlog_support"),
            (self.sam, "in_progress_support"),
            (self.sam, "confirmation_reseller"),
        )
        self._assert_holder(self.north, self.ana)

    def test_somebody_let_go_before_the_handoff_still_held_it_last(self):
        self._walk(self.ticket, (self.ben, "in_progress_reseller"))
        self.ticket.with_user(self.ben).write({"user_id": False})
        self._walk(self.ticket, (self.ana, "backlog_support"))
        self._put(self.ticket, "in_progress_support")
        self._walk(self.ticket, (self.sam, "confirmation_reseller"))
        self._assert_holder(self.north, self.ben)

    def test_who_has_left_the_team_gets_nothing_back(self):
        self._walk(
            self.ticket,
            (self.ben, "in_progress_reseller"),
            (self.ben, "backlog_support"),
            (self.sam, "in_progress_support"),
        )
        self.north.user_ids = [Command.unlink(self.ben.id)]
        self._walk(self.ticket, (self.sam, "confirmation_reseller"))
        self._assert_holder(self.north, self.env["res.users"])
        self.assertEqual(self._get_ledger(self.ticket)[-1][2], "waiting")

    def test_who_has_left_the_company_gets_nothing_back(self):
        self._walk(
            self.ticket,
            (self.ben, "in_progress_reseller"),
            (self.ben, "backlog_support"),
            (self.sam, "in_progress_support"),
        )
        self.ben.active = False
        self._walk(self.ticket, (self.sam, "confirmation_reseller"))
        self._assert_holder(self.north, self.env["res.users"])

    def test_another_tickets_holder_gets_nothing(self):
        other = self._create_ticket()
        self._walk(
            other, (self.ana, "backlog_support"), (self.sam, "in_progress_support")
        )
        self._walk(self.ticket, (self.ana, "backlog_support"))
        self._assert_holder(self.support, self.env["res.users"])


class TestStartingWork(HandoffCase):
    def test_a_resellers_own_case_comes_back_to_who_opened_it(self):
        for opener in (self.ana, self.ben):
            case = self._create_ticket(opener)
            self.assertEqual(case.origin, "reseller")
            self._walk(
                case,
                (self.sam, "in_progress_support"),
                (self.sam, "confirmation_reseller"),
            )
            self.assertEqual(case.user_id, opener)

    def test_a_resellers_own_case_comes_to_the_team_where_its_opener_left(self):
        case = self._create_ticket(self.ben)
        self.north.user_ids = [Command.unlink(self.ben.id)]
        self._walk(
            case, (self.sam, "in_progress_support"), (self.sam, "confirmation_reseller")
        )
        self.assertNotEqual(case.user_id, self.ben)
        self.assertEqual(case.team_id, self.north)

    def test_starting_work_takes_a_waiting_case(self):
        self._walk(self.ticket, (self.ana, "in_progress_reseller"))
        self._assert_holder(self.north, self.ana)
        self.assertEqual(
            self._get_ledger(self.ticket)[-1], (self.north, self.ana, "started")
        )

    def test_starting_work_leaves_a_colleagues_case_with_them(self):
        self._assign(self.ben, by=self.ana)
        self._walk(self.ticket, (self.ana, "in_progress_reseller"))
        self._assert_holder(self.north, self.ben)

    def test_a_manager_who_is_not_of_the_team_does_not_take_the_case(self):
        self._put(self.ticket, "backlog_support")
        self._move(self.ticket, self.mia, "in_progress_support")
        self._assert_holder(self.support, self.env["res.users"])

    def test_back_in_the_backlog_a_case_keeps_its_person(self):
        self._walk(
            self.ticket,
            (self.ana, "in_progress_reseller"),
            (self.ben, "backlog_client"),
            (self.ben, "backlog_reseller"),
        )
        self._assert_holder(self.north, self.ana)


class TestOneWrite(HandoffCase):
    """The computes of OCA follow the team; they do not undo a hand-off."""

    def test_stage_team_and_person_arrive_in_one_write(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self._write_text(self.ticket, self.sam, "message")
        self.ticket.with_user(self.sam).write(
            {
                "stage_id": self.stage["confirmation_reseller"].id,
                "team_id": self.north.id,
                "user_id": self.ben.id,
            }
        )
        self.env.invalidate_all()
        self._assert_holder(self.north, self.ben)
        self.assertEqual(self.ticket.stage_id, self.stage["confirmation_reseller"])

    def test_the_handoff_can_name_a_person_of_the_receiving_team(self):
        self._put(self.ticket, "in_progress_support")
        self._write_text(self.ticket, self.sam, "message")
        self.ticket.with_user(self.sam).write(
            {
                "stage_id": self.stage["confirmation_reseller"].id,
                "user_id": self.ben.id,
            }
        )
        self._assert_holder(self.north, self.ben)
        self.assertEqual(
            self._get_ledger(self.ticket)[-1], (self.north, self.ben, "manual")
        )

    def test_the_handoff_cannot_name_somebody_else(self):
        self._put(self.ticket, "in_progress_support")
        self._write_text(self.ticket, self.sam, "message")
        for stranger in (self.sam, self.rita, self.pia):
            with self.assertRaises(ValidationError):
                self.ticket.with_user(self.sam).write(
                    {
                        "stage_id": self.stage["confirmation_reseller"].id,
                        "user_id": stranger.id,
                    }
                )
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["in_progress_support"])

    def test_other_values_of_the_write_are_kept(self):
        self.ticket.with_user(self.ana).write(
            {
                "stage_id": self.stage["in_progress_reseller"].id,
                "priority": "3",
                "name": "Terminal is down",
            }
        )
        self.assertEqual(self.ticket.priority, "3")
        self.assertEqual(self.ticket.name, "Terminal is down")

    def test_a_batch_from_several_teams_comes_back_to_each_ones_own(self):
        other = self._create_ticket(
            opener=self.rita, partner_id=self.cora.partner_id.id
        )
        fresh = self._create_ticket()
        tickets = self.ticket | other | fresh
        self._walk(self.ticket, (self.ben, "in_progress_reseller"))
        self._walk(other, (self.rita, "in_progress_reseller"))
        for ticket, user in ((self.ticket, self.ben), (other, self.rita)):
            self._walk(ticket, (user, "backlog_support"))
        self._walk(fresh, (self.ana, "backlog_support"))
        tickets.with_user(self.sam).write(
            {"stage_id": self.stage["in_progress_support"].id}
        )
        self._move(tickets, self.sam, "confirmation_reseller")
        self._assert_holder(self.north, self.ben)
        self._assert_holder(self.south, self.rita, other)
        self._assert_holder(self.north, self.env["res.users"], fresh)

    def test_a_batch_in_which_some_stand_there_already_moves_the_rest(self):
        there = self._create_ticket_in("in_progress_reseller", user=self.ben)
        ledger = self._get_ledger(there)
        tickets = self.ticket | there
        tickets.with_user(self.ana).write(
            {"stage_id": self.stage["in_progress_reseller"].id}
        )
        self._assert_holder(self.north, self.ana)
        self._assert_holder(self.north, self.ben, there)
        self.assertEqual(self._get_ledger(there), ledger)


class TestTeams(HandoffCase):
    def test_a_case_goes_to_the_support_behind_its_reseller(self):
        second = self._create_team("support", self.sue)
        self.north.support_team_id = second
        self._walk(self.ticket, (self.ana, "backlog_support"))
        self.assertEqual(self.ticket.team_id, second)

    def test_a_case_goes_to_the_development_behind_its_support(self):
        third = self._create_team("development", self.dora)
        second = self._create_team("support", self.sue, development_team_id=third.id)
        self.north.support_team_id = second
        self._walk(
            self.ticket,
            (self.ana, "backlog_support"),
            (self.sue, "in_progress_support"),
            (self.sue, "backlog_dev"),
        )
        self.assertEqual(self.ticket.team_id, third)

    def test_without_a_team_of_its_own_the_companys_default_receives(self):
        self.north.support_team_id = False
        self._walk(self.ticket, (self.ana, "backlog_support"))
        self.assertEqual(self.ticket.team_id, self.support)

    def test_a_missing_team_is_an_error_that_says_what_to_set(self):
        self.north.support_team_id = False
        self.company.helpdesk_default_support_team_id = False
        # Else the first one of the company or of all would be found.
        teams = self.env["helpdesk.ticket.team"]
        self._set_aside(teams.search([("tier", "=", "support")]))
        with self.assertRaises(UserError) as caught:
            self._move(self.ticket, self.ana, "backlog_support")
        error = str(caught.exception)
        for words in (self.ticket.number, "Backlog - REVO Support", "support team"):
            self.assertIn(words, error)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_reseller"])

    def test_a_missing_reseller_is_an_error_that_says_what_to_set(self):
        self.company.helpdesk_default_reseller_team_id = False
        ticket = self._create_ticket(opener=self.sam)
        self.assertFalse(ticket.reseller_team_id)
        self._walk(ticket, (self.sam, "in_progress_support"))
        with self.assertRaises(UserError) as caught:
            self._move(ticket, self.sam, "backlog_reseller")
        self.assertIn("reseller", str(caught.exception))
        ticket.with_user(self.mia).reseller_team_id = self.north
        self._walk(ticket, (self.sam, "backlog_reseller"))
        self.assertEqual(ticket.team_id, self.north)

    def test_a_team_of_another_tier_does_not_receive_the_stage(self):
        with self.assertRaises(UserError) as caught:
            self.ticket.with_user(self.ana).write(
                {
                    "stage_id": self.stage["in_progress_reseller"].id,
                    "team_id": self.support.id,
                }
            )
        self.assertIn(self.support.name, str(caught.exception))

    def test_a_manager_gives_a_case_to_another_team_of_the_tier(self):
        second = self._create_team("support", self.sue)
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self.ticket.with_user(self.mia).write({"team_id": second.id})
        self._assert_holder(second, self.env["res.users"])
        self.assertEqual(self.ticket.stage_id, self.stage["in_progress_support"])

    def test_somebody_of_both_teams_keeps_the_case(self):
        second = self._create_team("support", self.sue | self.sam)
        self._put(self.ticket, "in_progress_support", user=self.sam)
        self.ticket.with_user(self.sam).write({"team_id": second.id})
        self._assert_holder(second, self.sam)

    def test_a_team_of_another_tier_is_a_move(self):
        outcome = self._attempt(
            lambda: self.ticket.with_user(self.ana).write({"team_id": self.support.id})
        )
        self.assertEqual(outcome, "lacks text")
        outcome = self._attempt(
            lambda: self.ticket.with_user(self.ana).write(
                {"team_id": self.development.id}
            )
        )
        self.assertEqual(outcome, "refused")

    def test_the_team_follows_a_manager_who_gives_the_case_to_another_reseller(self):
        self.ticket.with_user(self.mia).write({"reseller_team_id": self.south.id})
        self._assert_holder(self.south, self.env["res.users"])
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_reseller"])

    def test_the_reseller_follows_a_manager_who_gives_the_case_to_another_team(self):
        self.ticket.with_user(self.mia).write({"team_id": self.south.id})
        self.assertEqual(self.ticket.reseller_team_id, self.south)

    def test_nobody_else_gives_a_case_to_another_reseller(self):
        self._put(self.ticket, "in_progress_support")
        for user in (self.ana, self.sam):
            with self.assertRaises(UserError):
                self.ticket.with_user(user).write({"reseller_team_id": self.south.id})
        self._put(self.ticket, "backlog_reseller")
        for values in (
            {"team_id": self.south.id},
            {"reseller_team_id": self.south.id},
            {"reseller_team_id": False},
        ):
            with self.assertRaises(UserError):
                self.ticket.with_user(self.ana).write(values)

    def test_nobody_takes_a_case_away_from_every_team(self):
        for user in (self.ana, self.mia):
            with self.assertRaises(UserError):
                self.ticket.with_user(user).write({"team_id": False})

    def test_the_reseller_does_not_decide_which_support_team_works(self):
        second = self._create_team("support", self.sue)
        self._put(self.ticket, "in_progress_support", user=self.sam)
        with self.assertRaises(UserError):
            self.ticket.with_user(self.ana).write({"team_id": second.id})


class TestAssignee(HandoffCase):
    def test_the_assignee_is_of_the_team(self):
        for stranger in (self.rita, self.sam, self.pia, self.mia, self.cleo):
            with self.assertRaises(UserError):
                self._assign(stranger, by=self.ana)
        self._assign(self.ben, by=self.ana)
        self._assert_holder(self.north, self.ben)

    def test_a_vendors_team_without_a_list_is_everybody_of_the_group(self):
        self.support.user_ids = False
        self._put(self.ticket, "backlog_support")
        self._assign(self.sue, by=self.sam)
        self._assert_holder(self.support, self.sue)
        with self.assertRaises(UserError):
            self._assign(self.dan, by=self.sam)

    def test_a_resellers_team_without_a_list_is_nobody(self):
        empty = self._create_team("reseller")
        ticket = self._create_ticket(partner_id=self._create_client("Bakery", empty).id)
        self.assertEqual(ticket.team_id, empty)
        with self.assertRaises(UserError):
            self._assign(self.ana, by=self.mia, ticket=ticket)

    def test_the_reseller_does_not_decide_who_works_in_support(self):
        self._put(self.ticket, "in_progress_support", user=self.sam)
        for user in (False, self.sue.id, self.ana.id):
            with self.assertRaises(UserError):
                self.ticket.with_user(self.ana).write({"user_id": user})
            # With values that change nothing beside it, it is the same.
            with self.assertRaises(UserError):
                self.ticket.with_user(self.ana).write(
                    {"user_id": user, "team_id": self.support.id}
                )
            with self.assertRaises(UserError):
                self.ticket.with_user(self.ana).write(
                    {"user_id": user, "stage_id": self.ticket.stage_id.id}
                )
        self._assert_holder(self.support, self.sam)

    def test_support_does_not_decide_who_works_for_the_reseller(self):
        self._put(self.ticket, "confirmation_reseller", escalated=True, user=self.ana)
        with self.assertRaises(UserError):
            self.ticket.with_user(self.sam).write({"user_id": self.ben.id})

    def test_assign_to_me_takes_the_case(self):
        self._put(self.ticket, "backlog_support")
        self.ticket.with_user(self.sue).assign_to_me()
        self._assert_holder(self.support, self.sue)


class TestLedger(HandoffCase):
    def test_each_change_of_team_or_person_is_a_row(self):
        nobody = self.env["res.users"]
        self._walk(
            self.ticket,
            (self.ana, "in_progress_reseller"),
            (self.ana, "backlog_support"),
            (self.sam, "in_progress_support"),
            (self.sam, "confirmation_reseller"),
        )
        self._assign(self.ben, by=self.ana)
        self.assertEqual(
            self._get_ledger(self.ticket),
            [
                (self.north, nobody, "waiting"),
                (self.north, self.ana, "started"),
                (self.support, nobody, "waiting"),
                (self.support, self.sam, "started"),
                (self.north, self.ana, "holder"),
                (self.north, self.ben, "manual"),
            ],
        )

    def test_what_changes_neither_is_no_row(self):
        ledger = self._get_ledger(self.ticket)
        self.ticket.with_user(self.ana).write({"name": "Another title"})
        self.ticket.with_user(self.ana).write({"team_id": self.north.id})
        self._move(self.ticket, self.ana, "backlog_client")
        self.assertEqual(self._get_ledger(self.ticket), ledger)

    def test_a_row_says_when(self):
        with freeze_time("2030-03-04 10:00:00"):
            self._walk(self.ticket, (self.ana, "in_progress_reseller"))
            self.env.flush_all()
        row = self.ticket.assignment_ids.sorted("id")[-1]
        self.assertEqual(row.date, fields.Datetime.to_datetime("2030-03-04 10:00:00"))

    def test_nobody_writes_the_ledger(self):
        row = self.ticket.assignment_ids
        for user in (self.ana, self.sam, self.mia):
            for action in (
                lambda r: r.write({"user_id": self.ana.id}),
                lambda r: r.unlink(),
                lambda r: r.copy(),
            ):
                with self.assertRaises(UserError):
                    action(row.with_user(user))
            with self.assertRaises(UserError):
                self.ticket.with_user(user).write(
                    {"assignment_ids": [Command.delete(row.id)]}
                )

    def test_the_ledger_goes_with_its_ticket(self):
        row = self.ticket.assignment_ids
        self.ticket.with_user(self.mia).unlink()
        self.assertFalse(row.exists())


class TestDates(HandoffCase):
    def test_a_case_keeps_when_it_was_first_escalated(self):
        with freeze_time("2030-03-04 10:00:00"):
            self._walk(self.ticket, (self.ana, "backlog_support"))
        first = fields.Datetime.to_datetime("2030-03-04 10:00:00")
        self.assertEqual(self.ticket.escalated_date, first)
        with freeze_time("2030-03-05 10:00:00"):
            self._walk(
                self.ticket,
                (self.sam, "in_progress_support"),
                (self.sam, "backlog_reseller"),
                (self.ana, "backlog_support"),
            )
        self.assertEqual(self.ticket.escalated_date, first)
        self.assertFalse(self.ticket.development_date)

    def test_a_case_keeps_when_it_first_went_to_development(self):
        self._put(self.ticket, "in_progress_support")
        with freeze_time("2030-03-04 10:00:00"):
            self._walk(self.ticket, (self.sam, "backlog_dev"))
        with freeze_time("2030-03-05 10:00:00"):
            self._walk(
                self.ticket,
                (self.dan, "in_progress_support"),
                (self.sam, "backlog_dev"),
            )
        self.assertEqual(
            self.ticket.development_date,
            fields.Datetime.to_datetime("2030-03-04 10:00:00"),
        )

    def test_waiting_starts_when_it_becomes_somebody_elses_move(self):
        with freeze_time("2030-03-04 10:00:00"):
            self._walk(self.ticket, (self.ana, "backlog_client"))
        asked = fields.Datetime.to_datetime("2030-03-04 10:00:00")
        self.assertEqual(self.ticket.waiting_since, asked)
        with freeze_time("2030-03-05 10:00:00"):
            self._walk(self.ticket, (self.ana, "backlog_reseller"))
        answered = fields.Datetime.to_datetime("2030-03-05 10:00:00")
        self.assertEqual(self.ticket.waiting_since, answered)
        with freeze_time("2030-03-06 10:00:00"):
            self._walk(self.ticket, (self.ana, "in_progress_reseller"))
        self.assertEqual(self.ticket.waiting_since, answered)

    def test_a_reopened_case_is_not_closed(self):
        self._walk(
            self.ticket, (self.ana, "in_progress_reseller"), (self.ana, "resolved")
        )
        self.assertTrue(self.ticket.closed)
        self._walk(self.ticket, (self.ana, "backlog_reseller"))
        self.assertFalse(self.ticket.closed)
