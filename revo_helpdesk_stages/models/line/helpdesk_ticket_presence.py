from odoo import _, models
from odoo.exceptions import ValidationError


class HelpdeskTicket(models.Model):
    """Who has a ticket and is there to work on it: who has left counts as nobody."""

    _inherit = "helpdesk.ticket"

    def _get_holders(self):
        """Return who has each ticket: nobody where that person has left its team, or
        has no access any more.

        :return: ``{ticket: res.users}``
        """
        holders = {}
        # sudo: asked by the server; a team may be another one's.
        for team, tickets in self.sudo().grouped("team_id").items():
            users = tickets.user_id
            there = (
                team._pick_holders(users)
                if team
                else users.filtered(lambda user: user.active and not user.share)
            )
            for ticket in tickets:
                holders[ticket] = ticket.user_id & there
        return holders

    def _note_left(self, plan):
        """Note which tickets stand with somebody who is not there any more.

        :param plan: WritePlan
        """
        present = self._get_holders()
        plan.left = {
            ticket
            for ticket, before in plan.before.items()
            if before.user and not present[ticket]
        }

    def _is_picked(self, plan):
        """Return whether this write names who works on the ticket: who says again that
        it is somebody who has left names nobody.
        """
        before = plan.before[self].user.id
        return "user_id" in plan.vals and not (
            self in plan.left and plan.vals["user_id"] == before
        )

    def _check_assignee(self, plan):
        """Check that who is chosen for tickets of the line works where they stand.

        :param plan: WritePlan
        :raises ValidationError: for anybody else
        """
        user = self.env["res.users"].browse(plan.vals.get("user_id") or [])
        if not user:
            return
        # sudo: who chooses need not see the team, or who works in it.
        teams = self.env["helpdesk.ticket.team"].sudo()
        for ticket, before in plan.before.items():
            team = teams.browse(plan.get(ticket, "team_id", before.team.id) or [])
            if (
                team.pipeline == "escalation"
                and ticket._is_picked(plan)
                and not team._is_member(user)
            ):
                raise ValidationError(
                    _(
                        "%(user)s does not work in %(team)s, where %(ticket)s stands. "
                        "Choose one of the team, or add %(user)s to the team first.",
                        user=user.sudo().name,
                        team=team.name,
                        ticket=ticket.number,
                    )
                )

    def _plan_presence(self, plan):
        """Settle that who has left has no open ticket any more.

        :param plan: WritePlan
        """
        # sudo: who moves a ticket need not see where it goes.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        for ticket in plan.left:
            before = plan.before[ticket]
            stage = stages.browse(plan.get(ticket, "stage_id", before.stage.id) or [])
            user_id = plan.get(ticket, "user_id", before.user.id)
            if user_id == before.user.id and not stage.closed:
                plan.settled[ticket]["user_id"] = False
