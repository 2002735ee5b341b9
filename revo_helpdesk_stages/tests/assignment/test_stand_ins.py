"""Somebody who is there hears of the cases of who is on leave."""

from datetime import timedelta

from odoo import Command, fields

from ..common import SupportLineCase

IDLE = "revo_helpdesk_stages.mail_activity_type_idle"
UNANSWERED = "revo_helpdesk_stages.mail_activity_type_unanswered"
NUDGE = "revo_helpdesk_stages.mail_activity_type_nudge"
NOBODY_THERE = "revo_helpdesk_stages.mail_activity_type_nobody_there"


class StandInCase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zed = cls._create_user("zed", "reseller")
        cls.north.user_ids = [Command.link(cls.zed.id)]
        cls.ticket = cls._create_ticket_in("in_progress_reseller", user=cls.ana)

    def _end_leaves(self):
        leaves = self.env["resource.calendar.leaves"]
        leaves.search([("resource_id.user_id", "!=", False)]).unlink()


class TestStandIns(StandInCase):
    def _nudge(self, tickets):
        tickets.answer_deadline = fields.Datetime.now() - timedelta(hours=1)
        for ticket in tickets:
            self._as(self.cleo, ticket)._nudge_as_client()

    # By what somebody is asked to act, and how that is planned.
    WAYS = {
        IDLE: lambda case, tickets: tickets._remind(),
        UNANSWERED: lambda case, tickets: tickets._alert_unanswered(),
        NUDGE: lambda case, tickets: case._nudge(tickets),
    }

    def _get_asked(self, ticket, kind):
        kind = self.env.ref(kind)
        return ticket.activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        ).user_id

    def test_who_is_there_is_asked_too_by_the_method_of_the_team(self):
        # Not who comes first.
        busy = self._create_ticket_in("in_progress_reseller", user=self.ben)
        self._take_leave(self.ana)
        methods = {
            "balanced": [self.zed],
            "random": [self.ben, self.zed],
            "manual": [self.ben | self.zed],
        }
        for method, expected in methods.items():
            self.north.assignment_method = method
            for kind, way in self.WAYS.items():
                ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
                with self.subTest(method=method, kind=kind):
                    way(self, ticket)
                    asked = self._get_asked(ticket, kind)
                    if kind == UNANSWERED:
                        # One for the team, for somebody who is there.
                        self.assertEqual(len(asked), 1)
                        self.assertLessEqual(asked, expected[0] | expected[-1])
                    else:
                        self.assertIn(asked - self.ana, expected)
                        self.assertIn(self.ana, asked)
                    self.assertEqual(ticket.user_id, self.ana)
                    self._put(ticket, "backlog_client", user=self.ana)
        self.assertEqual(busy.user_id, self.ben)

    def test_the_leader_stands_in_where_the_team_assigns_by_hand(self):
        self.north.user_id = self.zed
        self._take_leave(self.ana)
        self.ticket._remind()
        self.assertEqual(self._get_asked(self.ticket, IDLE), self.ana | self.zed)

    def test_a_stand_in_stays_the_stand_in(self):
        self.north.assignment_method = "random"
        self._take_leave(self.ana)
        for _number in range(6):
            self.ticket._remind()
        self.assertEqual(len(self._get_asked(self.ticket, IDLE)), 2)

    def test_who_is_there_hears_what_the_client_writes(self):
        self._take_leave(self.ana)
        for code in ("in_progress_reseller", "backlog_client", "confirmation_reseller"):
            with self.subTest(code):
                self._put(self.ticket, code, user=self.ana)
                message = self._as(self.cleo, self.ticket)._answer_as_client("Hello?")
                told = self._get_told(message)
                self.assertLessEqual((self.ana | self.ben).partner_id, told)
                self.assertEqual(self.ticket.user_id, self.ana)

    def test_nobody_else_is_told_while_the_holder_is_there(self):
        self._take_leave(self.ben)
        message = self._as(self.cleo, self.ticket)._answer_as_client("Hello?")
        self.assertFalse(self._get_told(message) & (self.ben | self.zed).partner_id)
        self.ticket._remind()
        self.assertEqual(self._get_asked(self.ticket, IDLE), self.ana)

    def test_where_all_are_away_the_holder_alone_is_asked(self):
        self._take_leave(self.ana, self.ben, self.zed)
        self.ticket._remind()
        self.assertEqual(self._get_asked(self.ticket, IDLE), self.ana)

    def test_many_cost_as_much_as_few(self):
        self.north.assignment_method = "balanced"
        self._take_leave(self.ana)

        def count(number):
            tickets = self.tickets.union(
                *(self._create_ticket(user_id=self.ana.id) for _one in range(number))
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            tickets._remind()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        count(2)
        few, many = count(3), count(30)
        self.assertLessEqual(many - few, 6, (few, many))


class TestDealtWhenBack(StandInCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north.write({"assignment_method": "balanced", "user_id": cls.mia.id})

    def _deal(self):
        """Do what the cron does with each batch."""
        tickets = self.tickets.search(
            [("waits_for_member", "=", True), ("user_id", "=", False)]
        )
        tickets._deal_waiting()

    def test_what_came_while_all_were_away_is_dealt(self):
        self._take_leave(self.ana, self.ben, self.zed)
        new = self._create_ticket()
        handed = self._create_ticket_in("in_progress_support", user=self.sam)
        self._move(handed, self.sam, "backlog_reseller")
        for ticket in new | handed:
            self.assertFalse(ticket.user_id)
            self.assertEqual(
                ticket.activity_ids.activity_type_id, self.env.ref(NOBODY_THERE)
            )
        self._deal()
        self.assertFalse((new | handed).user_id)
        self._end_leaves()
        self._deal()
        self.assertEqual(len((new | handed).user_id), 2)
        self.assertFalse((new | handed).activity_ids)
        self.assertEqual(self._get_ledger(new)[-1][2], "balanced")
        self.assertFalse(any((new | handed).mapped("waits_for_member")))

    def test_the_leader_is_told_once_that_nobody_is_there(self):
        self._take_leave(self.ana, self.ben, self.zed)
        ticket = self._create_ticket()
        self.assertTrue(ticket.activity_ids)
        ticket.activity_ids.action_done()
        written = ticket.write_date
        self._deal()
        self.assertFalse(ticket.activity_ids)
        self.assertEqual(ticket.write_date, written)

    def test_what_people_have_unassigned_stays_with_nobody(self):
        ticket = self._create_ticket()
        ticket.with_user(self.ana).user_id = False
        self._take_leave(self.ana, self.ben, self.zed)
        waiting = self._create_ticket()
        waiting.with_user(self.mia).user_id = self.ben
        waiting.with_user(self.mia).user_id = False
        self._end_leaves()
        self._deal()
        self.assertFalse((ticket | waiting).user_id)

    def test_the_cron_asks_for_these(self):
        cron = self.env.ref("revo_helpdesk_stages.ir_cron_deal_waiting")
        self.assertTrue(cron.active)
        self.assertIn("_cron_deal_waiting", cron.code)
