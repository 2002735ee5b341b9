from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicketTeam(models.Model):
    """How many of its clients a team asks how easy it was."""

    _inherit = "helpdesk.ticket.team"

    effort_share = fields.Integer(
        string="Ask how easy it was (%)",
        default=0,
        help="Of a hundred resolved tickets, the clients of how many are asked on the "
        "page and in the e-mail: each client company once a week at most. 0: nobody.",
    )

    @api.constrains("effort_share")
    def _check_effort_share(self):
        for team in self:
            if not 0 <= team.effort_share <= 100:
                raise ValidationError(
                    _(
                        "%s cannot ask more than all clients, or fewer than none. "
                        "Enter from 0 to 100 percent.",
                        team.name,
                    )
                )
