from odoo import api, fields, models

from ..selections import TASK_CREATIONS


class HelpdeskTicketTeam(models.Model):
    """Whether the tickets of a team get a task, and in which project."""

    _inherit = "helpdesk.ticket.team"

    task_creation = fields.Selection(
        TASK_CREATIONS,
        string="Task of a ticket",
        required=True,
        default="none",
        help="Each ticket gets one task in the project of the team, named with its "
        "number and title, on which everybody logs time. Whoever sees the project "
        "reads them.",
    )
    default_project_id = fields.Many2one(domain=[("allow_timesheets", "=", True)])
    has_project = fields.Boolean(compute="_compute_has_project")

    @api.constrains("default_project_id")
    def _check_default_project(self):
        # sudo: who writes the team need not see its project.
        self.sudo().default_project_id._check_takes_time()

    @api.depends("default_project_id")
    @api.depends_context("company")
    def _compute_has_project(self):
        for team in self:
            company = team.company_id or self.env.company
            team.has_project = bool(team._get_task_project(company))

    def _get_task_project(self, company):
        """Return the active project in which tickets of a company get their tasks.

        :param company: res.company record, as each has its own project
        """
        self.ensure_one()
        # sudo: who works on a ticket need not see the project of its time.
        team = self.sudo().with_company(company)
        return team.default_project_id.filtered("active")

    @api.model
    def _get_teams_with_project(self):
        """Return the teams that have a project, as each company has its own.

        :return: ``[(res.company, teams)]``
        """
        # sudo: the project of a team is known to the server, in all companies.
        teams = self.sudo().with_context(active_test=False).search([])
        return [
            (company, teams.filtered(lambda t, of=company: t._get_task_project(of)))
            for company in self.env["res.company"].sudo().search([])
        ]
