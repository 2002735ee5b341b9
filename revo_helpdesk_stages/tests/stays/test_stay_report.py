"""Who held a ticket for how long, against an example worked out by hand.

Support works from 9 to 17 in Madrid, Monday to Friday; the reseller has no working
hours, so all hours count. On Sunday 25 October 2026 clocks are put back in Madrid, from
two hours before UTC to one; Monday 26 is a holiday. The moments below are in UTC.

- Fri 23 10:00 a client opens a ticket; it waits for an hour
- Fri 23 11:00 Ana takes it; one hour
- Fri 23 12:00 (14:00 in Madrid) Ana escalates it. It waits for 93 hours, of which
  support works 4: on Friday until 17:00, on Tuesday from 9:00 to 10:00
- Tue 27 09:00 (10:00) Sam takes it for 30 hours: 7 of work on each of two days
- Wed 28 15:00 (16:00) Sam sends it to be confirmed; two hours
- Wed 28 17:00 Ana resolves it; for 39 hours nobody holds it
- Fri 30 08:00 the client reopens it; it waits for an hour
- Fri 30 09:00 Ana takes it; one hour
- Fri 30 10:00 (11:00) Ana gives it back to support
"""

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError

from ..deadlines.deadline_case import DeadlineCase


def at(text):
    return fields.Datetime.to_datetime(f"2026-{text}:00")


OPENED = at("10-23 10:00")


class TestStayReport(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        office = cls._create_calendar(tz="Europe/Madrid")
        cls.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": office.id,
                "date_from": at("10-25 23:00"),
                "date_to": at("10-26 23:00"),
            }
        )
        cls.support.resource_calendar_id = office
        cls.ticket = cls._open(opened=OPENED)
        cls.report = cls.env["helpdesk.stay.report"].with_user(cls.mia)

    def _play(self):
        for moment, user, code in (
            ("10-23 11:00", self.ana, "in_progress_reseller"),
            ("10-23 12:00", self.ana, "backlog_support"),
            ("10-27 09:00", self.sam, "in_progress_support"),
            ("10-28 15:00", self.sam, "confirmation_reseller"),
            ("10-28 17:00", self.ana, "resolved"),
            ("10-30 08:00", self.cleo, "backlog_reseller"),
            ("10-30 09:00", self.ana, "in_progress_reseller"),
            ("10-30 10:00", self.ana, "backlog_support"),
        ):
            with freeze_time(at(moment)):
                self._move(self.ticket, user, code)

    def _sum(self, moment, name, ticket=None):
        """Read hours and working hours at some moment, by what the field says."""
        domain = [("ticket_id", "=", (ticket or self.ticket).id)]
        with freeze_time(at(moment)):
            self.env.invalidate_all()
            rows = self.report.search(domain)
            return {
                key: (
                    sum(some.mapped("hours")),
                    round(sum(some.mapped("working_hours")), 6),
                )
                for key, some in rows.grouped(name).items()
            }

    def test_hours_per_stage(self):
        self._play()
        self.assertEqual(
            {s.code: h for s, h in self._sum("10-30 14:30", "stage_id").items()},
            {
                "backlog_reseller": (1 + 1, 2),
                "in_progress_reseller": (1 + 1, 2),
                # The second time it is there since 11:00, and it is 15:30 in Madrid.
                "backlog_support": (93 + 4.5, 4 + 4.5),
                "in_progress_support": (30, 14),
                "confirmation_reseller": (2, 2),
                "resolved": (39, 39),
            },
        )

    def test_the_present_stay_counts_until_now(self):
        self._play()
        before = self._sum("10-30 14:30", "tier")["support"]
        # Six hours of work until Friday evening, and half an hour on Monday.
        later = self._sum("11-02 08:30", "tier")["support"]
        self.assertEqual(before, (93 + 30 + 4.5, 4 + 14 + 4.5))
        self.assertEqual(later, (93 + 30 + 70.5, 4 + 14 + 6.5))

    def test_hours_per_party_and_person(self):
        self._play()
        self.assertEqual(
            self._sum("11-02 08:30", "waiting_on"),
            {
                "reseller": (6, 6),
                "support": (193.5, 24.5),
                "nobody": (39, 39),
            },
        )
        nobody = self.env["res.users"]
        self.assertEqual(
            self._sum("11-02 08:30", "user_id"),
            {
                nobody: (1 + 93, 1 + 4),
                # What is resolved stays Ana's, and so does the reopened ticket.
                self.ana: (1 + 2 + 39 + 1 + 1, 1 + 2 + 39 + 1 + 1),
                # It is given back to who had it.
                self.sam: (30 + 70.5, 14 + 6.5),
            },
        )

    def test_all_stays_together_are_the_life_of_the_case(self):
        self._play()
        sums = self._sum("11-02 08:30", "ticket_id")
        life = at("11-02 08:30") - OPENED
        self.assertEqual([hours for hours, _work in sums.values()], [238.5])
        self.assertEqual(life.total_seconds(), 238.5 * 3600)

    def test_what_is_over_is_held_by_nobody(self):
        with freeze_time(at("10-23 11:00")):
            self._move(self.ticket, self.ana, "in_progress_reseller")
        with freeze_time(at("10-23 12:00")):
            self._move(self.ticket, self.ana, "resolved")
        self.assertEqual(
            self._sum("12-24 12:00", "waiting_on"),
            {"reseller": (2, 2), "nobody": (0, 0)},
        )

    def test_who_gets_a_case_does_not_make_it_young(self):
        with freeze_time(at("10-23 11:00")):
            self._move(self.ticket, self.ana, "in_progress_reseller")
        with freeze_time(at("10-30 11:00")):
            self.ticket.user_id = self.ben
        with freeze_time(at("10-30 12:00")):
            stay = self.report.search(
                [("ticket_id", "=", self.ticket.id), ("date_end", "=", False)]
            )
            self.assertEqual(stay.user_id, self.ben)
            self.assertEqual((stay.hours, stay.stage_hours), (1, 7 * 24 + 1))
            self.ticket.user_id = self.ana
            self._move(self.ticket, self.ana, "resolved")
        with freeze_time(at("10-30 13:00")):
            self.env.invalidate_all()
            stays = self.report.search([("ticket_id", "=", self.ticket.id)])
            self.assertEqual(set(stays.mapped("stage_hours")), {0})

    def test_what_is_archived_does_not_count(self):
        self.assertTrue(self.report.search([("ticket_id", "=", self.ticket.id)]))
        self.ticket.active = False
        for model in ("stay", "ticket", "flow"):
            report = self.env[f"helpdesk.{model}.report"].with_user(self.mia)
            of_ticket = [("ticket_id", "=", self.ticket.id)]
            self.assertFalse(report.search(of_ticket))
            self.assertTrue(report.search([*of_ticket, ("active", "=", False)]))

    def test_the_first_calendar_counts_for_what_was_before(self):
        office = self.support.resource_calendar_id
        self.support.resource_calendar_id = False
        self._play()
        self.assertEqual(self._sum("10-30 10:00", "tier")["support"], (123, 123))
        self.support.resource_calendar_id = office
        self.assertEqual(self._sum("10-30 10:00", "tier")["support"], (123, 18))
        self.support.resource_calendar_id = self._create_calendar(tz="UTC")
        self.assertEqual(self._sum("10-30 10:00", "tier")["support"], (123, 18))

    def test_a_pivot_by_tier_and_month(self):
        self._play()
        with freeze_time(at("11-02 08:30")):
            groups = self.report._read_group(
                [("ticket_id", "=", self.ticket.id)],
                ["tier", "date_start:month"],
                ["hours:sum", "working_hours_average:avg", "ticket_id:count_distinct"],
            )
        october = fields.Datetime.to_datetime("2026-10-01")
        self.assertEqual(
            sorted(groups),
            [
                ("reseller", october, 45, 45 / 6, 1),
                ("support", october, 193.5, 24.5 / 3, 1),
            ],
        )

    def test_only_managers_read_it(self):
        self._play()
        for user in (self.ana, self.sam, self.dan, self.pia, self.cleo):
            for model in ("helpdesk.stay.report", "helpdesk.ticket.stay"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_a_manager_reads_of_the_own_companies_only(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        team = self._create_team("direct", company_id=company.id)
        ticket = self._create_ticket(self.env.user, team_id=team.id)
        domain = [("ticket_id", "in", (ticket | self.ticket).ids)]
        self.assertEqual(self.report.search(domain).ticket_id, self.ticket)
        self.mia.company_ids |= company
        report = self.report.with_context(
            allowed_company_ids=(self.company | company).ids
        )
        self.assertEqual(report.search(domain).ticket_id, ticket | self.ticket)
