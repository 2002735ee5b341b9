from odoo import api, fields, models

from ...compat import check_rights
from ..context import BY_TICKET, says
from ..groups import TICKET_USERS

# Defaults for which Odoo asks the database once for each task, and which a task of a
# ticket does not need: the stage of the superuser, and a way to show hours.
_COSTLY = {"encode_uom_in_days", "personal_stage_type_id"}


class ProjectTask(models.Model):
    """The ticket of a task, for who may see it."""

    _inherit = "project.task"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", compute="_compute_ticket_id", groups=TICKET_USERS
    )
    can_resolve_ticket = fields.Boolean(
        compute="_compute_ticket_id",
        groups=TICKET_USERS,
        help="The work is finished, and the ticket is still open.",
    )

    @api.depends("ticket_ids.closed", "state")
    @api.depends_context("uid")
    def _compute_ticket_id(self):
        # As the present user, whatever the server has read of the task before.
        tickets = self.env["helpdesk.ticket"].search([("task_id", "in", self.ids)])
        of_task = {ticket.task_id: ticket for ticket in tickets.sudo()}
        for task in self:
            ticket = of_task.get(task, tickets.browse())
            task.ticket_id = ticket
            task.can_resolve_ticket = (
                ticket and not ticket.closed and task.state in ("1_done", "1_canceled")
            )

    def action_resolve_ticket(self):
        """Resolve the ticket of a finished task, as its mover may."""
        self.ensure_one()
        return self.ticket_id._resolve_from_task()

    @api.model
    def default_get(self, fields_list):
        if says(self, BY_TICKET):
            fields_list = [name for name in fields_list if name not in _COSTLY]
        return super().default_get(fields_list)

    def write(self, vals):
        if "project_id" in vals:
            self._check_time_stays(vals["project_id"])
        return super().write(vals)

    def _check_time_stays(self, project_id):
        """Check that no time on tickets is left behind, or goes along, where their
        tasks go to another project.

        :raises UserError: naming the ticket of one with time
        """
        # sudo: who moves them need not see their tickets.
        moving = self.sudo().filtered(lambda task: task.project_id.id != project_id)
        tickets = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        tickets = tickets.search([("task_id", "in", moving.ids)])
        if tickets and not self.env.su:
            # Who may not move them learns nothing of their tickets.
            own = tickets.task_id.with_env(self.env)
            check_rights(own, "write")
        tickets._check_time_stays(tickets.task_id)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Keep everybody from following the tasks that the server creates for tickets.

        Odoo would let the superuser, with some queries for each task.
        """
        if says(self, BY_TICKET):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)
