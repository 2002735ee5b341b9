"""How many tickets come in and go out, week by week."""

from .report_case import ReportCase, utc

REPORT = "helpdesk.flow.report"


class TestFlowReport(ReportCase):
    def _get_weeks(self, tickets):
        """Return the events of each week by the day on which it starts, a Sunday."""
        groups = self._group(REPORT, tickets, ["date:week", "event"])
        return {
            (week.strftime("%m-%d"), event): count
            for (week, event), count in groups.items()
        }

    def test_each_way_in_and_out_counts_in_its_week(self):
        self._play_the_case()
        other = self._open(opened=utc("10-24 23:00"), opener=self.ana)
        self._play(other, ("10-31 23:00", self.sam, "canceled"))
        self.assertEqual(
            self._get_weeks(self.case | other),
            {
                ("10-18", "1_opened"): 2,
                # Resolved by Ben, reopened and resolved again by Ana.
                ("10-25", "3_resolved"): 2,
                ("10-25", "2_reopened"): 1,
                ("10-25", "4_canceled"): 1,
            },
        )

    def test_the_changes_add_up_to_what_is_open(self):
        self._play_the_case()
        open_case = self._open(opened=utc("10-22 13:00"))
        tickets = self.case | open_case
        self.assertEqual(
            self._group(REPORT, tickets, ["ticket_id"], ["change:sum"]),
            {self.case: 0, open_case: 1},
        )
        self._play(self.case, ("11-02 08:00", self.ana, "backlog_reseller"))
        self.assertEqual(
            self._group(REPORT, tickets, ["ticket_id"], ["change:sum"]),
            {self.case: 1, open_case: 1},
        )

    def test_who_works_on_a_resolved_case_resolves_it_once(self):
        self._play(self.case, ("10-22 14:00", self.cleo, "resolved"))
        with self._at(utc("10-23 14:00")):
            self.case.user_id = self.ben
        self._play(self.case, ("10-24 14:00", self.mia, "canceled"))
        self.assertEqual(
            self._get_weeks(self.case),
            {("10-18", "1_opened"): 1, ("10-18", "3_resolved"): 1},
        )

    def test_each_event_has_an_id_of_its_own(self):
        self._play_the_case()
        rows = self.env[REPORT].with_user(self.mia).search([])
        self.assertEqual(len(rows), len(set(rows.ids)))
        mine = rows.filtered(lambda row: row.ticket_id == self.case)
        self.assertEqual(
            [(row.event, row.date) for row in mine],
            [
                ("3_resolved", utc("10-28 09:00")),
                ("2_reopened", utc("10-28 08:00")),
                ("3_resolved", utc("10-27 15:00")),
                ("1_opened", utc("10-22 13:00")),
            ],
        )
