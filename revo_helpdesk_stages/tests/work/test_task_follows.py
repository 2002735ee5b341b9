"""A task ends with its ticket; a ticket does not end with its task by itself."""

from odoo.exceptions import UserError

from ...exceptions import TextMissing
from .task_case import TaskCase


class TestEnd(TaskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._open(taker=cls.kim)
        cls.task = cls.ticket.task_id
        stages = cls.counter._get_applicable_stages()
        cls.done = stages.filtered(lambda stage: stage.phase == "resolved")[0]
        cls.cancelled = stages.filtered(lambda stage: stage.phase == "canceled")[0]
        cls.working = stages.filtered(lambda stage: stage.phase == "in_progress")[0]

    def _go(self, stage, user=None):
        self.ticket.with_user(user or self.kim).stage_id = stage

    def test_the_task_ends_as_its_ticket_ends_and_is_reopened_with_it(self):
        for stage, state in (
            (self.working, "01_in_progress"),
            (self.done, "1_done"),
            (self.working, "01_in_progress"),
            (self.cancelled, "1_canceled"),
            (self.done, "1_done"),
        ):
            self._go(stage)
            self.assertEqual(self.task.state, state, stage.name)

    def test_what_a_task_waits_for_while_the_ticket_is_open_stays(self):
        self.task.with_user(self.petra).state = "02_changes_requested"
        self._go(self.working)
        self.assertEqual(self.task.state, "02_changes_requested")

    def test_many_tickets_end_their_tasks(self):
        tickets = self.ticket | self._open(taker=self.lee) | self._open()
        tickets.with_user(self.kim).write({"stage_id": self.done.id})
        self.assertEqual(set(tickets.task_id.mapped("state")), {"1_done"})

    def test_time_on_a_resolved_ticket_gets_a_task_that_is_done(self):
        ticket = self._open()
        ticket.with_user(self.kim).stage_id = self.done
        self.assertFalse(ticket.task_id)
        self._log(self.kim, ticket_id=ticket.id)
        self.assertEqual(ticket.task_id.state, "1_done")

    def test_a_closed_ticket_is_not_given_a_task_for_nothing(self):
        ticket = self._open()
        ticket.with_user(self.kim).stage_id = self.done
        ticket.with_user(self.kim).user_id = self.kim
        self.assertFalse(ticket.task_id)


class TestProposal(TaskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._open(taker=cls.petra)
        cls.task = cls.ticket.task_id

    def test_a_finished_task_leaves_its_ticket_and_offers_to_resolve_it(self):
        task = self.task.with_user(self.petra)
        self.assertFalse(task.can_resolve_ticket)
        task.state = "1_done"
        self.assertFalse(self.ticket.closed)
        self.assertTrue(task.can_resolve_ticket)
        task.action_resolve_ticket()
        self.assertEqual(self.ticket.phase, "resolved")
        self.assertEqual(self.task.state, "1_done")
        task.invalidate_recordset()
        self.assertFalse(task.can_resolve_ticket)

    def test_the_line_asks_for_what_every_move_asks_for(self):
        self.support.write(
            {"default_project_id": self.project.id, "task_creation": "taken"}
        )
        self.sam.groups_id |= self.env.ref("project.group_project_user")
        ticket = self._create_ticket_in("backlog_support")
        ticket.with_user(self.sam).user_id = self.sam
        ticket.task_id.with_user(self.sam).state = "1_done"
        with self.assertRaises(UserError) as refused:
            ticket.task_id.with_user(self.sam).action_resolve_ticket()
        self.assertNotIsInstance(refused.exception, TextMissing)
        self.assertIn(ticket.number, str(refused.exception))
        self.assertEqual(ticket.stage_id, self.stage["backlog_support"])
        # A manager may, and says why.
        self.mia.groups_id |= self.env.ref("project.group_project_user")
        action = ticket.task_id.with_user(self.mia).action_resolve_ticket()
        self.assertEqual(action["res_model"], "helpdesk.ticket.move")
        self.assertFalse(ticket.closed)

    def test_who_may_not_see_the_ticket_is_not_told_of_it(self):
        self.sue.groups_id |= self.env.ref("project.group_project_user")
        ticket = self._create_ticket()
        ticket.sudo().task_id = self.env["project.task"].create(
            {"name": "x", "project_id": self.project.id, "state": "1_done"}
        )
        task = ticket.task_id.with_user(self.sue)
        self.assertTrue(task.name)
        self.assertFalse(task.ticket_id)
        self.assertFalse(task.can_resolve_ticket)
