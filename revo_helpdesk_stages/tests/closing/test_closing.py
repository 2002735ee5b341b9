"""When a ticket is resolved and when it is closed for good, by whom and how."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError

from ..common import SupportLineCase
from ..compat import own_cursors

RESOLVED = fields.Datetime.to_datetime("2030-03-04 10:00:00")


class ClosingCase(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team("direct", cls.pia, name="Desk")
        cls.done = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        cls.rejected = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_rejected")

    def _create_direct(self, **values):
        return self._create_ticket(team_id=self.desk.id, **values)

    def _resolve(self, ticket, user=None, when=RESOLVED):
        with freeze_time(when):
            if ticket.pipeline == "direct":
                ticket.with_user(user or self.pia).stage_id = self.done
            else:
                self._put(ticket, "in_progress_reseller")
                self._move(ticket, user or self.ana, "resolved")
        return ticket

    def _get_closing(self, ticket):
        return (
            ticket.resolved_date,
            ticket.closed_date,
            ticket.close_method,
            ticket.closed_by_id,
        )

    def _assert_closed(self, ticket, when, method, user):
        self.assertEqual(
            (ticket.closed_date, ticket.close_method, ticket.closed_by_id),
            (when, method, user),
        )
        self.assertFalse(ticket.auto_close_date)


class TestResolved(ClosingCase):
    def test_a_resolved_ticket_is_not_closed_yet(self):
        for ticket in (self._create_ticket(), self._create_direct()):
            self._resolve(ticket)
            self.assertEqual(ticket.resolved_date, RESOLVED)
            self.assertFalse(ticket.closed_date)
            self.assertFalse(ticket.close_method)
            self.assertEqual(ticket.client_status, "resolved")
            self.assertEqual(ticket.auto_close_date, RESOLVED + timedelta(days=5))

    def test_writing_the_stage_again_changes_no_date(self):
        ticket = self._resolve(self._create_direct())
        with freeze_time("2030-03-05 10:00:00"):
            ticket.stage_id = self.done
            self.assertEqual(ticket.resolved_date, RESOLVED)
            self.assertFalse(ticket.closed_date)
            ticket.with_user(self.pia).action_close()
        closed = ticket.closed_date
        with freeze_time("2030-03-06 10:00:00"):
            ticket.stage_id = self.done
        self.assertEqual(ticket.closed_date, closed)

    def test_reopening_clears_who_closed_and_when(self):
        direct = self._resolve(self._create_direct())
        direct.with_user(self.pia).action_close()
        direct.with_user(self.pia).stage_id = self.desk._get_applicable_stages()[0]
        line = self._resolve(self._create_ticket())
        line.with_user(self.ana).action_close()
        self._move(line, self.ana, "backlog_reseller")
        for ticket in (direct, line):
            self.assertFalse(any(self._get_closing(ticket)))
            self.assertFalse(ticket.auto_close_date)
            self.assertFalse(ticket.closed)

    def test_a_team_with_stages_of_its_own_takes_a_finished_ticket_open(self):
        other = self._create_team("direct", self.pia, name="Other")
        self._share(self.done, self.desk)
        ticket = self._resolve(self._create_direct())
        ticket.with_user(self.pia).team_id = other
        self.assertFalse(ticket.closed)
        self.assertFalse(any(self._get_closing(ticket)))

    def test_canceling_closes_for_good_at_once(self):
        line = self._create_ticket_in("in_progress_support", user=self.sam)
        direct = self._create_direct()
        with freeze_time(RESOLVED):
            self._move(line, self.sam, "canceled")
            direct.with_user(self.pia).stage_id = self.rejected
        self._assert_closed(line, RESOLVED, "team", self.sam)
        self._assert_closed(direct, RESOLVED, "team", self.pia)
        self.assertFalse(direct.resolved_date)
        self.assertEqual(direct.client_status, "closed")

    def test_what_begins_in_a_closed_stage_is_dated_too(self):
        with freeze_time(RESOLVED):
            resolved = self._create_direct(opener=self.pia, stage_id=self.done.id)
            canceled = self._create_direct(opener=self.pia, stage_id=self.rejected.id)
        self.assertEqual(resolved.resolved_date, RESOLVED)
        self.assertFalse(resolved.closed_date)
        self._assert_closed(canceled, RESOLVED, "team", self.pia)

    def test_an_import_brings_its_own_dates(self):
        when = "2020-01-01 10:00:00"
        self.tickets.with_user(self.mia).with_context(import_file=True).load(
            ["id", "name", "description", "team_id/.id", "stage_id/.id", "closed_date"],
            [
                ["x.one", "One", "x", str(self.desk.id), str(self.done.id), when],
                ["x.two", "Two", "x", str(self.desk.id), str(self.done.id), ""],
            ],
        )
        one, two = (self.env.ref(f"x.{name}") for name in ("one", "two"))
        past = fields.Datetime.to_datetime(when)
        self.assertEqual((one.resolved_date, one.closed_date), (past, past))
        self.assertFalse(one.auto_close_date)
        self.assertTrue(two.resolved_date)
        self.assertFalse(two.closed_date)

    def test_a_copy_begins_anew(self):
        ticket = self._resolve(self._create_direct())
        ticket.with_user(self.pia).action_close()
        copy = ticket.copy()
        self.assertFalse(copy.closed)
        self.assertFalse(any(self._get_closing(copy)))


class TestClosedByStaff(ClosingCase):
    def test_who_works_with_the_client_closes(self):
        for ticket, user in (
            (self._create_ticket(), self.ana),
            (self._create_ticket(), self.mia),
            (self._create_direct(), self.pia),
        ):
            self._resolve(ticket)
            self.assertTrue(ticket.with_user(user).can_close)
            with freeze_time("2030-03-05 10:00:00"):
                ticket.with_user(user).action_close()
            self._assert_closed(
                ticket, fields.Datetime.to_datetime("2030-03-05 10:00:00"), "team", user
            )
            self.assertEqual(ticket.resolved_date, RESOLVED)
            self.assertEqual(ticket.client_status, "closed")
            self.assertFalse(ticket.with_user(user).can_close)

    def test_others_do_not_close_and_open_ones_are_not_closed(self):
        escalated = self._create_ticket_in("confirmation_reseller", escalated=True)
        self._resolve(escalated)
        for ticket, user in (
            (escalated, self.sam),
            (self._create_ticket_in("in_progress_reseller"), self.ana),
            (self._create_direct(), self.pia),
            (self._create_ticket_in("canceled"), self.mia),
        ):
            self.assertFalse(ticket.with_user(user).can_close)
            before = self._get_closing(ticket)
            with self.assertRaisesRegex(UserError, ticket.number):
                ticket.with_user(user).action_close()
            self.assertEqual(self._get_closing(ticket), before)

    def test_nobody_says_who_closed_a_ticket_and_when(self):
        ticket = self._resolve(self._create_ticket())
        earlier = RESOLVED - timedelta(days=1)
        for values in (
            {"closed_date": earlier},
            {"resolved_date": earlier},
            {"resolved_by_id": self.ben.id},
            {"closed_by_id": self.cleo.id},
            {"close_method": "client"},
        ):
            with self.assertRaises(AccessError):
                ticket.with_user(self.ana).write(values)
            with self.assertRaises(AccessError):
                self._create_direct(opener=self.pia, **values)
        self.assertFalse(ticket.closed_date)

    def test_a_reseller_reopens_what_is_closed_for_good(self):
        ticket = self._resolve(self._create_ticket())
        ticket.with_user(self.ana).action_close()
        self._walk(ticket, (self.ana, "backlog_reseller"))


class TestClosedByTheClient(ClosingCase):
    def _as_client(self, ticket, user=None):
        return self._as(user or self.cleo, ticket)

    def test_a_client_confirms_that_the_work_is_finished(self):
        for ticket in (self._create_ticket(), self._create_direct()):
            self.assertNotIn("close", self._as_client(ticket)._get_client_actions())
            with self.assertRaises(UserError):
                self._as_client(ticket)._close_as_client()
            self._resolve(ticket)
            self.assertEqual(
                self._as_client(ticket)._get_client_actions(), {"close", "reopen"}
            )
            with freeze_time("2030-03-05 10:00:00"):
                self._as_client(ticket)._close_as_client()
            self._assert_closed(
                ticket,
                fields.Datetime.to_datetime("2030-03-05 10:00:00"),
                "client",
                self.cleo,
            )

    def test_a_closed_ticket_is_read_only_for_the_client(self):
        for ticket in (self._create_ticket(), self._create_direct()):
            self._resolve(ticket)
            self._as_client(ticket)._close_as_client()
            client = self._as_client(ticket)
            self.assertEqual(client._get_client_actions(), {"follow"})
            for method, *arguments in (
                ("_reopen_as_client", "It is back."),
                ("_answer_as_client", "Hello?"),
                ("_resolve_as_client", "solved"),
                ("_close_as_client",),
            ):
                with self.assertRaises(UserError):
                    getattr(client, method)(*arguments)
            self.assertEqual(ticket.client_status, "closed")
            start = (
                "backlog_reseller" if ticket.pipeline == "escalation" else "resolved"
            )
            with self.assertRaises(UserError):
                client.action_move(self.stage[start].id)

    def test_a_client_reopens_until_then(self):
        for ticket in (self._create_ticket(), self._create_direct()):
            self._resolve(ticket)
            self._as_client(ticket)._reopen_as_client("It is back.")
            self.assertFalse(ticket.closed)
            self.assertTrue(ticket.answer_since)
            self.assertFalse(any(self._get_closing(ticket)))

    def test_nobody_closes_for_another_client(self):
        ticket = self._resolve(self._create_ticket())
        self.assertFalse(self._as_client(ticket, self.cora)._get_client_actions())
        with self.assertRaises(UserError):
            self._as_client(ticket, self.cora)._close_as_client()
        self.assertFalse(ticket.closed_date)

    def test_what_a_client_says_in_resolving_reopens_nothing(self):
        for ticket in (self._create_ticket(), self._create_direct()):
            self._as_client(ticket)._resolve_as_client("solved", "It prints again.")
            self.assertEqual(ticket.phase, "resolved")
            self.assertIn("prints again", self._get_texts(ticket)[0].body)


class TestClosedByItself(ClosingCase):
    def _run_cron(self, when):
        with freeze_time(when), own_cursors(self):
            self.tickets._cron_close_resolved()
        self.env.invalidate_all()

    def test_five_days_after(self):
        ticket = self._resolve(self._create_ticket())
        self._run_cron("2030-03-09 09:59:59")
        self.assertFalse(ticket.closed_date)
        self._run_cron("2030-03-09 10:00:00")
        self._assert_closed(
            ticket,
            fields.Datetime.to_datetime("2030-03-09 10:00:00"),
            "automatic",
            self.env["res.users"],
        )

    def test_the_team_that_answers_the_client_says_when(self):
        ticket = self._resolve(self._create_ticket())
        self.support.close_days = 1
        self.assertEqual(ticket.auto_close_date, RESOLVED + timedelta(days=5))
        self.north.close_days = 2
        self.assertEqual(ticket.auto_close_date, RESOLVED + timedelta(days=2))
        self.north.close_days = 0
        self.assertFalse(ticket.auto_close_date)
        direct = self._resolve(self._create_direct())
        self.desk.close_days = 3
        self.assertEqual(direct.auto_close_date, RESOLVED + timedelta(days=3))

    def test_a_reopened_ticket_counts_from_its_next_solution(self):
        ticket = self._resolve(self._create_ticket())
        self._move(ticket, self.ana, "backlog_reseller")
        self.assertFalse(ticket.auto_close_date)
        later = RESOLVED + timedelta(days=20)
        self._resolve(ticket, when=later)
        self.assertEqual(ticket.auto_close_date, later + timedelta(days=5))

    def test_a_ticket_without_a_team_stays_until_somebody_closes_it(self):
        ticket = self._create_ticket(
            partner_id=self._create_client("Alone").id, opener=self.pia
        )
        ticket.team_id = False
        with freeze_time(RESOLVED):
            ticket.stage_id = self.done
        self.assertFalse(ticket.auto_close_date)
        self.assertEqual(ticket.resolved_date, RESOLVED)
