"""A message that somebody holds is not yet one that they may read."""

from odoo.exceptions import AccessError

from ..common import SupportLineCase


class TestFetchedMessages(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("backlog_support", user=cls.sam)
        cls.own = cls._create_ticket_in("in_progress_reseller", user=cls.ana)

    def _hold(self, user, message):
        """Return a message as a user holds it who has its number alone."""
        self.env.invalidate_all()
        return self.env["mail.message"].with_user(user).browse(message.id)

    def _write(self, user, ticket, kind):
        self._write_text(ticket, user, kind)
        return self._get_texts(ticket)[:1]

    def test_no_number_of_a_message_tells_its_text(self):
        note = self._write(self.sam, self.ticket, "note")
        aside = self._write(self.ana, self.own, "message")
        for user, message in (
            (self.ana, note),
            (self.rita, note),
            (self.cleo, note),
            (self.cora, aside),
            (self.rita, aside),
            (self.sam, aside),
        ):
            for name in ("body", "author_id", "attachment_ids", "subject"):
                held = self._hold(user, message)
                with self.subTest(user=user.name, name=name):
                    with self.assertRaises(AccessError):
                        held.mapped(name)
                    with self.assertRaises(AccessError):
                        held.fetch([name])

    def test_where_a_message_stands_brings_nothing_along(self):
        note = self._write(self.sam, self.ticket, "note")
        held = self._hold(self.rita, note)
        self.assertEqual(held.res_id, self.ticket.id)
        with self.assertRaises(AccessError):
            held.mapped("body")

    def test_who_may_read_it_reads_it(self):
        note = self._write(self.sam, self.ticket, "note")
        aside = self._write(self.ana, self.own, "message")
        for user, message in (
            (self.sam, note),
            (self.mia, note),
            (self.ana, aside),
            (self.ben, aside),
        ):
            with self.subTest(user=user.name):
                self.assertIn("A ", self._hold(user, message).body)

    def test_what_is_gone_is_no_error(self):
        note = self._write(self.sam, self.ticket, "note")
        held = self._hold(self.ana, note)
        note.unlink()
        held.fetch(["body"])
