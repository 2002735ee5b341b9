"""A client who has waited for an answer too long pulls the team's sleeve."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError

from ..common import SupportLineCase, SupportLineHttpCase

NUDGE = "revo_helpdesk_stages.mail_activity_type_nudge"
OPENED = fields.Datetime.to_datetime("2030-03-04 10:00:00")
OVERDUE = OPENED + timedelta(hours=4)


class NudgeMixin:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls._create_team("direct", cls.pia, name="Desk")

    def _open(self, **values):
        with freeze_time(OPENED):
            return self._create_ticket(**values)

    def _nudge(self, ticket, when=OVERDUE, user=None):
        with freeze_time(when):
            self._as(user or self.cleo, ticket)._nudge_as_client()
        self.env.invalidate_all()

    def _get_actions(self, ticket, when):
        self.env.invalidate_all()
        with freeze_time(when):
            return self._as(self.cleo, ticket)._get_client_actions()

    def _get_activities(self, ticket):
        kind = self.env.ref(NUDGE)
        return ticket.activity_ids.filtered(lambda a: a.activity_type_id == kind)

    def _get_notifications(self, ticket):
        return self.env["mail.message"].search(
            [
                ("model", "=", ticket._name),
                ("res_id", "=", ticket.id),
                ("message_type", "=", "user_notification"),
                ("subject", "ilike", ticket.name),
            ]
        )


class TestNudge(NudgeMixin, SupportLineCase):
    def test_a_client_reminds_only_when_the_answer_is_overdue(self):
        ticket = self._open()
        before = OVERDUE - timedelta(seconds=1)
        self.assertNotIn("nudge", self._get_actions(ticket, before))
        with self.assertRaises(UserError):
            self._nudge(ticket, before)
        self.assertFalse(self._get_activities(ticket))
        self.assertIn("nudge", self._get_actions(ticket, OVERDUE))
        self._nudge(ticket)
        self.assertTrue(self._get_activities(ticket))

    def test_who_has_to_answer_gets_an_activity_and_a_message(self):
        for values, owners in (
            ({}, self.ana | self.ben),
            ({"user_id": self.ben.id, "team_id": self.north.id}, self.ben),
            ({"team_id": self.desk.id}, self.pia),
        ):
            ticket = self._open(**values)
            self._nudge(ticket)
            self.assertEqual(self._get_activities(ticket).user_id, owners)
            message = self._get_notifications(ticket)
            self.assertEqual(message.sudo().partner_ids, owners.partner_id)
            self.assertEqual(self._get_told(message), owners.partner_id)
            # A reminder is no answer.
            with freeze_time(OVERDUE):
                self.assertTrue(ticket.is_answer_overdue)
            self.assertFalse(ticket.last_contact_date)

    def test_the_leader_is_reminded_where_nobody_works_on_it(self):
        self.north.user_id = self.ben
        ticket = self._open()
        self._nudge(ticket)
        self.assertEqual(self._get_activities(ticket).user_id, self.ben)

    def test_the_reseller_is_reminded_while_the_vendor_works(self):
        ticket = self._open(user_id=self.ben.id, team_id=self.north.id)
        self._put(ticket, "in_progress_support", user=self.sam)
        self._nudge(ticket)
        self.assertEqual(self._get_activities(ticket).user_id, self.ben)

    def test_once_a_day(self):
        ticket = self._open()
        self._nudge(ticket)
        self.assertNotIn("nudge", self._get_actions(ticket, OVERDUE))
        self._nudge(ticket, OVERDUE + timedelta(seconds=1))
        self._nudge(ticket, OVERDUE + timedelta(hours=23))
        self.assertEqual(ticket.nudge_date, OVERDUE)
        self.assertEqual(len(self._get_activities(ticket)), 2)
        self.assertEqual(len(self._get_notifications(ticket)), 1)
        later = OVERDUE + timedelta(days=1)
        self._nudge(ticket, later)
        self.assertEqual(ticket.nudge_date, later)
        # Who has the activity still gets no other, but is told again.
        self.assertEqual(len(self._get_activities(ticket)), 2)
        self.assertEqual(len(self._get_notifications(ticket)), 2)

    def test_nobody_reminds_of_anothers_ticket_or_of_a_closed_one(self):
        ticket = self._open()
        with self.assertRaises(UserError):
            self._nudge(ticket, user=self.cora)
        self._nudge(ticket)
        with self.assertRaises(UserError):
            self._nudge(ticket, user=self.cora)
        other = self._open()
        self._put(other, "resolved")
        with self.assertRaises(UserError):
            self._nudge(other)
        self.assertFalse(other.nudge_date)

    def test_the_reminder_is_nothing_for_the_vendor_or_the_client(self):
        ticket = self._open()
        self._nudge(ticket)
        message = self._get_notifications(ticket)
        for user in (self.cleo, self.rita):
            found = self.env["mail.message"].with_user(user)
            self.assertFalse(found.search([("id", "=", message.id)]))

    def test_each_is_told_in_their_own_language(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.ben.lang = "es_ES"
        ticket = self._open()
        self._nudge(ticket)
        told = [message.partner_ids for message in self._get_notifications(ticket)]
        self.assertCountEqual(told, [self.ana.partner_id, self.ben.partner_id])


class TestNudgePage(NudgeMixin, SupportLineHttpCase):
    def test_the_page_offers_it_and_says_when_it_was_done(self):
        self._log_in(self.cleo)
        ticket = self._create_ticket()
        self.assertNotIn("Remind the team", self._get_page(ticket))
        ticket.answer_since = fields.Datetime.now() - timedelta(days=1)
        self.assertIn("Remind the team", self._get_page(ticket))
        for _click in range(2):
            page = self._post(f"/my/ticket/{ticket.id}/nudge").text
            self.assertIn("North is reminded", page)
            self.assertIn("You reminded the team on", page)
            self.assertNotIn("Remind the team", page)
        self.env.invalidate_all()
        self.assertEqual(len(self._get_activities(ticket)), 2)
        self.assertEqual(len(self._get_notifications(ticket)), 1)
