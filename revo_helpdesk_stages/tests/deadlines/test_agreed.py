"""What teams have agreed on: taken, solved and confirmed in their own hours."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError

from ..reference import STAGES
from .deadline_case import NOON, DeadlineCase, at

AGREED = {"take_hours": 4, "solve_hours": 16, "confirm_hours": 8}


class TestAgreed(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls._create_calendar()
        cls.vendor = cls.support | cls.development
        cls.vendor.resource_calendar_id = cls.office
        (cls.north | cls.vendor).write(AGREED)
        # Entered before anything was agreed.
        cls.old = cls.ticket

    def _overdue(self, user, moment):
        with freeze_time(moment):
            self.env.invalidate_all()
            found = self.tickets.with_user(user).search(
                [("is_agreed_overdue", "=", True)]
            )
            others = self.tickets.with_user(user).search(
                [("is_agreed_overdue", "=", False)]
            )
            seen = self.tickets.with_user(user).search([])
        self.assertEqual(found | others, seen)
        self.assertFalse(found & others)
        return found

    def test_each_stage_has_what_its_team_has_agreed_on(self):
        hours = {"backlog": 4, "in_progress": 16, "confirmation": 8}
        with freeze_time(NOON):
            for code in STAGES:
                ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
                if code in ("in_progress_reseller", "pending_release"):
                    continue
                stage = self.stage[code]
                # A manager makes any move.
                self._move(ticket, self.mia, code)
                span = hours.get(stage.phase)
                calendar = ticket.team_id.resource_calendar_id
                expected = span and calendar._add_hours({NOON}, span)[NOON]
                with self.subTest(stage=code):
                    self.assertEqual(ticket.agreed_deadline, expected or False)

    def test_a_new_ticket_is_taken_in_time(self):
        ticket = self._open()
        self.assertEqual(ticket.agreed_deadline, at("16 16:00"))
        with freeze_time(NOON):
            own = self._create_ticket(opener=self.ana, partner_id=False)
        # Support works from 9 to 17.
        self.assertEqual(own.agreed_deadline, at("16 16:00"))
        with freeze_time(at("16 15:00")):
            own = self._create_ticket(opener=self.ana, partner_id=False)
        self.assertEqual(own.agreed_deadline, at("17 11:00"))

    def test_a_direct_team_has_agreements_too(self):
        direct = self._create_team("direct", self.pia, take_hours=2)
        with freeze_time(NOON):
            ticket = self._create_ticket(opener=self.pia, team_id=direct.id)
        self.assertEqual(ticket.agreed_deadline, at("16 14:00"))

    def test_what_was_agreed_stays(self):
        """Neither other hours, nor a holiday, nor another person changes it."""
        ticket = self._open()
        with freeze_time(at("16 13:00")):
            self._move(ticket, self.ana, "backlog_support")
        agreed = ticket.agreed_deadline
        self.assertEqual(agreed, at("16 17:00"))
        with freeze_time(at("16 14:00")):
            self.support.take_hours = 1
            self._close_office(self.office, at("17 00:00"), at("18 00:00"))
            ticket.with_user(self.sam).user_id = self.sue
            self.support.resource_calendar_id = False
            self.env.flush_all()
            self.env.invalidate_all()
        self.assertEqual(ticket.agreed_deadline, agreed)
        stays = self.env["helpdesk.ticket.stay"].search(
            [("ticket_id", "=", ticket.id), ("stage_id", "=", ticket.stage_id.id)]
        )
        self.assertEqual(len(stays), 2)
        self.assertEqual(set(stays.mapped("agreed_deadline")), {agreed})
        self.assertEqual(set(stays.mapped("entered_date")), {at("16 13:00")})

    def test_the_card_says_what_is_to_be_done_and_until_when(self):
        ticket = self._open()
        for user in (self.ana, self.mia):
            with freeze_time(NOON):
                seen = ticket.with_user(user).with_context(tz="UTC")
                self.assertEqual(seen.agreed_note, "Take it until 16 Jun, 16:00")
                self.assertFalse(seen.is_agreed_overdue)
            with freeze_time(at("16 16:01")):
                self.env.invalidate_all()
                self.assertEqual(
                    seen.agreed_note, "Not taken, late since 16 Jun, 16:00"
                )
                self.assertTrue(seen.is_agreed_overdue)
                self.assertIn("late since", seen.next_step)

    def test_the_vendor_is_late_as_a_reseller_is(self):
        ticket = self._open()
        with freeze_time(NOON):
            self._move(ticket, self.ana, "backlog_support")
        self.assertFalse(self._overdue(self.ana, at("16 15:00")) & ticket)
        for user in (self.ana, self.sam, self.mia):
            self.assertIn(ticket, self._overdue(user, at("16 17:00")))

    def test_what_waits_for_somebody_else_is_not_late(self):
        ticket = self._open()
        with freeze_time(NOON):
            self._move(ticket, self.ana, "backlog_client")
        self.assertFalse(ticket.agreed_deadline)
        self.assertFalse(ticket.agreed_note)
        self.assertNotIn(ticket, self._overdue(self.mia, at("30 12:00")))

    def test_who_waits_rightly_has_the_whole_time_afterwards(self):
        ticket = self._open()
        with freeze_time(at("16 15:00")):
            wizard = (
                self.env["helpdesk.ticket.wait"]
                .with_user(self.ana)
                .create(
                    {
                        "ticket_ids": ticket.ids,
                        "date": date(2026, 6, 30),
                        "reason": "<p>The printer comes.</p>",
                    }
                )
            )
            wizard.action_apply()
        self.assertFalse(ticket.agreed_note)
        self.assertNotIn(ticket, self._overdue(self.ana, at("20 12:00")))
        with freeze_time(at("22 10:00")):
            ticket.with_user(self.ana).action_go_on()
            self.env.invalidate_all()
            self.assertEqual(ticket.agreed_deadline, at("22 14:00"))
            stay = self.env["helpdesk.ticket.stay"].search(
                [("ticket_id", "=", ticket.id), ("date_end", "=", False)]
            )
            self.assertEqual(stay.agreed_deadline, at("22 14:00"))

    def test_nothing_is_agreed_where_nobody_says_so(self):
        self.assertFalse(self.old.agreed_deadline)
        self.north.write(dict.fromkeys(AGREED, 0))
        ticket = self._open()
        with freeze_time(NOON):
            self._move(ticket, self.ana, "in_progress_reseller")
        self.assertFalse(ticket.agreed_deadline)
        self.assertFalse(ticket.agreed_note)

    def test_negative_hours_are_refused(self):
        for name in AGREED:
            with self.assertRaisesRegex(ValidationError, "cannot be negative"):
                self.north[name] = -1

    def test_nobody_writes_it(self):
        """The deadline is the server's; only managers agree for a team."""
        ticket = self._open()
        for user in (self.ana, self.sam, self.dan):
            with self.subTest(user=user.name), self.assertRaises(
                UserError
            ), self.env.cr.savepoint():
                ticket.with_user(user).agreed_deadline = at("30 12:00")
        for user in (self.ana, self.sam):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.north.with_user(user).take_hours = 100
