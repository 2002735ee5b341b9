from odoo import models

from ...compat import users_of
from ..context import FOLLOWING, PARTIES_ONLY, says
from ..groups import GROUP_OF_TIER, MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """Who stops following a ticket when it changes hands."""

    _inherit = "helpdesk.ticket"

    def _let_followers_go(self, plan):
        """Unsubscribe the people of a tier that gives a ticket away, and of a reseller
        that another one replaces.

        :param plan: WritePlan
        """
        given = {
            ticket: (tiers, before.team | before.reseller)
            for ticket, before in plan.before.items()
            if (tiers := ticket._get_giving_tiers(before))
        }
        if given:
            self._drop_followers(given)

    def _get_giving_tiers(self, before):
        """Return the tiers whose people had a ticket before and have it no longer.

        :param before: Place
        """
        # sudo: whose hands a ticket is in decides, no matter who may see the teams.
        ticket = self.sudo()
        tiers = {before.tier} if before.tier != ticket.tier else set()
        if before.reseller and before.reseller != ticket.reseller_team_id:
            tiers.add("reseller")
        return tiers

    def _drop_followers(self, given):
        """Take off the followers who are people of the giving tiers.

        Those stay who work in the team that has the ticket now, or in the reseller team
        that owns it; helpdesk managers, who follow by their own choice; the contact;
        and everybody who works in no tier.

        :param dict given: ``{ticket: (giving tiers, giving teams)}``
        """
        # sudo: who hands a ticket over need not see who follows it, or who works where.
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

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        if says(self, FOLLOWING):
            return True
        if says(self, PARTIES_ONLY) and partner_ids:
            partners = self.env["res.partner"].browse(partner_ids)
            partner_ids = self._get_parties(partners).ids
        return super().message_subscribe(partner_ids, subtype_ids)
