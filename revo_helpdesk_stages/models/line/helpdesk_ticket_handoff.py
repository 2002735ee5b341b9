from odoo import _, fields, models
from odoo.exceptions import UserError

from ..plan import Assignment


class HelpdeskTicket(models.Model):
    """Which team and which person a ticket goes to when a move crosses tiers."""

    _inherit = "helpdesk.ticket"

    def _get_tier_team(self, tier):
        """Return the team of a tier that this ticket goes to.

        :param str tier: reseller, support or development
        :return: helpdesk.ticket.team, empty where nobody has set one
        """
        self.ensure_one()
        # sudo: who hands a ticket over may not see the team that receives it.
        ticket = self.sudo()
        team = ticket.team_id
        if ticket.tier == tier and team.tier == tier:
            return team
        # Who has gone is not handed to.
        support = ticket.reseller_team_id.support_team_id.filtered("active")
        support = support or team._get_default_team("support", ticket.company_id)
        if tier == "support":
            return support
        if tier == "development":
            handing = team if team.tier == "support" else support
            development = handing.development_team_id.filtered("active")
            return development or team._get_default_team(
                "development", ticket.company_id
            )
        return ticket.reseller_team_id

    def _check_tier_team(self, stage, team):
        """Check that a team is there for the stage, and of its tier.

        :raises UserError: with what a helpdesk manager has to set
        """
        self.ensure_one()
        if not team:
            # Literal, so that the export of translations finds them.
            labels = {
                "reseller": _("reseller"),
                "support": _("support team"),
                "development": _("development team"),
            }
            raise UserError(
                _(
                    "%(ticket)s cannot move to %(stage)s: nobody has set its "
                    "%(team)s. A helpdesk manager sets it on the ticket or in the "
                    "configuration of teams.",
                    ticket=self.number,
                    stage=stage.name,
                    team=labels[stage.tier],
                )
            )
        if stage.tier != team.tier:
            raise UserError(
                _(
                    "%(ticket)s cannot stand in %(stage)s with the team %(team)s: the "
                    "team works in another tier. Choose the stage alone; the team "
                    "follows.",
                    ticket=self.number,
                    stage=stage.name,
                    team=team.name,
                )
            )

    def _plan_handoffs(self, plan, stage, given_team):
        """Settle which team and person each ticket goes to with a move to a stage.

        :param plan: WritePlan
        :param stage: helpdesk.ticket.stage that all these tickets move to
        :param given_team: the team asked for, empty for the configured one
        """
        teams = {}
        for ticket in self:
            teams[ticket] = given_team or ticket._get_tier_team(stage.tier)
            ticket._check_tier_team(stage, teams[ticket])
        crossing = self.filtered(lambda ticket: teams[ticket] != ticket.team_id)
        receiving = self.env["helpdesk.ticket.team"].union(
            *(teams[t] for t in crossing)
        )
        holders = self.env["helpdesk.ticket.assignment"]._get_last_holders(
            crossing, receiving
        )
        for ticket, team in teams.items():
            holder = holders.get((ticket.id, team.id))
            holder = holder or (ticket in crossing and ticket._get_asker(team))
            ticket._plan_handoff(plan, stage, team, holder)

    def _get_asker(self, team):
        """Return the person of a reseller who opened its own case, empty for no present
        member of the team.

        :param team: the one that receives the ticket
        """
        self.ensure_one()
        # sudo: who hands it over need not see who opened it.
        ticket = self.sudo()
        if ticket.origin != "reseller" or team != ticket.reseller_team_id:
            return self.env["res.users"]
        people = ticket.create_uid | ticket.partner_id.user_ids
        return people.filtered(lambda user: user.active and team._is_member(user))[:1]

    def _plan_handoff(self, plan, stage, team, holder):
        """Settle which team and person one ticket goes to.

        :param holder: the user who held the ticket last in this team, or opened it
            there, and still works there; empty for none
        """
        self.ensure_one()
        mover = self.env.user
        settled = plan.settled[self]
        settled["team_id"] = team.id
        if team == self.team_id:
            # What is done stays with who did it.
            stays = self not in plan.left or stage.closed
            user = self.user_id if stays else self.user_id.browse()
            assigned = Assignment(user, "manual")
        elif holder:
            assigned = Assignment(holder, "holder")
        else:
            assigned = Assignment(self.env["res.users"], "waiting")
        in_progress = stage.phase == "in_progress"
        if not assigned.user and in_progress and team._is_member(mover):
            assigned = Assignment(mover, "started")
        settled["user_id"] = assigned.user.id
        plan.assigned[self] = assigned
        now = fields.Datetime.now()
        if stage.tier in ("support", "development") and not self.escalated_date:
            settled["escalated_date"] = now
        if stage.tier == "development" and not self.development_date:
            settled["development_date"] = now
