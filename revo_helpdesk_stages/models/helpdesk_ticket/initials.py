from odoo import api, models


class HelpdeskTicket(models.Model):
    """Work that was logged before its task became a ticket's gets its initials then."""

    _inherit = "helpdesk.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        if any(vals.get("task_id") for vals in vals_list):
            tickets._put_initials_on_lines()
        return tickets

    def write(self, vals):
        result = super().write(vals)
        if vals.get("task_id"):
            self._put_initials_on_lines()
        return result

    def _put_initials_on_lines(self):
        # sudo: whoever links the task need not see what others logged on it.
        lines = self.env["account.analytic.line"].sudo()
        lines.search([("task_id", "in", self.sudo().task_id.ids)])._put_initials()
