"""The stays of tickets: noted when they move, whatever moves them."""

from datetime import timedelta

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.tools import mute_logger

from ..deadlines.deadline_case import NOON, DeadlineCase
from ..unhurried import unhurried


class TestStays(DeadlineCase):
    """A ticket of Ana's, which is handed around in the hours after noon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._open()

    def _get_stays(self, ticket=None):
        """Return the stays in order: stage, team, person, hours since noon of ends."""
        stays = self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", (ticket or self.ticket).id)], order="date_start"
        )
        return [
            (
                stay.stage_id.code,
                stay.team_id,
                stay.user_id,
                *(
                    moment and (moment - NOON) / timedelta(hours=1)
                    for moment in (stay.date_start, stay.date_end)
                ),
            )
            for stay in stays
        ]

    def _at(self, hours, user, code):
        with self._after(hours=hours):
            self._move(self.ticket, user, code)
            self._track()

    def _track(self):
        """Let Odoo post what has changed, as it does at the end of a transaction."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_a_hand_off_ends_one_stay_and_starts_another(self):
        nobody = self.env["res.users"]
        self._at(1, self.ana, "in_progress_reseller")
        self._at(3, self.ana, "backlog_support")
        self._at(4, self.sam, "in_progress_support")
        self._at(9, self.sam, "confirmation_reseller")
        self.assertEqual(
            self._get_stays(),
            [
                ("backlog_reseller", self.north, nobody, 0, 1),
                ("in_progress_reseller", self.north, self.ana, 1, 3),
                ("backlog_support", self.support, nobody, 3, 4),
                ("in_progress_support", self.support, self.sam, 4, 9),
                ("confirmation_reseller", self.north, self.ana, 9, False),
            ],
        )

    def test_a_case_that_is_assigned_as_it_comes_has_one_stay(self):
        """Where it waits for less than a second is no stay."""
        self.north.assignment_method = "balanced"
        ticket = self._open()
        self.assertIn(ticket.user_id, self.ana | self.ben)
        self.assertEqual(
            self._get_stays(ticket),
            [("backlog_reseller", self.north, ticket.user_id, 0, False)],
        )

    def test_a_change_of_person_alone_is_one_of_stays(self):
        with self._after(hours=2):
            self.ticket.with_user(self.ana).user_id = self.ben
        with self._after(hours=5):
            self.ticket.with_user(self.ana).priority = "3"
        self.assertEqual(
            self._get_stays(),
            [
                ("backlog_reseller", self.north, self.env["res.users"], 0, 2),
                ("backlog_reseller", self.north, self.ben, 2, False),
            ],
        )

    def test_a_stay_is_what_its_stage_was_when_it_began(self):
        """Whom a stage waits on may be edited while tickets stand in it."""
        self.ticket.stage_id.waiting_on = "client"
        with self._after(hours=2):
            self.ticket.user_id = False
        stay = self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", self.ticket.id)]
        )
        self.assertEqual(stay.waiting_on, "reseller")

    def test_who_leaves_holds_nothing_any_more(self):
        self.north.assignment_method = "balanced"
        with self._after(hours=1):
            self.ticket.user_id = self.ana
        with self._after(hours=4):
            self.ticket._redistribute(self.ana)
        self.assertEqual(
            [(user, since, until) for *_, user, since, until in self._get_stays()],
            [
                (self.env["res.users"], 0, 1),
                (self.ana, 1, 4),
                (self.ben, 4, False),
            ],
        )

    def test_a_client_ends_stays_too(self):
        with self._after(hours=6):
            self._move(self.ticket, self.cleo, "resolved")
        self.assertEqual(
            [(code, since, until) for code, *_, since, until in self._get_stays()],
            [("backlog_reseller", 0, 6), ("resolved", 6, False)],
        )

    def test_a_copy_starts_anew(self):
        with self._after(hours=3):
            copy = self.ticket.copy()
        self.assertEqual([stay[3:] for stay in self._get_stays(copy)], [(3, False)])
        self.assertEqual([stay[3:] for stay in self._get_stays()], [(0, False)])

    def test_a_clock_that_is_put_back_ends_no_stay_before_it_began(self):
        with self._after(hours=2):
            self._move(self.ticket, self.ana, "in_progress_reseller")
        with self._after(hours=1):
            self._move(self.ticket, self.ana, "backlog_support")
        self.assertEqual(
            [(code, since, until) for code, *_, since, until in self._get_stays()],
            [("backlog_reseller", 0, 2), ("backlog_support", 2, False)],
        )

    def test_a_case_stands_in_one_place(self):
        stays = self.env["helpdesk.ticket.stay"]
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            stays.create({"ticket_id": self.ticket.id, "date_start": NOON})

    def test_many_cost_as_few(self):
        self.support.resource_calendar_id = self._create_calendar()
        first, few, many = (
            self.tickets.browse(self._open("in_progress_support").id for _ in range(n))
            for n in (1, 2, 12)
        )
        counts = []
        # The first ones read the working hours, which are kept.
        for tickets in (first, few, many):
            with freeze_time(NOON):
                self.env["helpdesk.ticket.stay"]._follow(tickets)
            self._put(tickets, "backlog_dev")
            tickets.mapped("stage_id.tier")
            with self._after(days=3):
                tickets.mapped("stage_id.tier")
                before = self.cr.sql_log_count
                self.env["helpdesk.ticket.stay"]._follow(tickets)
                counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
        stay = self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", many[0].id), ("date_end", "!=", False)]
        )
        # From noon on Tuesday until 17:00, two days, and on Friday until noon.
        self.assertEqual((stay.hours, stay.working_hours), (72, 5 + 16 + 3))

    @settings(unhurried, max_examples=25)
    @given(
        st.lists(
            st.tuples(
                st.integers(min_value=0, max_value=200_000),
                st.sampled_from(["stage_id", "user_id"]),
                st.integers(min_value=0, max_value=5),
            ),
            max_size=8,
        )
    )
    def test_all_stays_together_are_the_life_of_a_case(self, changes):
        """Whatever changes when: stays follow each other without a gap."""
        team = self._create_team("direct", self.sam | self.sue)
        choices = {
            "stage_id": team._get_applicable_stages().ids,
            "user_id": [False, self.sam.id, self.sue.id],
        }
        now = NOON
        with freeze_time(now):
            ticket = self._create_ticket(self.env.user, team_id=team.id)
        for seconds, name, pick in changes:
            now += timedelta(seconds=seconds)
            with freeze_time(now):
                ticket[name] = choices[name][pick % len(choices[name])]
        stays = self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", ticket.id)], order="date_start"
        )
        self.assertEqual(stays[0].date_start, NOON)
        self.assertEqual(stays[1:].mapped("date_start"), stays[:-1].mapped("date_end"))
        self.assertFalse(stays[-1].date_end)
        self.assertTrue(all(stay.hours > 0 for stay in stays[:-1]))
        passed = (stays[-1].date_start - NOON) / timedelta(hours=1)
        self.assertAlmostEqual(sum(stays.mapped("hours")), passed, places=6)
        last = stays[-1]
        self.assertEqual(
            (last.stage_id, last.team_id, last.user_id, last.waiting_on),
            (ticket.stage_id, team, ticket.user_id, ticket.waiting_on),
        )

    def test_what_was_tracked_says_the_same(self):
        """Notes on a ticket that was there before are read from its history."""
        # Of what is opened in the same transaction Odoo tracks nothing.
        self._track()
        for hours, user, code in (
            (1, self.ana, "in_progress_reseller"),
            (3, self.ana, "backlog_support"),
            (4, self.sam, "in_progress_support"),
            (9, self.sam, "backlog_reseller"),
        ):
            self._at(hours, user, code)
        with self._after(hours=10):
            self.ticket.with_user(self.ana).user_id = self.ben
            self._track()
        with self._after(hours=11):
            self.ticket.with_user(self.ben).user_id = False
            self._track()
        self._at(12, self.ben, "in_progress_reseller")
        # An entry that changes nothing.
        self.env["helpdesk.ticket.assignment"].create(
            {
                "ticket_id": self.ticket.id,
                "team_id": self.north.id,
                "date": NOON + timedelta(hours=13),
            }
        )
        noted = self._get_stays()
        self.assertEqual(len(noted), 8)
        stays = self.env["helpdesk.ticket.stay"]
        stays = stays.search([("ticket_id", "=", self.ticket.id)])
        hours = stays.sorted("date_start").mapped("working_hours")
        stays.unlink()
        stays._note_history()
        self.assertEqual(self._get_stays(), noted)
        stays = stays.search([("ticket_id", "=", self.ticket.id)])
        self.assertEqual(stays.sorted("date_start").mapped("working_hours"), hours)
        stays._note_history()
        self.assertEqual(self._get_stays(), noted)
