from odoo import models


class HelpdeskTicketTeam(models.Model):
    """Development's tool works in no team: nobody would look at what it is given."""

    _inherit = "helpdesk.ticket.team"

    def _get_members(self):
        return super()._get_members() - self.env["res.users"]._get_development_tool()

    def _is_member(self, user):
        return user != user._get_development_tool() and super()._is_member(user)
