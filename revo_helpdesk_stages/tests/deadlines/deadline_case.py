from contextlib import contextmanager
from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields

from ..common import SupportLineCase

# A Tuesday, in UTC.
NOON = fields.Datetime.to_datetime("2026-06-16 12:00:00")


def at(text):
    """Return a moment of June 2026, in UTC: ``at("17 09:00")``."""
    return fields.Datetime.to_datetime(f"2026-06-{text}:00")


class DeadlineCase(SupportLineCase):
    """A client's ticket in the hands of Ana, opened at noon.

    The clock stands where a test puts it, and so does the date of creation, which Odoo
    reads from the database's clock.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._open("in_progress_reseller", user=cls.ana)

    @classmethod
    def _open(cls, code=None, opened=NOON, user=None, **values):
        """Open a ticket at some moment, as its client unless an opener is named."""
        with freeze_time(opened):
            ticket = cls._create_ticket(**values)
            if code:
                cls._put(ticket, code, user=user)
            cls._date_back(ticket, opened)
        return ticket

    @classmethod
    def _date_back(cls, tickets, opened):
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE helpdesk_ticket SET create_date = %s WHERE id IN %s",
            (opened, tuple(tickets.ids)),
        )
        cls._count_anew(tickets)

    @classmethod
    def _count_anew(cls, tickets):
        """Let deadlines follow from what SQL has written."""
        cls.env.invalidate_all()
        for name in (
            "contact_deadline",
            "answer_deadline",
            "first_answer_deadline",
            "reminder_date",
        ):
            cls.env.add_to_compute(tickets._fields[name], tickets)

    @contextmanager
    def _after(self, **duration):
        """Let time pass since noon."""
        with freeze_time(NOON + timedelta(**duration)):
            self.env.invalidate_all()
            yield
        self.env.invalidate_all()

    def _say(self, user, kind="message", ticket=None, **values):
        return self._as(user, ticket or self.ticket).message_post(
            body="<p>Words</p>",
            message_type="comment",
            subtype_xmlid="mail.mt_note" if kind == "note" else "mail.mt_comment",
            **values,
        )

    @classmethod
    def _create_calendar(cls, tz="UTC", hours=((9, 17),), days="01234", **values):
        """Create working hours, 9 to 17 from Monday to Friday unless said otherwise."""
        return cls.env["resource.calendar"].create(
            {
                "name": "Office hours",
                "tz": tz,
                "attendance_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "name": "At work",
                                "dayofweek": day,
                                "hour_from": start,
                                "hour_to": stop,
                                "day_period": "morning",
                            }
                        )
                        for day in days
                        for start, stop in hours
                    ),
                ],
                **values,
            }
        )

    @classmethod
    def _close_office(cls, calendar, start, stop, **values):
        """Enter a public holiday."""
        return cls.env["resource.calendar.leaves"].create(
            {
                "name": "Midsummer",
                "calendar_id": calendar.id,
                "date_from": start,
                "date_to": stop,
                **values,
            }
        )
