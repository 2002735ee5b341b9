from odoo import _, fields, models
from odoo.exceptions import UserError

from .confidential import _VENDOR

# Who may read lines of time.
TIMESHEETS = "hr_timesheet.group_hr_timesheet_user"


class HelpdeskTicket(models.Model):
    """The time logged on a ticket, which is the time logged on its task."""

    _inherit = "helpdesk.ticket"

    timesheet_ids = fields.One2many(
        "account.analytic.line", "ticket_id", string="Timesheets", groups=TIMESHEETS
    )
    effective_hours = fields.Float(
        string="Hours spent", related="task_id.effective_hours", groups=_VENDOR
    )

    def _provide_tasks(self):
        """Give a task to each of these tickets, as somebody logs time on it.

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
