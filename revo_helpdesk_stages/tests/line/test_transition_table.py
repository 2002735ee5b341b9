"""The table of moves is data: who administers the helpdesk edits it."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from ..common import SupportLineCase


class TestTransitionTable(SupportLineCase):
    def _get_row(self, source, target, role="reseller"):
        row = self.env["helpdesk.ticket.stage.transition"].search(
            [
                ("from_stage_id", "=", self.stage[source].id),
                ("to_stage_id", "=", self.stage[target].id),
                ("actor", "=", role),
            ]
        )
        self.assertEqual(len(row), 1)
        return row.with_user(self.mia)

    def _try(self, ticket, user, code):
        return self._attempt(
            lambda: ticket.with_user(user).write({"stage_id": self.stage[code].id})
        )

    def test_an_archived_move_is_closed_until_it_is_back(self):
        ticket = self._create_ticket_in("backlog_support")
        row = self._get_row("backlog_support", "in_progress_support", "support")
        self.assertEqual(self._try(ticket, self.sam, "in_progress_support"), "moves")
        row.active = False
        self.assertEqual(self._try(ticket, self.sam, "in_progress_support"), "refused")
        self.assertNotIn(
            self.stage["in_progress_support"],
            ticket.with_user(self.sam).selectable_stage_ids,
        )
        row.active = True
        self.assertEqual(self._try(ticket, self.sam, "in_progress_support"), "moves")

    def test_a_deleted_move_is_closed(self):
        ticket = self._create_ticket_in("backlog_support")
        row = self._get_row("backlog_support", "in_progress_support", "support")
        row.unlink()
        self.assertEqual(self._try(ticket, self.sam, "in_progress_support"), "refused")

    def test_a_changed_requirement_is_enforced(self):
        ticket = self._create_ticket_in("in_progress_reseller")
        self.assertEqual(self._try(ticket, self.ana, "resolved"), "moves")
        row = self._get_row("in_progress_reseller", "resolved")
        row.requires = "client_note"
        self.assertEqual(self._try(ticket, self.ana, "resolved"), "lacks text")
        self._write_text(ticket, self.ana, "note")
        self.assertEqual(self._try(ticket, self.ana, "resolved"), "moves")

    def test_a_new_move_is_open_with_its_button(self):
        ticket = self._create_ticket()
        self.assertEqual(self._try(ticket, self.ana, "resolved"), "refused")
        # The table is edited in place: its list is its form.
        form = Form(
            self.env["helpdesk.ticket.stage.transition"].with_user(self.mia),
            view="revo_helpdesk_stages.helpdesk_ticket_stage_transition_view_tree",
        )
        form.name = "Answered at once"
        form.from_stage_id = self.stage["backlog_reseller"]
        form.to_stage_id = self.stage["resolved"]
        form.actor = "reseller"
        form.save()
        self.assertEqual(self._try(ticket, self.ana, "resolved"), "moves")
        self.assertIn(
            "Answered at once", ticket.with_user(self.ana).move_ids.mapped("name")
        )

    def test_the_readers_of_a_moves_text_can_be_changed(self):
        ticket = self._create_ticket_in("in_progress_support")
        row = self._get_row("in_progress_support", "canceled", "support")
        row.audience = "vendor"
        self._move(ticket, self.sam, "canceled")
        self.assertEqual(self._get_texts(ticket).audience, "vendor")

    def test_a_move_leads_to_another_stage(self):
        row = self._get_row("backlog_support", "in_progress_support", "support")
        with self.assertRaises(ValidationError):
            row.to_stage_id = self.stage["backlog_support"]

    def test_a_move_stays_in_the_line(self):
        row = self._get_row("backlog_support", "in_progress_support", "support")
        with self.assertRaises(ValidationError):
            row.to_stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_new")

    def test_two_moves_of_the_same_people_need_conditions(self):
        row = self._get_row("backlog_support", "in_progress_support", "support")
        with self.assertRaises(ValidationError):
            row.copy()
        row.condition = "first_time"
        twin = row.copy({"condition": "escalated"})
        self.assertTrue(twin)
        with self.assertRaises(ValidationError):
            twin.condition = "first_time"

    def test_a_move_is_named_by_its_stages(self):
        row = self._get_row("backlog_support", "in_progress_support", "support")
        self.assertEqual(
            row.display_name, "Backlog - REVO Support → In Progress - REVO Support"
        )

    def test_nobody_but_managers_edits_the_table(self):
        row = self._get_row("backlog_support", "in_progress_support", "support")
        for user in (self.ana, self.sam, self.dan, self.pia, self.cleo):
            with self.assertRaises(AccessError):
                row.with_user(user).write({"requires": "nothing"})
            with self.assertRaises(AccessError):
                row.with_user(user).unlink()
            with self.assertRaises(UserError):
                row.with_user(user).copy()
