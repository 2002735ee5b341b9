from contextlib import contextmanager
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields

from .common import SupportLineCase

# A Tuesday.
NOON = fields.Datetime.to_datetime("2026-06-16 12:00:00")


def at(text):
    return fields.Datetime.to_datetime(text)


class DeadlineCase(SupportLineCase):
    """A case in the hands of Ana, opened at noon; the clock stands where it is put."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOON):
            cls.ticket = cls._create_ticket_in("in_progress_reseller", user=cls.ana)
            cls._date_back(cls.ticket, NOON)

    @classmethod
    def _date_back(cls, tickets, opened):
        """Say when tickets were opened, which the database writes on them."""
        tickets.env.flush_all()
        cls.env.cr.execute(
            "UPDATE helpdesk_ticket SET create_date = %s WHERE id IN %s",
            (opened, tuple(tickets.ids)),
        )
        tickets.env.invalidate_all()
        for name in ("contact_deadline", "answer_deadline", "reminder_date"):
            cls.env.add_to_compute(tickets._fields[name], tickets)

    @contextmanager
    def _after(self, **duration):
        """Let time pass since noon."""
        with freeze_time(NOON + timedelta(**duration)):
            self.env.invalidate_all()
            yield

    def _say(self, user, kind="message", ticket=None, **values):
        return self._as(user, ticket or self.ticket).message_post(
            body="<p>Words</p>",
            message_type="comment",
            subtype_xmlid="mail.mt_note" if kind == "note" else "mail.mt_comment",
            **values,
        )

    def _find(self, *domain):
        return self.tickets.search([*domain, ("id", "=", self.ticket.id)])


class TestContact(DeadlineCase):
    def test_without_a_word_the_hours_count_from_the_opening(self):
        self.assertEqual(self.ticket.contact_deadline, NOON + timedelta(hours=24))
