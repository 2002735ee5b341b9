from odoo import fields, models


class HelpdeskTicketTeam(models.Model):
    """Which teams ask with what a client works."""

    _inherit = "helpdesk.ticket.team"

    asks_product = fields.Boolean(
        string="Ask for product, version and device",
        help="Whoever opens a ticket is asked for them: the client on the page, the "
        "app, which fills them in, and the team. A ticket that a newer version solves "
        "says so.",
    )
