from odoo import models

from ...compat import users_of
from ..helpdesk_ticket_team import GROUP_OF_TIER
from .intake import MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """Who stops following a ticket when it changes hands."""

    _inherit = "helpdesk.ticket"

    def write(self, vals):
        """Let the people of a tier go that gives a case away, and those of a reseller
        that another one replaces.
        """
        if not vals.keys() & {"stage_id", "team_id", "reseller_team_id"}:
            return super().write(vals)
        before = self._get_hands()
        result = super().write(vals)
        after = self._get_hands()
        given = {
            ticket: (tiers, before[ticket][1] | before[ticket][2])
            for ticket in self
            if (tiers := self._get_giving_tiers(before[ticket], after[ticket]))
        }
        if given:
            self._drop_followers(given)
        return result

    def _get_hands(self):
        # sudo: whose hands a case is in decides, whoever may see the teams.
        return {
            ticket: (ticket.tier, ticket.team_id, ticket.reseller_team_id)
            for ticket in self.sudo()
        }

    def _get_giving_tiers(self, before, after):
        """Give the tiers whose people had a case before and have it no longer."""
        tiers = {before[0]} if before[0] != after[0] else set()
        if before[2] and before[2] != after[2]:
            tiers.add("reseller")
        return tiers

    def _drop_followers(self, given):
        """Take off the followers who are people of the giving tiers.

        Those stay who work in the team that has the case now, or in the reseller team
        that owns it; helpdesk managers, who follow by their own choice; the contact;
        and everybody who works in no tier.

        :param dict given: ``{ticket: (giving tiers, giving teams)}``
        """
        # sudo: who hands a case over need not see who follows it, or who works where.
        tickets = self.browse(ticket.id for ticket in given).sudo()
        followers = self.env["mail.followers"].sudo()
        followers = followers.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", tickets.ids),
                ("partner_id.user_ids.share", "=", False),
            ]
        )
        people = {
            tier: set(users_of(self.env.ref(group).sudo()).ids)
            for tier, group in GROUP_OF_TIER.items()
        }
        managers = set(users_of(self.env.ref(MANAGER_GROUP).sudo()).ids)
        members = {
            team: set(team._get_members().ids)
            for team in tickets.team_id | tickets.reseller_team_id
        }
        leaving = followers.browse()
        for follower in followers:
            ticket = tickets.browse(follower.res_id)
            tiers, teams = given[ticket]
            users = set(follower.partner_id.user_ids.ids)
            giving = set(teams.user_ids.ids).union(
                *(people[tier] for tier in tiers if tier in people)
            )
            staying = managers.union(
                *(members[team] for team in ticket.team_id | ticket.reseller_team_id)
            )
            if (
                users & giving
                and not users & staying
                and follower.partner_id != ticket.partner_id
            ):
                leaving |= follower
        leaving.unlink()
