from uuid import uuid4

from odoo import SUPERUSER_ID, Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ...compat import check_rights
from ..context import BY_TICKET, saying
from ..plan import MOVING

# How long a new task took so far. Odoo would ask its calendar, for each.
_NO_TIME_YET = (
    "working_days_close",
    "working_days_open",
    "working_hours_close",
    "working_hours_open",
)


class HelpdeskTicket(models.Model):
    """The one task of a ticket, on which everybody who contributes logs time.

    Source: 004, "Gestión de Tareas en Tickets".
    """

    _inherit = "helpdesk.ticket"

    _sql_constraints = [
        (
            "task_uniq",
            "unique(task_id)",
            "This task belongs to another ticket. Each ticket has a task of its own.",
        ),
    ]

    # helpdesk_mgmt_project empties it where the project changes; here the project
    # follows the task.
    task_id = fields.Many2one(compute=None, copy=False)

    def _check_tasks(self, vals_list):
        """Check that the tasks and projects of these values are for the user to give.

        :param list vals_list: the values of each ticket
        :raises UserError: for the task of another ticket
        """
        self._check_tasks_free([vals.get("task_id") for vals in vals_list])
        for project_id in {v.get("project_id") for v in vals_list} - {None, False}:
            self._check_project(project_id)

    def _begin_tasks(self, plan):
        """Create for new tickets the tasks that they want.

        :param plan: CreatePlan
        """
        self._create_wanted_tasks()
        self._describe_tasks()
        if any(vals.get("task_id") for vals in plan.vals_list):
            self._put_initials_on_lines()

    def _plan_tasks(self, plan):
        """Remember whose task goes to another project.

        :param plan: WritePlan
        """
        if "project_id" in plan.vals and "task_id" not in plan.vals:
            plan.memo["moving_tasks"] = self._get_moving_tasks(plan.vals["project_id"])

    def _follow_with_tasks(self, plan):
        """Keep the tasks as their tickets say.

        :param plan: WritePlan
        """
        plan.entered._end_tasks()
        if plan.memo.get("moving_tasks"):
            self._move_tasks(plan.memo["moving_tasks"], plan.vals["project_id"])
        if plan.vals.keys() & self._get_task_triggers():
            self._create_wanted_tasks()
            self._staff_tasks()
        if plan.vals.keys() & {"name", "number", "partner_id", "task_id"}:
            self._describe_tasks()
        if plan.vals.get("task_id"):
            self._put_initials_on_lines()

    def action_view_task(self):
        """Open the task, for who may see it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "project.task",
            "res_id": self.task_id.id,
            "views": [(False, "form")],
            "name": self.task_id.display_name,
        }

    @api.model
    def _get_task_triggers(self):
        """Return the fields that say whether a ticket wants a task, and who works on
        it.

        A hook for other addons.
        """
        return set(MOVING)

    def _is_taken(self):
        """Return whether somebody has taken the ticket. A hook for other addons."""
        self.ensure_one()
        return bool(self.user_id)

    def _get_task_users(self):
        """Return the people whose task it is. A hook for other addons."""
        self.ensure_one()
        return self.user_id

    def _wants_task(self):
        """Return whether the ticket is to get a task now."""
        self.ensure_one()
        creation = self.team_id.task_creation
        wants = creation == "created" or (creation == "taken" and self._is_taken())
        # The task last: it is read by itself, as few may see it.
        return wants and not (self.closed or self.task_id)

    def _create_wanted_tasks(self):
        """Create a task for those of these tickets that want one and have a project."""
        # sudo: who opens, takes or moves a ticket need not see its task.
        wanting = self.sudo().filtered(lambda ticket: ticket._wants_task())
        if wanting:
            wanting._create_tasks()

    def _create_tasks(self):
        """Create a task for each of these tickets whose project is known.

        Nobody follows it but who works on it: a project may be followed by clients.
        """
        context = {
            **clean_context(self.env.context),
            "mail_auto_subscribe_no_notify": True,
            "tracking_disable": True,
        }
        # The superuser: who does it, a client included, would follow the task.
        model = self.env(user=SUPERUSER_ID, context=context)["project.task"]
        model = saying(model, BY_TICKET)
        projects = self._get_task_projects()
        tickets = self.filtered(lambda ticket: projects[ticket])
        values = [ticket._prepare_task(projects[ticket]) for ticket in tickets]
        tasks = model.create(values).with_env(self.env(user=SUPERUSER_ID))
        for name in _NO_TIME_YET:
            self.env.remove_to_compute(tasks._fields[name], tasks)
        for users, some in tasks.grouped("user_ids").items():
            some.message_subscribe(users.partner_id.ids)
        tickets._link_tasks(tasks)

    def _prepare_task(self, project):
        """Return the values of the ticket's task. A hook for other addons."""
        self.ensure_one()
        values = {
            **dict.fromkeys(_NO_TIME_YET, 0.0),
            "name": self._get_task_name(),
            "project_id": project.id,
            "user_ids": [Command.set(self._get_task_users().ids)],
            "state": self._get_task_state(),
        }
        if self.partner_id:
            values["partner_id"] = self.partner_id.id
        if project.privacy_visibility not in ("employees", "followers"):
            # Odoo would write one, for each.
            values["access_token"] = str(uuid4())
        return values

    def _get_task_name(self):
        self.ensure_one()
        return f"{self.number} {self.name}"

    def _link_tasks(self, tasks):
        """Note which new task is whose.

        :param tasks: project.task recordset in the order of these tickets
        """
        if not tasks:
            return
        names = ["task_id", "project_id"]
        self.flush_recordset(names)
        # SQL: one statement for any number of tickets. That the system has created the
        # task is no action on the ticket, nor worth a line in its history.
        self.env.cr.execute(
            SQL(
                """
                UPDATE helpdesk_ticket ticket
                   SET task_id = task.id, project_id = task.project_id
                  FROM unnest(%s, %s) AS link (ticket_id, task_id)
                  JOIN project_task task ON task.id = link.task_id
                 WHERE ticket.id = link.ticket_id
                """,
                self.ids,
                tasks.ids,
            )
        )
        self.invalidate_recordset(names, flush=False)
        tasks.invalidate_recordset(["ticket_ids"], flush=False)
        self.modified(names)

    def _staff_tasks(self):
        """Assign tasks that are nobody's to who works on their tickets."""
        # sudo: as where they are created.
        tickets = self.sudo().filtered(lambda t: t.task_id and not t.task_id.user_ids)
        for users, some in tickets.grouped(lambda t: t._get_task_users()).items():
            if users:
                tasks = some.task_id.with_context(mail_auto_subscribe_no_notify=True)
                tasks.user_ids = users

    def _describe_tasks(self):
        """Name tasks as their tickets are named, and for the same client."""
        # The superuser: as where they are created.
        for ticket in self.with_user(SUPERUSER_ID).filtered("task_id"):
            wanted = {"name": ticket._get_task_name()}
            if ticket.partner_id:
                wanted["partner_id"] = ticket.partner_id
            task = ticket.task_id
            changes = {n: v for n, v in wanted.items() if task[n] != v}
            if changes:
                task.update(changes)

    def _check_tasks_free(self, task_ids):
        """Check that tasks are nobody else's, and are for the present user to give.

        :param list task_ids: the task that each ticket is to get, ``False`` for none
        :raises UserError: naming the ticket that has a task
        """
        given = [task_id for task_id in task_ids if task_id]
        tasks = self.env["project.task"].browse(set(given))
        if not tasks:
            return
        if not self.env.su:
            check_rights(tasks, "write")
        # sudo: who gives a task need not see its project.
        tasks.sudo().project_id._check_takes_time()
        # sudo: a task is taken, too, if the ticket is not for the present user to see.
        tickets = self.sudo().with_context(active_test=False)
        holder = tickets.search(
            [("task_id", "in", tasks.ids), ("id", "not in", self.ids)], limit=1
        )
        if holder:
            raise UserError(
                _(
                    "The task “%(task)s” belongs to the ticket %(ticket)s. Each task "
                    "is of one ticket: choose another one, or none.",
                    task=holder.task_id.name,
                    ticket=holder.number,
                )
            )
        if len(given) > len(tasks):
            raise UserError(
                _(
                    "Each task is of one ticket, and you gave the same one to several. "
                    "Choose a task for each of them."
                )
            )
