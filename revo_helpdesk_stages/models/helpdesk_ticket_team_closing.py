from odoo import fields, models


class HelpdeskTicketTeam(models.Model):
    """How a team finishes the tickets of its clients."""

    _inherit = "helpdesk.ticket.team"

    close_days = fields.Integer(
        string="Close after (days)",
        default=5,
        help="So many days after a ticket was resolved it closes by itself. Until then "
        "its client can reopen it. 0: it stays open for that until somebody closes it.",
    )
