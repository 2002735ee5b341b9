from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...policies.searching import choose
from ..groups import TIMESHEET_USERS, WORKERS


class HelpdeskTicket(models.Model):
    """The time logged on a ticket, which is the time logged on its task."""

    _inherit = "helpdesk.ticket"

    timesheet_ids = fields.One2many(
        "account.analytic.line",
        "ticket_id",
        string="Timesheets",
        groups=TIMESHEET_USERS,
    )
    effective_hours = fields.Float(
        string="Hours spent", related="task_id.effective_hours", groups=WORKERS
    )

    def _provide_tasks(self):
        """Create a task for each of these tickets, as somebody logs time on it.

        :raises UserError: naming one for which there is no project
        """
        self.filtered(lambda ticket: not ticket.task_id)._create_tasks()
        forlorn = self.filtered(lambda ticket: not ticket.task_id)[:1]
        if forlorn:
            raise UserError(
                _(
                    "No time can be logged on %(ticket)s: its team %(team)s has no "
                    "project. A helpdesk manager sets one on the team, or choose one "
                    "on the ticket.",
                    ticket=forlorn.number,
                    team=forlorn.team_id.name or _("(none)"),
                )
            )

    def _check_line_task(self, task_id):
        """Check that time logged on this ticket is not said to be on another task.

        :param task_id: the task given with the line, empty where none is
        :raises UserError: naming the ticket's own
        """
        self.ensure_one()
        if task_id and task_id != self.task_id.id:
            raise UserError(
                _(
                    "Time on the ticket %(ticket)s belongs on its task “%(task)s”, and "
                    "another task is given. Leave the task or the ticket empty: the "
                    "other one follows.",
                    ticket=self.number,
                    task=self.task_id.name,
                )
            )

    def _put_initials_on_lines(self):
        # sudo: who links the task need not see what others logged on it.
        lines = self.env["account.analytic.line"].sudo()
        lines.search([("task_id", "in", self.sudo().task_id.ids)])._put_initials()

    lacks_project = fields.Boolean(
        compute="_compute_lacks_project",
        search="_search_lacks_project",
        compute_sudo=True,
        groups=WORKERS,
        help="The team wants a task for the ticket, and there is no project for it.",
    )

    @api.depends("has_task_project", "closed", "team_id.task_creation")
    def _compute_lacks_project(self):
        for ticket in self:
            ticket.lacks_project = not (
                ticket.has_task_project or ticket.closed
            ) and ticket.team_id.task_creation in ("taken", "created")

    def _search_lacks_project(self, operator, value):
        wanting = self._get_wanting_domain()
        domain = ["&"] * len(wanting) + wanting + ["!", *self._get_project_domain()]
        return choose(operator, value, domain, ["!", *domain])

    @api.model
    def _get_wanting_domain(self):
        """Return the domain of open tickets without a task whose team wants one."""
        return [
            ("closed", "=", False),
            ("task_id", "=", False),
            ("team_id.task_creation", "in", ("taken", "created")),
        ]

    @api.model
    def _cron_link_tasks(self):
        """Link tickets, tasks and time that belong together."""
        there = self._get_project_domain()
        self._run_batches([*self._get_wanting_domain(), *there], "_create_wanted_tasks")
        lines = self.env["account.analytic.line"]
        lines._run_batches(
            [("ticket_id", "=", False), ("task_id.ticket_ids", "!=", False)],
            "_take_ticket",
        )
        lines._run_batches(
            [
                ("task_id", "=", False),
                ("project_id", "!=", False),
                ("ticket_id", "any", ["|", ("task_id", "!=", False), *there]),
            ],
            "_take_task",
        )
