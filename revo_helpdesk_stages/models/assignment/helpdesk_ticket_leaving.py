from collections import defaultdict

from odoo import api, models


class HelpdeskTicket(models.Model):
    """What somebody who leaves a team leaves behind on its tickets."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_held(self, left):
        """Return the open tickets of teams that people who leave them have.

        :param dict left: ``{helpdesk.ticket.team: res.users}``
        """
        # sudo: what somebody leaves behind is the server's to hand over.
        held = self.sudo().search(
            [
                ("team_id", "in", [team.id for team in left]),
                ("user_id", "in", self._get_leavers(left).ids),
                ("closed", "=", False),
            ]
        )
        return held.filtered(lambda ticket: ticket.user_id in left[ticket.team_id])

    @api.model
    def _get_leavers(self, left):
        return self.env["res.users"].union(*left.values())

    @api.model
    def _move_planned(self, left):
        """Move what is planned for people who leave to who has the ticket now, else the
        leader of the team, else one of its members.

        Who has the same to do on a ticket already gets no other. Where nobody is there
        it stays, for whoever comes.

        :param dict left: ``{helpdesk.ticket.team: res.users}``
        """
        # sudo: what is planned for somebody is theirs alone to see.
        activities = self.env["mail.activity"].sudo()
        planned = activities.search(
            [
                ("res_model", "=", self._name),
                ("user_id", "in", self._get_leavers(left).ids),
            ]
        )
        tickets = self.sudo().browse(set(planned.mapped("res_id"))).exists()
        of_id = {ticket.id: ticket for ticket in tickets}
        sides = {
            activity: team
            for activity in planned
            if activity.res_id in of_id
            for team in of_id[activity.res_id]._get_sides(left, activity.user_id)
        }
        takers = self._get_takers(
            {(of_id[one.res_id], team) for one, team in sides.items()}, left
        )
        taken = defaultdict(activities.browse)
        for activity, team in sides.items():
            taken[takers[of_id[activity.res_id], team]] |= activity
        taken.pop(self.env["res.users"], None)
        for user, some in taken.items():
            some._give_to(user)

    def _get_sides(self, left, user):
        """Return for which of the teams of a ticket somebody who leaves had a part in
        it: the one where it stands, else its reseller, else one of the vendor's that
        had it before.

        :return: a list of at most one team
        """
        teams = [self.team_id, self.reseller_team_id]
        if self.escalated_date:
            teams += [team for team in left if team.tier in ("support", "development")]
        return [team for team in teams if user in left.get(team, user.browse())][:1]

    @api.model
    def _get_takers(self, pairs, left):
        """Return who takes part in tickets for a team from now on.

        :param pairs: set of ``(ticket, helpdesk.ticket.team)``
        :param dict left: ``{helpdesk.ticket.team: res.users}``
        :return: ``{(ticket, team): res.users}``, one person or nobody
        """
        tickets = self.browse().union(*(ticket for ticket, _team in pairs))
        teams = self.env["helpdesk.ticket.team"].union(*(team for _t, team in pairs))
        holders = tickets._get_holders()
        last = self.env["helpdesk.ticket.assignment"]._get_last_holders(tickets, teams)
        asked = {
            team: (team._get_leader() - left[team] or team._get_members() - left[team])
            for team in teams
        }
        takers = {}
        for ticket, team in pairs:
            of_team = last.get((ticket.id, team.id), ticket.user_id.browse())
            holder = holders[ticket] if team == ticket.team_id else of_team
            takers[ticket, team] = (holder - left[team] or asked[team])[:1]
        return takers

    @api.model
    def _stop_following(self, left):
        """Let people who leave a team follow its tickets no longer.

        Who works in the other team of a ticket still, is its contact, or manages the
        helpdesk and follows by own choice, stays.

        :param dict left: ``{helpdesk.ticket.team: res.users}``
        """
        # sudo: who lets people go need not see them, nor who follows.
        leavers = self._get_leavers(left).sudo()
        followers = self.env["mail.followers"].sudo()
        followers = followers.search(
            [
                ("res_model", "=", self._name),
                ("partner_id", "in", leavers.partner_id.ids),
            ]
        )
        tickets = self.sudo().browse(set(followers.mapped("res_id"))).exists()
        of_id = {ticket.id: ticket for ticket in tickets}
        user_of = {user.partner_id: user for user in leavers}
        there = {
            team: team._pick_members(leavers) - left.get(team, leavers.browse())
            for team in tickets.team_id | tickets.reseller_team_id
        }
        managers = leavers._pick_managers()

        def goes(follower):
            ticket = of_id.get(follower.res_id)
            user = user_of[follower.partner_id]
            if not ticket or not ticket._get_sides(left, user):
                return False
            teams = ticket.team_id | ticket.reseller_team_id
            staying = managers.union(*(there[team] for team in teams))
            return follower.partner_id != ticket.partner_id and user not in staying

        tickets._take_off(followers.filtered(goes))
