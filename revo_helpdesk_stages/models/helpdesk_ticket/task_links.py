from odoo import api, fields, models

from ...policies.searching import choose
from .confidential import _VENDOR


class HelpdeskTicket(models.Model):
    """What has no task or no ticket yet is linked, or listed for a manager.

    Nothing is guessed: time stays where it was logged unless it says where it belongs.
    """

    _inherit = "helpdesk.ticket"

    lacks_project = fields.Boolean(
        compute="_compute_lacks_project",
        search="_search_lacks_project",
        compute_sudo=True,
        groups=_VENDOR,
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
        """Give the domain of open tickets without a task whose team wants one."""
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
