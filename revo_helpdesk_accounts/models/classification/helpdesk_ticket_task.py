from odoo import api, models


class HelpdeskTicket(models.Model):
    """The task of a ticket is its account leader's to create.

    Source: 004, "Gestión de Tareas en Tickets".
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_task_triggers(self):
        return super()._get_task_triggers() | {"account_leader_id", "partner_id"}

    def _is_taken(self):
        """Return whether the leader has the ticket, or anybody where no leader can."""
        leader = self.account_leader_id
        can_take = leader and self.team_id._is_member(leader)
        return super()._is_taken() and (not can_take or self.user_id == leader)

    def _get_task_users(self):
        leader = self.account_leader_id
        leader = leader.filtered(lambda user: user.active and not user.share)
        return leader or super()._get_task_users()
