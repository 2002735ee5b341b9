from odoo import api, fields, models
from odoo.tools import SQL

from ..deadlines.helpdesk_batch import HelpdeskBatch
from ..groups import EMPLOYEES
from ..selections import UNPLACED


class AccountAnalyticLine(models.Model):
    """Time that belongs to a ticket and is not linked to it, for the cron and managers.

    A running timer has no hours yet and is a line like all others.
    """

    _name = "account.analytic.line"
    _inherit = ["account.analytic.line", HelpdeskBatch._name]

    unplaced = fields.Selection(
        UNPLACED,
        string="Why",
        compute="_compute_unplaced",
        search="_search_unplaced",
        compute_sudo=True,
        groups=EMPLOYEES,
    )

    @api.depends("project_id", "task_id", "ticket_id")
    def _compute_unplaced(self):
        team_projects = self._get_team_projects()
        for line in self:
            if line.ticket_id and not line.task_id:
                line.unplaced = "no_task"
            elif line.ticket_id and line.ticket_id.task_id != line.task_id:
                line.unplaced = "other_task"
            elif not line.task_id and line.project_id in team_projects:
                line.unplaced = "no_ticket"
            else:
                line.unplaced = False

    def _search_unplaced(self, operator, value):
        """Search for time that is not placed, whatever the reason."""
        if (operator, value) != ("!=", False) and operator != "not in":
            raise NotImplementedError
        # SQL: a domain does not compare two columns.
        self.flush_model(["task_id", "ticket_id"])
        self.env["helpdesk.ticket"].flush_model(["task_id"])
        self.env.cr.execute(
            """
            SELECT line.id
              FROM account_analytic_line line
              JOIN helpdesk_ticket ticket ON ticket.id = line.ticket_id
             WHERE ticket.task_id IS DISTINCT FROM line.task_id
               AND line.task_id IS NOT NULL
            """
        )
        return [
            "|",
            ("id", "in", [line_id for (line_id,) in self.env.cr.fetchall()]),
            "&",
            ("task_id", "=", False),
            "|",
            ("ticket_id", "!=", False),
            ("project_id", "in", self._get_team_projects().ids),
        ]

    @api.model
    def _get_team_projects(self):
        """Return the projects of the teams that have one."""
        teams = self.env["helpdesk.ticket.team"]
        return (
            self.env["project.project"]
            .sudo()
            .union(
                *(
                    some._get_task_project(company)
                    for company, placed in teams._get_teams_with_project()
                    for some in placed
                )
            )
        )

    def _take_ticket(self):
        """Note the ticket of the task."""
        self.flush_recordset(["task_id"])
        # SQL: one statement for any number of tickets.
        self.env.cr.execute(
            SQL(
                """
                UPDATE account_analytic_line line
                   SET ticket_id = ticket.id
                  FROM helpdesk_ticket ticket
                 WHERE ticket.task_id = line.task_id
                   AND line.id IN %s
                """,
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["ticket_id"], flush=False)
        self.modified(["ticket_id"])
        self._put_initials()

    def _take_task(self):
        """Go to the task of the ticket, where it is in the project of the line.

        Time does not change its project by itself: its costs are there.
        """
        self.ticket_id.filtered(lambda ticket: not ticket.task_id)._create_tasks()
        self.flush_recordset(["task_id"])
        # SQL: one statement for any number of tasks.
        self.env.cr.execute(
            SQL(
                """
                UPDATE account_analytic_line line
                   SET task_id = task.id
                  FROM helpdesk_ticket ticket
                  JOIN project_task task ON task.id = ticket.task_id
                 WHERE ticket.id = line.ticket_id
                   AND task.project_id = line.project_id
                   AND line.id IN %s
                RETURNING line.id
                """,
                tuple(self.ids),
            )
        )
        placed = self.browse(line_id for (line_id,) in self.env.cr.fetchall())
        placed.invalidate_recordset(["task_id"], flush=False)
        placed.modified(["task_id"])
