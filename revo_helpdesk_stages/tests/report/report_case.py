from odoo import fields

from ..deadlines.deadline_case import NOON, DeadlineCase


def utc(text):
    """Return a moment of 2026: ``utc("10-22 13:00")``."""
    return fields.Datetime.to_datetime(f"2026-{text}:00")


class ReportCase(DeadlineCase):
    """In Madrid, from Monday to Friday from 9 to 17 h. In the night to Sunday, the 25th
    of October, clocks go an hour back, and Monday is a public holiday.

    A client's ticket is opened on Thursday at 15:00 (UTC+2). It is sent back once by
    support and once by development, confirmed, reopened and resolved again.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        calendar = cls._create_calendar("Europe/Madrid")
        cls._close_office(calendar, utc("10-25 23:00"), utc("10-26 22:59"))
        (cls.north | cls.south).resource_calendar_id = calendar
        cls.case = cls._open(opened=utc("10-22 13:00"))

    def _at(self, when):
        return self._after(seconds=(when - NOON).total_seconds())

    def _play(self, case, *steps):
        """Move a ticket as it happened: ``(when, user, code)``."""
        for when, user, code in steps:
            with self._at(utc(when)):
                self._move(case, user, code)

    def _play_the_case(self):
        self._play(self.case, ("10-22 13:30", self.ana, "in_progress_reseller"))
        with self._at(utc("10-22 14:00")):
            self._say(self.ana, "note", self.case)
        self._play(
            self.case,
            ("10-23 08:00", self.ana, "backlog_support"),
            ("10-23 09:00", self.sam, "in_progress_support"),
            ("10-26 10:00", self.sam, "backlog_reseller"),
            ("10-27 08:00", self.ana, "in_progress_reseller"),
            ("10-27 09:00", self.ana, "backlog_support"),
            ("10-27 10:00", self.sam, "in_progress_support"),
            ("10-27 11:00", self.sam, "backlog_dev"),
            ("10-27 12:00", self.dan, "in_progress_dev"),
            ("10-27 13:00", self.dan, "in_progress_support"),
            ("10-27 14:00", self.sam, "confirmation_reseller"),
            ("10-27 15:00", self.ben, "resolved"),
            ("10-28 08:00", self.ana, "backlog_reseller"),
            ("10-28 08:30", self.ana, "in_progress_reseller"),
            ("10-28 09:00", self.ana, "resolved"),
        )

    def _group(self, model, tickets, groupby, aggregates=("__count",), user=None):
        """Group a report as its reader: ``{group: aggregates}``."""
        rows = (
            self.env[model]
            .with_user(user or self.mia)
            ._read_group([("ticket_id", "in", tickets.ids)], groupby, aggregates)
        )
        size = len(groupby)
        return {
            row[0] if size == 1 else row[:size]: row[size]
            if len(aggregates) == 1
            else row[size:]
            for row in rows
        }
