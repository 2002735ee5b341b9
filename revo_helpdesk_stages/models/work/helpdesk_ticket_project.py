from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...compat import check_rights
from ...policies.searching import choose
from ..groups import TIMESHEET_USERS


class HelpdeskTicket(models.Model):
    """The project of a ticket's work.

    It is the one of the task. Who chooses another one for the ticket moves the task,
    which is the ticket's alone; time that was logged stays where it was logged, so that
    such a task is not moved from here.
    """

    _inherit = "helpdesk.ticket"

    project_id = fields.Many2one(
        compute="_compute_project_id",
        store=True,
        readonly=False,
        domain=[("allow_timesheets", "=", True)],
    )
    has_task_project = fields.Boolean(
        compute="_compute_has_task_project",
        search="_search_has_task_project",
        compute_sudo=True,
        groups=TIMESHEET_USERS,
        help="There is a project in which the ticket has a task, or can get one.",
    )

    @api.depends("task_id.project_id")
    def _compute_project_id(self):
        for ticket in self:
            ticket.project_id = ticket.task_id.project_id or ticket.project_id

    @api.depends("task_id", "project_id", "team_id", "company_id")
    def _compute_has_task_project(self):
        projects = self._get_task_projects()
        for ticket in self:
            ticket.has_task_project = bool(ticket.task_id or projects[ticket])

    def _search_has_task_project(self, operator, value):
        domain = ["|", ("task_id", "!=", False), *self._get_project_domain()]
        return choose(operator, value, domain, ["!", *domain])

    @api.model
    def _leave_project_to_task(self, vals):
        """Return values in which the project is not said beside the task that says it.

        :param dict vals: as given to ``create`` or ``write``
        """
        if not vals.get("task_id"):
            return dict(vals)
        return {name: value for name, value in vals.items() if name != "project_id"}

    @api.model
    def _check_project(self, project_id):
        """Check that the present user sees a project that is chosen by hand, and that
        it is for work on tickets.

        :raises AccessError: where it does not; a task would be created in it
        :raises ValidationError: for one in which no time can be logged
        """
        project = self.env["project.project"].browse(project_id)
        if not self.env.su:
            check_rights(project, "read")
        project._check_takes_time()

    def _get_moving_tasks(self, project_id):
        """Return the tasks of those of these tickets that get another project."""
        # sudo: who writes the ticket need not see the task.
        return (
            self.sudo()
            .filtered(lambda t: t.task_id and t.project_id.id != project_id)
            .task_id
        )

    def _check_project_moves(self, vals):
        """Check that the tasks of these tickets may go to the project that is chosen.

        As the present user, who has to be allowed to move them.

        :raises UserError: where time was logged
        """
        if "project_id" not in vals or "task_id" in vals:
            return
        tasks = self._get_moving_tasks(vals["project_id"])
        if not tasks:
            return
        if not self.env.su:
            own = tasks.with_env(self.env)
            check_rights(own, "write")
        self._check_time_stays(tasks)
        if not vals["project_id"]:
            # sudo: who chooses a project need not see the task.
            ticket = self.sudo().filtered(lambda t: t.task_id == tasks[0])
            raise UserError(
                _(
                    "%(ticket)s has a task in the project %(project)s. Empty the task "
                    "first, or choose another project for both.",
                    ticket=ticket.number,
                    project=ticket.project_id.name,
                )
            )

    def _check_time_stays(self, tasks):
        """Check that no time goes elsewhere with the tasks of these tickets: its costs
        are where it was logged.

        :param tasks: project.task recordset
        :raises UserError: naming a ticket on whose task there is time
        """
        # sudo: also a line of others, and a running timer, which has no hours yet.
        lines = self.env["account.analytic.line"].sudo()
        logged = lines.search([("task_id", "in", tasks.ids)], limit=1)
        if logged:
            ticket = self.sudo().filtered(lambda t: t.task_id == logged.task_id)
            raise UserError(
                _(
                    "%(ticket)s stays in the project %(project)s: time was logged "
                    "there on its task. Open a ticket of its own for the other "
                    "project.",
                    ticket=ticket.number,
                    project=ticket.project_id.name,
                )
            )

    def _move_tasks(self, tasks, project_id):
        """Move tasks of these tickets to another project, and let them end there as
        their tickets have.

        :param tasks: project.task recordset
        """
        tasks.with_env(self.env).write({"project_id": project_id})
        # sudo: who writes the ticket need not see the task.
        self.sudo().filtered(lambda ticket: ticket.task_id in tasks)._end_tasks()

    def _get_task_projects(self):
        """Return the project in which each of these tickets gets its task.

        The one chosen on the ticket, else its team's.

        :return: ``{ticket: project.project}``
        """
        projects = {}
        for (company, team), tickets in self.grouped(
            lambda ticket: (ticket.company_id, ticket.team_id)
        ).items():
            default = team._get_task_project(company) if team else team.browse()
            for ticket in tickets:
                projects[ticket] = ticket.project_id.filtered("active") or default
        return projects

    @api.model
    def _get_project_domain(self):
        """Return the domain of the tickets for whose task there is a project.

        Of stored fields, to be searched for by batches.
        """
        domain = [("project_id.active", "=", True)]
        placed = self.env["helpdesk.ticket.team"]._get_teams_with_project()
        for company, teams in placed:
            if teams:
                domain = [
                    "|",
                    "&",
                    ("company_id", "=", company.id),
                    ("team_id", "in", teams.ids),
                    *domain,
                ]
        return domain
