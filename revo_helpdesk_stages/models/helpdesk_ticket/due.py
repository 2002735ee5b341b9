from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    """Work through what is due, for crons."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "helpdesk.batch"]

    @api.model
    def _run_due(self, deadline, method):
        """Call a method on the tickets whose deadline is over, batch by batch.

        :param str deadline: the field; the method has to move it on or empty it
        :param str method: the name of a method of tickets
        """
        self._run_batches([(deadline, "<=", fields.Datetime.now())], method)
