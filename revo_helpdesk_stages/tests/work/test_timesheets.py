"""Time logged on a ticket is time logged on its task."""

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .task_case import TaskCase


class TestLines(TaskCase):
    def test_two_people_log_three_lines_on_the_task_of_a_ticket(self):
        """Source: 004, the example of "Gestión de Tareas en Tickets"."""
        ticket = self._open(taker=self.kim)
        lines = self._log(self.kim, name="Seguimiento", task_id=ticket.task_id.id)
        lines |= self._log(self.lee, name="Entender", ticket_id=ticket.id)
        lines |= self._log(self.lee, name="Acciones", task_id=ticket.task_id.id)
        self.assertEqual(lines.ticket_id, ticket)
        self.assertEqual(lines.task_id, ticket.task_id)
        self.assertEqual(lines.project_id, self.project)
        self.assertEqual(ticket.timesheet_ids, lines)
        self.assertEqual(ticket.effective_hours, 1.5)
        self.assertEqual(ticket.task_id.effective_hours, 1.5)

    def test_many_lines_at_once_find_their_tickets(self):
        one, two = self._open(taker=self.kim), self._open(taker=self.lee)
        plain = self.env["project.task"].create(
            {"name": "Lunch", "project_id": self.project.id}
        )
        lines = self.env["account.analytic.line"].with_user(self.kim)
        lines = lines.create(
            [
                {"name": "a", "unit_amount": 1, "task_id": one.task_id.id},
                {"name": "b", "unit_amount": 2, "ticket_id": two.id},
                {"name": "c", "unit_amount": 4, "task_id": plain.id},
                {
                    "name": "d",
                    "unit_amount": 8,
                    "task_id": two.task_id.id,
                    "ticket_id": False,
                },
            ]
        )
        self.assertEqual(
            [line.ticket_id for line in lines], [one, two, self.tickets, two]
        )
        self.assertEqual(two.effective_hours, 10)

    def test_a_line_goes_along_with_its_task_and_its_ticket(self):
        one, two = self._open(taker=self.kim), self._open(taker=self.kim)
        line = self._log(self.kim, ticket_id=one.id)
        for vals, ticket in (
            ({"task_id": two.task_id.id}, two),
            ({"ticket_id": one.id}, one),
            ({"task_id": two.task_id.id, "ticket_id": False}, two),
            ({"ticket_id": False}, self.tickets),
            ({"ticket_id": two.id, "task_id": False}, two),
            ({"project_id": self.other_project.id, "task_id": False}, self.tickets),
        ):
            with self.subTest(vals=vals):
                line.with_user(self.kim).write(vals)
                self.assertEqual(line.ticket_id, ticket)
                self.assertEqual(line.task_id, ticket.task_id)

    def test_what_is_logged_before_the_ticket_is_linked_is_the_tickets_then(self):
        task = self.env["project.task"].create(
            {"name": "Design", "project_id": self.project.id}
        )
        line = self._log(self.kim, task_id=task.id)
        ticket = self._open(self.bare)
        ticket.with_user(self.petra).task_id = task
        self.assertEqual(line.ticket_id, ticket)
        self.assertEqual(ticket.effective_hours, 0.5)
        ticket.with_user(self.petra).task_id = False
        self.assertFalse(line.ticket_id)
        self.assertEqual(line.task_id, task)

    def test_time_on_a_ticket_without_a_task_creates_it(self):
        ticket = self._open()
        self.counter.task_creation = "none"
        line = self._log(self.kim, ticket_id=ticket.id)
        self.assertEqual(line.task_id, ticket.task_id)
        self.assertEqual(ticket.task_id.project_id, self.project)

    def test_time_on_a_ticket_without_a_project_is_refused_with_what_to_do(self):
        ticket = self._open(self.bare)
        with self.assertRaises(UserError) as refused:
            self._log(self.kim, ticket_id=ticket.id)
        self.assertIn(ticket.number, str(refused.exception))
        self.assertIn("Bare", str(refused.exception))
        self.assertIn("project", str(refused.exception))

    def test_a_line_that_contradicts_itself_is_refused(self):
        one, two = self._open(taker=self.kim), self._open(taker=self.kim)
        line = self._log(self.kim, ticket_id=one.id)
        both = {"ticket_id": one.id, "task_id": two.task_id.id}
        with self.assertRaises(UserError) as refused:
            self._log(self.kim, **both)
        self.assertIn(one.number, str(refused.exception))
        with self.assertRaises(UserError):
            line.with_user(self.kim).write(both)
        self.assertEqual(line.ticket_id, one)

    def test_the_project_given_with_a_ticket_is_its_tasks(self):
        """A list proposes the project where somebody logged last."""
        ticket = self._open(taker=self.kim)
        line = self._log(
            self.kim, ticket_id=ticket.id, project_id=self.other_project.id
        )
        self.assertEqual(line.project_id, self.project)

    def test_a_context_for_new_lines_moves_no_old_one(self):
        one, two = self._open(taker=self.kim), self._open(taker=self.kim)
        lines = self.env["account.analytic.line"].with_user(self.kim)
        lines = lines.with_context(default_ticket_id=one.id)
        line = lines.create({"name": "x", "unit_amount": 1})
        self.assertEqual(line.task_id, one.task_id)
        other = self._log(self.kim, ticket_id=two.id)
        other.with_env(lines.env).name = "y"
        self.assertEqual(other.ticket_id, two)

    def test_a_running_timer_is_a_line_like_all_others(self):
        ticket = self._open(taker=self.kim)
        timer = self._log(self.kim, hours=0, ticket_id=ticket.id)
        self.assertEqual(timer.task_id, ticket.task_id)
        timer.with_user(self.kim).unit_amount = 0.25
        self.assertEqual(ticket.effective_hours, 0.25)

    def test_to_log_time_is_an_action_and_no_contact(self):
        ticket = self._open(self.counter, taker=self.kim)
        doing = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_in_progress")
        ticket.with_user(self.kim).stage_id = doing
        line = self._log(self.kim, ticket_id=ticket.id)
        contact = ticket.last_contact_date, ticket.contact_deadline
        self.assertTrue(ticket.contact_deadline)
        ways = (
            lambda: self._log(self.lee, ticket_id=ticket.id),
            lambda: self._log(self.lee, task_id=ticket.task_id.id),
            lambda: line.with_user(self.kim).write({"unit_amount": 2}),
            lambda: line.with_user(self.kim).write({"name": "Look again"}),
        )
        for day, log in enumerate(ways, start=4):
            with self.subTest(day=day), freeze_time(f"2030-03-0{day} 10:00:00"):
                log()
                self.env.flush_all()
                self.assertEqual(
                    str(ticket.last_action_date), f"2030-03-0{day} 10:00:00"
                )
                # Seven days of the team's, which has no working hours.
                self.assertEqual(
                    str(ticket.reminder_date), f"2030-03-{day + 7:02} 10:00:00"
                )
                self.assertEqual(
                    (ticket.last_contact_date, ticket.contact_deadline), contact
                )

    def test_costs_that_are_no_time_have_no_ticket(self):
        account = self.env["account.analytic.account"].create(
            {
                "name": "Costs",
                "plan_id": self.env["account.analytic.plan"].search([], limit=1).id,
            }
        )
        line = self.env["account.analytic.line"].create(
            {"name": "Paper", "account_id": account.id, "amount": 3}
        )
        self.assertFalse(line.ticket_id)

    def test_lines_cost_the_same_whatever_their_number(self):
        ticket = self._open(taker=self.kim)
        lines = self.env["account.analytic.line"].with_user(self.kim)
        names = ["task_id", "ticket_id"]
        costs = []
        for count in (2, 2, 60):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            lines.create([{"name": "x", "ticket_id": ticket.id}] * count)
            created = self.cr.sql_log_count - before
            logged = lines.search([("ticket_id", "=", ticket.id)], limit=count)
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.env.add_to_compute(lines._fields["ticket_id"], logged)
            logged.mapped("ticket_id")
            costs.append((created, self.cr.sql_log_count - before))
        self.assertEqual(costs[1][1], costs[2][1], names)
        # Odoo writes the cost of each line on its own.
        self.assertLessEqual(costs[2][0] - costs[1][0], 58 * 3)


class TestOnTheForm(TaskCase):
    def test_time_is_logged_on_the_form_of_the_ticket(self):
        ticket = self._open(taker=self.kim)
        self.kim.groups_id |= self.env.ref("project.group_project_user")
        with Form(ticket.with_user(self.kim)) as form:
            with form.timesheet_ids.new() as line:
                self.assertEqual(line.employee_id, self.kim.employee_id)
                line.name = "Look into it"
                line.unit_amount = 0.75
        self.assertEqual(ticket.timesheet_ids.task_id, ticket.task_id)
        self.assertEqual(ticket.effective_hours, 0.75)

    def test_a_new_ticket_may_bring_its_first_line(self):
        ticket = self.tickets.with_user(self.kim).create(
            {
                "name": "N",
                "description": "x",
                "team_id": self.counter.id,
                "timesheet_ids": [Command.create({"name": "x", "unit_amount": 1})],
            }
        )
        self.assertEqual(ticket.sudo().task_id.effective_hours, 1)

    def test_choosing_the_task_names_the_ticket_at_once(self):
        ticket = self._open(taker=self.kim)
        self.petra.groups_id |= self.env.ref("hr_timesheet.group_hr_timesheet_approver")
        line = self._log(self.petra, project_id=self.project.id)
        with Form(
            line.with_user(self.petra), "hr_timesheet.hr_timesheet_line_form"
        ) as form:
            form.task_id = ticket.task_id
        self.assertEqual(line.ticket_id, ticket)


class TestAccess(TaskCase):
    def test_nobody_logs_time_on_a_ticket_that_is_not_theirs_to_see(self):
        hidden = self._create_ticket()
        hidden.sudo().project_id = self.project
        self._let_log_time(self.sam)
        with self.assertRaises(AccessError):
            self._log(self.sam, ticket_id=hidden.id)
        self.assertFalse(hidden.task_id)

    def test_a_reseller_logs_no_time_and_creates_no_task(self):
        ticket = self._create_ticket()
        ticket.sudo().project_id = self.project
        self._let_log_time(self.ana)
        with self.assertRaises(AccessError):
            self._log(self.ana, ticket_id=ticket.id)
        with self.assertRaises(AccessError):
            ticket.with_user(self.ana).write(
                {"timesheet_ids": [Command.create({"name": "x"})]}
            )
        self.assertFalse(ticket.task_id)

    def test_whoever_logs_no_time_reads_a_ticket_without_its_time(self):
        ticket = self._create_ticket()
        for user in (self.ana, self.mia):
            with self.subTest(user=user.name):
                self.assertNotIn("timesheet_ids", ticket.with_user(user).read()[0])

    def test_a_reseller_with_timesheets_of_its_own_is_shown_none_here(self):
        """Odoo gives timesheets to the person who is created by hand."""
        self._let_log_time(self.ana)
        for user, shown in ((self.kim, True), (self.ana, False)):
            arch = self.tickets.with_user(user).get_view(view_type="form")["arch"]
            self.assertEqual("timesheet_ids" in arch, shown, user.name)

    def test_whoever_logs_time_sees_the_own_lines_and_the_total(self):
        ticket = self._open(taker=self.kim)
        own = self._log(self.kim, ticket_id=ticket.id)
        self._log(self.lee, ticket_id=ticket.id)
        self.env.invalidate_all()
        seen = ticket.with_user(self.kim)
        self.assertEqual(seen.timesheet_ids.with_user(self.env.user), own)
        self.assertEqual(seen.effective_hours, 1)

    def test_a_line_names_its_ticket_no_further_than_its_task_does(self):
        self._let_log_time(self.dora, "hr_timesheet.group_hr_timesheet_approver")
        ticket = self._create_ticket()
        ticket.sudo().project_id = self.project
        line = self.env["account.analytic.line"].create(
            {
                "name": "x",
                "ticket_id": ticket.id,
                "employee_id": self.kim.employee_id.id,
            }
        )
        seen = line.with_user(self.dora)
        self.assertIn(ticket.name, seen.task_id.name)
        with self.assertRaises(AccessError):
            seen.ticket_id.read(["description"])
        self.assertFalse(
            self.env["account.analytic.line"]
            .with_user(self.dora)
            .search([("ticket_id.description", "ilike", "morning")])
        )
