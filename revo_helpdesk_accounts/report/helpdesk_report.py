from odoo import api, fields, models

from ..models.selections import REQUEST_TYPES


class HelpdeskReport(models.AbstractModel):
    """Reports by what a ticket asks for."""

    _inherit = "helpdesk.report"

    request_type = fields.Selection(REQUEST_TYPES, string="Request type", readonly=True)

    @api.model
    def _get_ticket_columns(self):
        return {
            **super()._get_ticket_columns(),
            "request_type": "ticket.request_type",
        }
