"""What belongs together is linked; what does not say where it belongs is listed."""

from odoo.exceptions import AccessError

from ..compat import own_cursors
from .task_case import TaskCase


class LinkCase(TaskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = cls.env["account.analytic.line"]
        cls.cron = cls.env.ref("revo_helpdesk_stages.ir_cron_link_tasks")

    def _bring(self, **columns):
        """Log time as it was there before the addon, or came by SQL."""
        line = self._log(self.kim, project_id=self.project.id)
        self.env.flush_all()
        for name, value in columns.items():
            self.cr.execute(
                f"UPDATE account_analytic_line SET {name} = %s WHERE id = %s",
                (value, line.id),
            )
        self.env.invalidate_all()
        return line

    def _open_old(self, count=1, team=None):
        """Open tickets that somebody has, before their team wanted tasks."""
        team = team or self.counter
        wish, team.task_creation = team.task_creation, "none"
        tickets = self.tickets.union(
            *(self._open(team, taker=self.kim) for _n in range(count))
        )
        self.assertFalse(tickets.task_id)
        team.task_creation = wish
        return tickets

    def _run(self):
        with own_cursors(self):
            self.tickets._cron_link_tasks()
        self.env.invalidate_all()


class TestCron(LinkCase):
    def test_an_open_ticket_without_a_task_gets_one(self):
        tickets = self._open_old(3)
        waiting = self._open()
        closed = self._open_old()
        closed.stage_id = self.counter._get_applicable_stages().filtered("closed")[0]
        self._run()
        self.assertEqual(len(tickets.task_id), 3)
        self.assertEqual(
            tickets.task_id.mapped("name"), [t._get_task_name() for t in tickets]
        )
        self.assertFalse(waiting.task_id)
        self.assertFalse(closed.task_id)

    def test_time_on_a_linked_task_gets_the_ticket(self):
        ticket = self._open(taker=self.kim)
        line = self._bring(task_id=ticket.task_id.id, unit_amount=0)
        self.assertFalse(line.ticket_id)
        self._run()
        self.assertEqual(line.ticket_id, ticket)

    def test_time_of_a_ticket_goes_to_its_task(self):
        ticket = self._open(taker=self.kim)
        line = self._bring(ticket_id=ticket.id)
        self._run()
        self.assertEqual(line.task_id, ticket.task_id)
        self.assertEqual(ticket.effective_hours, 0.5)

    def test_time_of_a_ticket_without_a_task_creates_it(self):
        """Also of a closed one: what was logged belongs somewhere."""
        ticket = self._open_old()
        ticket.stage_id = self.counter._get_applicable_stages().filtered("closed")[0]
        line = self._bring(ticket_id=ticket.id)
        self._run()
        self.assertEqual(line.task_id.ticket_id, ticket)
        self.assertIn(line.task_id.state, ("1_done", "1_canceled"))

    def test_a_second_run_finds_nothing_to_do(self):
        ticket = self._open_old()
        lines = self._bring(ticket_id=ticket.id) | self._bring()
        self._run()
        task, dates = ticket.task_id, lines.mapped("write_date")
        count = self.env["project.task"].search_count([])
        self.env.flush_all()
        self.cr.execute("SELECT xmin, ctid FROM account_analytic_line ORDER BY id")
        before = self.cr.fetchall()
        self._run()
        self.cr.execute("SELECT xmin, ctid FROM account_analytic_line ORDER BY id")
        self.assertEqual(self.cr.fetchall(), before)
        self.assertEqual(ticket.task_id, task)
        self.assertEqual(lines.mapped("write_date"), dates)
        self.assertEqual(self.env["project.task"].search_count([]), count)

    def test_the_cron_itself_runs(self):
        ticket = self._open_old()
        with own_cursors(self):
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertTrue(ticket.task_id)

    def test_no_action_of_a_person_is_noted(self):
        ticket = self._open_old()
        self.env.flush_all()
        self.cr.execute(
            "UPDATE helpdesk_ticket SET last_action_date = '2026-01-05 09:00:00'"
        )
        self.env.invalidate_all()
        count = len(ticket.message_ids)
        self._run()
        self.assertTrue(ticket.task_id)
        self.assertEqual(str(ticket.last_action_date), "2026-01-05 09:00:00")
        self.assertEqual(len(ticket.message_ids), count)


class TestOrphans(LinkCase):
    def _get_orphans(self, user):
        return self.lines.with_user(user).search([("unplaced", "!=", False)])

    def test_time_that_says_nothing_is_listed_and_left(self):
        task = self.env["project.task"].create(
            {"name": "Unlinked", "project_id": self.project.id}
        )
        ticket, bare = self._open(taker=self.kim), self._open(self.bare)
        other = self._open(taker=self.lee)
        orphans = {
            # On the project of the team, without a task.
            self._bring(): "no_ticket",
            # No project to create a task in.
            self._bring(ticket_id=bare.id, project_id=self.other_project.id): "no_task",
            # In another project than the task of its ticket: its costs are there.
            self._bring(
                ticket_id=ticket.id, project_id=self.other_project.id
            ): "no_task",
            # On a task that is another's, or nobody's.
            self._bring(ticket_id=ticket.id, task_id=other.task_id.id): "other_task",
            self._bring(ticket_id=ticket.id, task_id=task.id): "other_task",
        }
        placed = self._bring(task_id=task.id)
        placed |= self._log(self.kim, ticket_id=ticket.id)
        placed |= self._log(self.kim, project_id=self.other_project.id)
        lines = self.lines.union(*orphans)
        before = lines.read(["task_id", "ticket_id", "project_id"])
        self._run()
        self.assertEqual(lines.read(["task_id", "ticket_id", "project_id"]), before)
        self._let_log_time(self.mia, "hr_timesheet.group_hr_timesheet_approver")
        listed = self._get_orphans(self.mia)
        self.assertLessEqual(lines, listed)
        self.assertFalse(placed & listed)
        for line, why in orphans.items():
            self.assertEqual(line.unplaced, why)
        self.assertFalse(any(placed.mapped("unplaced")))

    def test_the_manager_names_the_ticket_and_the_time_is_placed(self):
        line = self._bring()
        ticket = self._open(taker=self.lee)
        self._let_log_time(self.mia, "hr_timesheet.group_hr_timesheet_approver")
        self.assertIn(line, self._get_orphans(self.mia))
        line.with_user(self.mia).ticket_id = ticket
        self.assertEqual(line.task_id, ticket.task_id)
        self.assertNotIn(line, self._get_orphans(self.mia))

    def test_who_sees_only_the_own_time_finds_only_the_own(self):
        line = self._bring()
        self.assertIn(line, self._get_orphans(self.kim))
        self.assertNotIn(line, self._get_orphans(self.lee))
        with self.assertRaises(AccessError):
            self._get_orphans(self.ana)

    def test_open_tickets_are_listed_whose_team_has_no_project(self):
        self.bare.task_creation = "created"
        lacking = self._open(self.bare)
        having = self._open(taker=self.kim) | self._open()
        tickets = self.tickets.with_user(self.mia)
        found = tickets.search([("lacks_project", "=", True)])
        self.assertIn(lacking, found)
        self.assertFalse(having & found)
        others = tickets.search([("lacks_project", "=", False)])
        self.assertLessEqual(having, others)
        self.assertNotIn(lacking, others)
        logging = self.tickets.with_user(self.kim)
        placed = logging.search([("has_task_project", "=", True)])
        self.assertLessEqual(having, placed)
        self.assertNotIn(lacking, placed)
        self.assertTrue(lacking.lacks_project)
        self.assertFalse(any(having.mapped("lacks_project")))
        self.bare.default_project_id = self.project
        self._run()
        self.assertTrue(lacking.task_id)
        self.env.invalidate_all()
        self.assertNotIn(lacking, tickets.search([("lacks_project", "=", True)]))


class TestBatches(LinkCase):
    def _count(self, records, method):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        getattr(records, method)()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _bring_many(self, tickets):
        """Log time on each as it was before: of the ticket, and on the task."""
        self._bring()
        self.env.flush_all()
        lines = self.lines.with_user(self.kim).create(
            [
                {"name": "x", "unit_amount": 1, "project_id": self.project.id}
                for _ticket in tickets
            ]
        )
        self.env.flush_all()
        return lines.with_user(self.env.user)

    def test_a_batch_costs_the_same_whatever_its_length(self):
        self._count(self._open_old(2), "_create_wanted_tasks")
        few, many = self._open_old(4), self._open_old(40)
        cost = self._count(few, "_create_wanted_tasks")
        self.assertLessEqual(self._count(many, "_create_wanted_tasks"), cost)
        self.assertEqual(len(many.task_id), 40)
        for column, method in (
            ("task_id", "_take_ticket"),
            ("ticket_id", "_take_task"),
        ):
            costs = []
            for tickets in (few[:2], few, many):
                lines = self._bring_many(tickets)
                for line, ticket in zip(lines, tickets, strict=True):
                    value = ticket.task_id if column == "task_id" else ticket
                    self.cr.execute(
                        f"UPDATE account_analytic_line SET {column} = %s WHERE id = %s",
                        (value.id, line.id),
                    )
                costs.append(self._count(lines, method))
                self.assertEqual(lines.task_id, tickets.task_id)
                self.assertEqual(lines.ticket_id, tickets)
            self.assertLessEqual(costs[2], costs[1], method)

    def test_what_two_runs_would_do_at_once_is_done_once(self):
        """The second one leaves what the first has locked."""
        tickets = self._open_old(3)
        domain = [("id", "in", tickets.ids), ("task_id", "=", False)]
        self.assertEqual(self.tickets._lock_batch(tickets.ids, domain), tickets)
        tickets._create_wanted_tasks()
        self.assertFalse(self.tickets._lock_batch(tickets.ids, domain))
