from odoo import SUPERUSER_ID, _, models
from odoo.exceptions import UserError

_STATES = {"open": "01_in_progress", "done": "1_done", "canceled": "1_canceled"}
_ENDED = {"1_done", "1_canceled"}


class HelpdeskTicket(models.Model):
    """A task ends with its ticket, and is open again with it.

    Never the other way round by itself: who has finished a task is offered to resolve
    its ticket.
    """

    _inherit = "helpdesk.ticket"

    def _get_task_state(self):
        """Return the state of a task whose ticket stands where this one does."""
        self.ensure_one()
        if not self.closed:
            return _STATES["open"]
        return _STATES["canceled" if self.phase == "canceled" else "done"]

    def _end_tasks(self):
        """End the tasks of these tickets, or begin them again, with them."""
        # The superuser: who moves a ticket, a client included, need not see its
        # task.
        tickets = self.with_user(SUPERUSER_ID).filtered("task_id")
        for state, some in tickets.grouped(lambda t: t._get_task_state()).items():
            tasks = some.task_id
            if state in _ENDED:
                tasks = tasks.filtered(lambda task, to=state: task.state != to)
            else:
                tasks = tasks.filtered(lambda task: task.state in _ENDED)
            if tasks:
                tasks.write({"state": state})

    def _resolve_from_task(self):
        """Resolve a ticket whose task is finished, by the rules of all moves.

        :return: the action of the wizard where the move asks for text, else ``False``
        :raises UserError: for a move that is not open
        """
        self.ensure_one()
        if self.pipeline == "escalation":
            stages = self.env["helpdesk.ticket.stage"].search(
                [("pipeline", "=", "escalation"), ("phase", "=", "resolved")], limit=1
            )
        else:
            stages = self.team_id._get_applicable_stages().filtered(
                lambda stage: stage.phase == "resolved"
            )[:1]
        if not stages:
            raise UserError(
                _(
                    "%s has no stage in which it would be resolved. Open the ticket "
                    "and close it there.",
                    self.number,
                )
            )
        if self.pipeline == "escalation":
            return self.action_move(stages.id)
        self.stage_id = stages
        return False
