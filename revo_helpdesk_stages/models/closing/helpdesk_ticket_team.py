from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicketTeam(models.Model):
    """How a team receives the tickets of its clients, and how it ends them."""

    _inherit = "helpdesk.ticket.team"

    acknowledges = fields.Boolean(
        string="Tell clients that a ticket has come in",
        default=True,
        help="A new ticket of a client is answered at once by an e-mail with its "
        "number and title, in the client's language.",
    )
    close_days = fields.Integer(
        string="Close after (days)",
        default=5,
        help="So many days after a ticket was resolved it closes by itself: working "
        "days, where the team has working hours. Until then its client can reopen it. "
        "0: it stays open for that until somebody closes it.",
    )

    @api.constrains("close_days")
    def _check_close_days(self):
        for team in self:
            if team.close_days < 0:
                raise ValidationError(
                    _(
                        "%s cannot close tickets before they are resolved. Enter the "
                        "days after it, or 0, with which they do not close by "
                        "themselves.",
                        team.name,
                    )
                )
