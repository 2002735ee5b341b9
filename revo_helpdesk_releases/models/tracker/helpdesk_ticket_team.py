from odoo import models


class HelpdeskTicketTeam(models.Model):
    """Development's tool works in no team: nobody would look at what it is given."""

    _inherit = "helpdesk.ticket.team"

    def _admits(self, user, has_group):
        tool = self.env["res.users"]._get_development_tool()
        return user != tool and super()._admits(user, has_group)
