"""How soon tickets were answered and resolved, and how often they went back and forth.
"""

from odoo.exceptions import AccessError

from .report_case import ReportCase, utc

REPORT = "helpdesk.ticket.report"


class TestTicketReport(ReportCase):
    def _read(self, ticket):
        report = self.env[REPORT].with_user(self.mia)
        return report.search([("ticket_id", "=", ticket.id)])

    def test_a_case_that_went_back_and_forth(self):
        self._play_the_case()
        row = self._read(self.case)
        # Reseller, support, reseller, support, development, support, reseller.
        self.assertEqual(row.handoffs, 6)
        # Support sent it back, the reseller returned it, and so did development; that
        # the reseller confirms is no way back.
        self.assertEqual(row.bounces, 3)
        self.assertEqual(row.reopenings, 1)
        self.assertEqual(row.resolved_by_id, self.ana)
        self.assertEqual(row.resolved_date, utc("10-28 09:00"))
        # From Thursday 13:00 until Wednesday 9:00, in UTC.
        self.assertEqual(row.resolution_hours, 5 * 24 + 20)
        # Thursday 15-17, Friday and Tuesday, and Wednesday 9-10 in Madrid.
        self.assertEqual(row.resolution_working_hours, 2 + 8 + 8 + 1)
        self.assertEqual(row.resolved_within, "3_week")
        self.assertEqual(row.first_answer, "in_time")
        self.assertEqual(row.first_answer_hours, 1)
        self.assertEqual(row.first_answer_working_hours, 1)

    def test_ways_that_nobody_counted_at_the_time_are_counted_from_the_stays(self):
        self._play_the_case()
        self.env.flush_all()
        self.env.cr.execute(
            """
            UPDATE helpdesk_ticket
               SET handoff_count = NULL, bounce_count = NULL, reopening_count = NULL
             WHERE id = %s
            """,
            self.case.ids,
        )
        self.env.invalidate_all()
        self.env["helpdesk.ticket.stay"]._note_history()
        row = self._read(self.case)
        self.assertEqual((row.handoffs, row.bounces, row.reopenings), (6, 3, 1))

    def test_what_is_reopened_is_open_again(self):
        self._play(
            self.case,
            ("10-22 13:30", self.ana, "in_progress_reseller"),
            ("10-22 14:00", self.ana, "resolved"),
        )
        self.assertEqual(self._read(self.case).resolved_within, "1_day")
        self._play(self.case, ("10-22 15:00", self.ana, "backlog_reseller"))
        row = self._read(self.case)
        self.assertEqual(row.resolved_within, "7_open")
        self.assertFalse(row.resolved_by_id)
        self.assertEqual((row.handoffs, row.bounces, row.reopenings), (0, 0, 1))

    def test_a_manager_who_cancels_and_reopens_hands_nothing_over(self):
        self._play(
            self.case,
            ("10-22 14:00", self.mia, "canceled"),
            ("10-23 14:00", self.mia, "backlog_support"),
        )
        row = self._read(self.case)
        self.assertEqual((row.handoffs, row.bounces, row.reopenings), (1, 0, 1))

    def _open_all(self):
        """Open a ticket for each kind of first answer, and look on Friday at 12:00 UTC.

        Within four working hours means until Friday 11:00 in Madrid, 9:00 in UTC.
        """
        opened = utc("10-22 13:00")
        in_time, late, missed, withdrawn = (self._open(opened=opened) for _ in range(4))
        due = self._open(opened=utc("10-23 11:30"))
        for case, when in ((in_time, "10-23 09:00"), (late, "10-23 09:01")):
            with self._at(utc(when)):
                self._say(self.ana, "note", case)
        self._play(withdrawn, ("10-22 14:00", self.cleo, "resolved"))
        return {
            "in_time": in_time,
            "late": late,
            "missed": missed,
            "due": due,
            "none": withdrawn,
        }

    def test_the_share_answered_in_time(self):
        cases = self._open_all()
        tickets = self.tickets.union(*cases.values())
        souths = self._open(
            opened=utc("10-22 13:00"), partner_id=self.cora.partner_id.id
        )
        with self._at(utc("10-23 08:00")):
            self._say(self.rita, "note", souths)
        with self._at(utc("10-23 12:00")):
            self.assertEqual(
                self._group(REPORT, tickets, ["first_answer"]),
                dict.fromkeys(cases, 1),
            )
            self.assertEqual(
                self._group(
                    REPORT,
                    tickets | souths,
                    ["reseller_team_id"],
                    ["answered_in_time:avg", "__count"],
                ),
                # One of three; who is still in time or did not wait does not count.
                {self.north: (1 / 3, 5), self.south: (1, 1)},
            )

    def test_who_is_answered_late_is_so_by_the_hours_of_then(self):
        case = self._open_all()["late"]
        self.north.answer_hours = 8
        self.assertEqual(self._read(case).first_answer, "late")

    def test_months_by_how_long_it_took(self):
        resolved = {}
        for name, when in (
            ("1_day", "10-02 10:00"),
            ("2_three_days", "10-02 10:01"),
            ("3_week", "10-06 10:00"),
            ("4_two_weeks", "10-10 10:00"),
            ("5_month", "10-31 10:00"),
            ("6_longer", "10-31 10:01"),
        ):
            resolved[name] = case = self._open(opened=utc("10-01 10:00"))
            self._play(case, (when, self.cleo, "resolved"))
        still = self._open(opened=utc("09-20 10:00"))
        canceled = self._open(opened=utc("09-20 10:00"), opener=self.ana)
        self._play(canceled, ("09-21 10:00", self.sam, "canceled"))
        tickets = self.tickets.union(still, canceled, *resolved.values())
        groups = self._group(REPORT, tickets, ["opened_date:month", "resolved_within"])
        self.assertEqual(
            {
                (month.strftime("%m"), within): count
                for (month, within), count in groups.items()
            },
            {
                ("09", "7_open"): 1,
                ("09", "8_canceled"): 1,
                **{("10", name): 1 for name in resolved},
            },
        )

    def test_resolved_per_person(self):
        by_ana, by_ben, by_client = (
            self._open(opened=utc("10-22 13:00")) for _ in range(3)
        )
        self._play_the_case()
        for case, user in (
            (by_ana, self.ana),
            (by_ben, self.ben),
            (by_client, self.cleo),
        ):
            if user != self.cleo:
                self._play(case, ("10-22 13:30", user, "in_progress_reseller"))
            self._play(case, ("10-22 15:00", user, "resolved"))
        self.assertEqual(
            self._group(
                REPORT,
                self.case | by_ana | by_ben | by_client,
                ["resolved_by_id"],
                ["__count", "resolution_working_hours:avg", "bounces:sum"],
            ),
            {
                # 19 h and 2 h, from 15:00 to 17:00 in Madrid.
                self.ana: (2, 10.5, 3),
                self.ben: (1, 2, 0),
                self.cleo: (1, 2, 0),
            },
        )

    def test_who_proposed_the_solution_is_credited_and_not_who_confirmed(self):
        self._play(
            self.case,
            ("10-22 13:30", self.ana, "in_progress_reseller"),
            ("10-23 08:00", self.ana, "backlog_support"),
            ("10-23 09:00", self.sam, "in_progress_support"),
            ("10-23 10:00", self.sam, "confirmation_reseller"),
        )
        self.assertFalse(self._read(self.case).resolved_by_id, "not resolved yet")
        self._play(self.case, ("10-23 11:00", self.ben, "resolved"))
        self.assertEqual(self._read(self.case).resolved_by_id, self.sam)
        self._play(
            self.case,
            ("10-23 12:00", self.ana, "backlog_reseller"),
            ("10-23 13:00", self.ana, "in_progress_reseller"),
            ("10-23 14:00", self.ben, "resolved"),
        )
        self.assertEqual(self._read(self.case).resolved_by_id, self.ben)

    def test_reminders_are_added_up(self):
        with self._at(utc("11-01 12:00")):
            self.case._remind()
        with self._at(utc("11-08 12:00")):
            self.case._remind()
        self.assertEqual(
            self._group(
                REPORT,
                self.case | self.ticket,
                ["reseller_team_id"],
                ["reminder_count:sum"],
            ),
            {self.north: 2},
        )

    def test_only_managers_read_it(self):
        for model in (REPORT, "helpdesk.flow.report"):
            self.assertTrue(self.env[model].with_user(self.mia).search([], limit=1))
            for user in (self.ana, self.sam, self.dan, self.pia, self.cleo):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_the_cases_of_another_company_do_not_count(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.case.company_id = other
        for model in (REPORT, "helpdesk.flow.report"):
            self.assertFalse(self._group(model, self.case, ["origin"]))

    def test_a_row_opens_its_case(self):
        action = self._read(self.case).action_open_ticket()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("helpdesk.ticket", self.case.id)
        )
