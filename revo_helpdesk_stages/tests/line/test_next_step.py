"""What a ticket says of what happens next, and what stands out as the usual step."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError

from ..common import SupportLineCase


class TestNextStep(SupportLineCase):
    def _get_usual(self, ticket, user):
        ticket.invalidate_recordset()
        mine = ticket.with_user(user)
        return mine.usual_label, self.stage_of(mine.usual_target)

    def stage_of(self, stage_id):
        return self.env["helpdesk.ticket.stage"].browse(stage_id or []).code or ""

    def test_a_clients_case_is_answered_first(self):
        ticket = self._create_ticket()
        self.assertEqual(
            self._get_usual(ticket, self.ana), ("Ask the client", "backlog_client")
        )
        # Whose move it is not has none.
        self.assertEqual(self._get_usual(ticket, self.pia), ("", ""))

    def test_what_came_back_is_returned(self):
        ticket = self._create_ticket_in("in_progress_reseller", escalated=True)
        self.assertEqual(
            self._get_usual(ticket, self.ana),
            ("Return to the vendor", "backlog_support"),
        )

    def test_each_tier_has_its_own(self):
        for code, user, target in (
            ("backlog_support", self.sam, "in_progress_support"),
            ("in_progress_support", self.sam, "confirmation_reseller"),
            ("backlog_dev", self.dan, "in_progress_dev"),
            ("confirmation_reseller", self.ana, "resolved"),
            ("resolved", self.ana, ""),
        ):
            ticket = self._create_ticket_in(code)
            with self.subTest(code=code):
                self.assertEqual(self._get_usual(ticket, user)[1], target)

    def test_an_admin_chooses_the_usual_step(self):
        ticket = self._create_ticket()
        moves = self.env["helpdesk.ticket.stage.transition"]
        rows = moves.search(
            [("from_stage_id", "=", ticket.stage_id.id), ("actor", "=", "reseller")]
        )
        rows.is_usual = False
        start = rows.filtered(lambda row: row.name == "Start working")
        start.is_usual = True
        self.assertEqual(self._get_usual(ticket, self.ana)[0], "Start working")

    def test_a_direct_team_resolves(self):
        team = self._create_team("direct", self.pia, name="Counter")
        ticket = self._create_ticket(
            opener=self.mia, team_id=team.id, partner_id=self.cleo.partner_id.id
        )
        mine = ticket.with_user(self.pia)
        self.assertEqual(mine.usual_label, "Resolve")
        mine.action_move(mine.usual_target)
        self.assertEqual(ticket.phase, "resolved")
        self.assertEqual(self._get_usual(ticket, self.pia), ("", ""))

    def test_the_line_names_who_since_when_and_until_when(self):
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        line = ticket.with_user(self.ana).next_step
        self.assertIn("Waits on Ana since", line)
        self.assertRegex(line, r"since \d+ \w+, \d\d:\d\d, until \d+ \w+")
        ticket.last_contact_date = fields.Datetime.now() - timedelta(days=3)
        mine = ticket.with_user(self.ana)
        self.assertIn("late since", mine.next_step)
        self.assertTrue(mine.is_late)
        self._put(ticket, "backlog_client")
        line = ticket.with_user(self.ana).next_step
        self.assertIn("Waits on Cleo since", line)
        self.assertNotIn("late", line)

    def test_canceling_asks_why_and_is_refused_to_who_may_not(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        action = ticket.with_user(self.sam).action_cancel()
        wizard = self._open_wizard(action, self.sam)
        wizard.body = "<p>Opened by mistake.</p>"
        wizard.action_apply()
        self.assertEqual(ticket.stage_id, self.stage["canceled"])
        other = self._create_ticket_in("in_progress_dev", user=self.dan)
        with self.assertRaisesRegex(UserError, "cannot move"):
            other.with_user(self.dan).action_cancel()
        self.assertFalse(
            ticket.with_user(self.mia).move_ids.filtered("server_action_id")
        )

    def test_what_is_late_says_why(self):
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self.assertNotIn(":", ticket.deadline_note.split(", ")[-1][5:])
        ticket.last_contact_date = fields.Datetime.now() - timedelta(days=3)
        ticket.invalidate_recordset()
        self.assertIn("no contact", ticket.deadline_note)
