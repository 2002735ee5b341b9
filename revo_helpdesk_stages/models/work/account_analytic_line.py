from odoo import SUPERUSER_ID, api, fields, models

from ...compat import check_access, check_rights
from ..groups import EMPLOYEES
from .account_analytic_line_initials import BEHIND_INITIALS

# What somebody changes who logs time.
_LOGGED = {"name", "task_id", "ticket_id", "unit_amount"}


class AccountAnalyticLine(models.Model):
    """The ticket of a timesheet line: the one of its task.

    OCA's `helpdesk_mgmt_timesheet` has a field of the same name; both can be installed.
    """

    _inherit = "account.analytic.line"

    ticket_id = fields.Many2one(
        "helpdesk.ticket",
        string="Ticket",
        compute="_compute_ticket_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        groups=EMPLOYEES,
        help="Time logged on a ticket lands on its task.",
    )

    @api.depends("task_id.ticket_ids")
    def _compute_ticket_id(self):
        """Take the ticket of the task, if it has one."""
        # sudo: the line is of the ticket, no matter who may see it.
        tickets = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        of_task = {
            ticket.task_id: ticket
            for ticket in tickets.search([("task_id", "in", self.task_id.ids)])
        }
        for line in self:
            line.ticket_id = of_task.get(line.task_id)

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_ticket_id", False)
        vals_list = [{"ticket_id": default, **vals} for vals in vals_list]
        lines = super().create(self._place_on_tasks(vals_list, "create"))
        lines._put_initials()
        lines._note_action()
        return lines

    def write(self, vals):
        result = super().write(self._prepare_placed(vals))
        if not BEHIND_INITIALS.isdisjoint(vals):
            self._put_initials()
        if not _LOGGED.isdisjoint(vals):
            self._note_action()
        return result

    def _note_action(self):
        """Note that somebody has worked on the tickets of these lines: an action, and
        no contact.
        """
        # sudo: who logs time need not see the ticket; the server notes when.
        tickets = self.sudo().ticket_id
        if tickets and self.env.uid != SUPERUSER_ID:
            tickets._write_settled({"last_action_date": fields.Datetime.now()})

    @api.model
    def _prepare_placed(self, vals):
        """Return values in which the task follows the ticket that they name."""
        if "ticket_id" not in vals:
            return vals
        if not vals["ticket_id"]:
            # Off the ticket is off its task.
            vals = {"task_id": False, **vals}
        return self._place_on_tasks([vals], "write")[0]

    @api.model
    def _place_on_tasks(self, vals_list, operation):
        """Return values that put time logged on tickets on their tasks.

        :param list vals_list: values that name the ticket, or ``False`` for none
        :param str operation: what the present user is about to do with them
        :raises UserError: for a task that is not the ticket's, and for a ticket that
            can have none
        """
        tickets = self.env["helpdesk.ticket"].browse(
            {vals["ticket_id"] for vals in vals_list if vals["ticket_id"]}
        )
        if tickets and not self.env.su:
            check_access(self, operation)
            check_rights(tickets, "read")
        # sudo: who logs time on a ticket need not see where its team does.
        tickets.sudo()._provide_tasks()
        placed = []
        for vals in vals_list:
            ticket = tickets.browse(vals["ticket_id"]).sudo()
            task = ticket.task_id
            if ticket:
                ticket._check_line_task(vals.get("task_id"))
                vals = {**vals, "task_id": task.id, "project_id": task.project_id.id}
            elif vals.get("task_id") or operation == "create":
                # The task says which ticket it is.
                vals = {name: v for name, v in vals.items() if name != "ticket_id"}
            placed.append(vals)
        return placed
