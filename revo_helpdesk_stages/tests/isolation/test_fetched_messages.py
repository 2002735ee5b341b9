"""A message that somebody holds is not yet one that they may read."""

from odoo.exceptions import AccessError

from ...compat import check_rights
from ..common import SupportLineCase
from .planting import PARTIES, Planter


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

    def test_no_number_tells_it_on_any_record_of_the_line(self):
        """Who may not read a record may not read what is written on it."""
        integrator = self.env["helpdesk.integrator"].create({"name": "Parcels"})
        # sudo: a manager asks for the reseller's own case.
        request = self.own.sudo()._wait_for_integrator(integrator)
        closed = {
            self.own._name: self.own,
            request._name: request,
            # Everybody who works here may read of every team.
            "helpdesk.ticket.team": self.north,
        }
        told = []
        for name in self._get_threads_of_line():
            record = closed.get(name) or self._plant(name)
            message = record.sudo().message_post(body="Not for everybody")
            for user in (self.sam, self.dan, self.rita, self.cora):
                may_read = self._may_read(record.with_user(user))
                held = self._hold(user, message)
                try:
                    body = held.body
                except AccessError:
                    body = None
                if body and not may_read:
                    told.append((name, user.login))
        self.assertFalse(told)

    def _plant(self, name):
        """Return a record of another addon's model that is of the first reseller."""
        anchors = {
            record._name: record
            for record in (self.own, self.north, self.shop, self.ana, self.company)
        }
        planter = Planter(self.env, dict.fromkeys(PARTIES, anchors))
        planter._plant(self.env[name], PARTIES[0])
        return self.env[name].browse(planter.planted[name])

    def _may_read(self, record):
        try:
            check_rights(record, "read")
        except AccessError:
            return False
        return True

    def _get_threads_of_line(self):
        return [
            name
            for name, model in self.env.items()
            if name.startswith("helpdesk.")
            and not (model._abstract or model._transient)
            and "message_ids" in model._fields
        ]

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
