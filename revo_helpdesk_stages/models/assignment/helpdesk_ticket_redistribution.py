from odoo import _, models

from ...policies.audience import AUDIENCE_OF_TIER
from ..plan import WritePlan


class HelpdeskTicket(models.Model):
    """Tickets that somebody has, or nobody, are shared out anew."""

    _inherit = "helpdesk.ticket"

    def _redistribute(self, leaving=None):
        """Hand the tickets of members who leave to others, with a note on each.

        :param leaving: res.users who are still there, and get none all the same
        """
        plan = self._deal_anew(leaving)
        for team, tickets in self.grouped("team_id").items():
            bodies = {
                t.id: t._get_redistribution_note(plan.before[t].user) for t in tickets
            }
            # sudo: what the server notes, for the readers on the side of the team.
            notes = tickets.sudo()._message_log_batch(bodies=bodies)
            notes.audience = AUDIENCE_OF_TIER[team.tier]

    def _deal_anew(self, leaving=None):
        """Give tickets to members of their teams, whoever has them now.

        :param leaving: res.users who are still there, and get none all the same
        :return: WritePlan
        """
        # sudo: whoever has a ticket handed out need not see its team.
        waiting = {ticket: ticket.team_id for ticket in self.sudo() if ticket.team_id}
        plan = WritePlan(self, {})
        plan.before = self._get_places()
        preferred = self._get_preferred_assignees()
        plan.assigned, plan.forlorn = self._deal(waiting, preferred, leaving)
        for ticket in self:
            assigned = plan.assigned.get(ticket)
            plan.settled[ticket]["user_id"] = assigned.user.id if assigned else False
        self._plan_waiting(plan)
        # sudo: a ticket may go where the person who hands it over may not write.
        for values, tickets in plan.get_groups():
            tickets.sudo()._quietly()._write_settled(values)
        self._log_assignments(plan)
        self._note_stays()
        self._tell_assignees(plan)
        return plan

    def _get_redistribution_note(self, user):
        self.ensure_one()
        if not self.user_id:
            return _("Re-distributed: %s leaves, and nobody has it yet.", user.name)
        return _(
            "Re-distributed from %(leaving)s to %(taker)s.",
            leaving=user.name,
            taker=self.user_id.name,
        )
