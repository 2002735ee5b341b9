from odoo import models

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
        followers.filtered(
            lambda follower: tickets.browse(follower.res_id)._is_left_by(
                follower.partner_id, *given[tickets.browse(follower.res_id)]
            )
        ).unlink()

    def _is_left_by(self, partner, tiers, teams):
        """Return whether a follower goes with the tiers that give the ticket away.

        Each person is asked for: groups are known of who was asked before, and lists of
        all their people are long.

        :param set tiers: those that give it away
        :param teams: the teams that had it
        """
        self.ensure_one()
        users = partner.user_ids
        groups = [GROUP_OF_TIER[tier] for tier in tiers if tier in GROUP_OF_TIER]
        goes = any(
            user in teams.user_ids or any(map(user.has_group, groups)) for user in users
        )
        present = self.team_id | self.reseller_team_id
        stays = partner == self.partner_id or any(
            user.has_group(MANAGER_GROUP)
            or any(team._is_member(user) for team in present)
            for user in users
        )
        return goes and not stays

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        if says(self, FOLLOWING):
            return True
        if says(self, PARTIES_ONLY) and partner_ids:
            partners = self.env["res.partner"].browse(partner_ids)
            partner_ids = self._get_parties(partners).ids
        return super().message_subscribe(partner_ids, subtype_ids)
