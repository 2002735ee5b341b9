from odoo import models

from ...compat import groups_of
from ..context import FOLLOWING, PARTIES_ONLY, says
from ..groups import GROUP_OF_TIER, MANAGER_GROUP, TICKET_USERS


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
        followers = followers.search_fetch(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", tickets.ids),
                ("partner_id.user_ids.share", "=", False),
            ],
            ["res_id", "partner_id"],
        )
        # Of one record set, so that all are read at once.
        of_id = {ticket.id: ticket for ticket in tickets}
        gone = followers.filtered(
            lambda follower: of_id[follower.res_id]._is_left_by(
                follower.partner_id, *given[of_id[follower.res_id]]
            )
        )
        tickets._take_off(gone)

    def _take_off(self, followers):
        """Take followers off tickets.

        :param followers: mail.followers records with sudo
        """
        if not followers:
            return
        # SQL: `unlink` looks for properties, defaults, files and names of followers,
        # which have none, and forgets all that the transaction has read: a hand-off
        # would read its ticket, teams and people once more.
        self.env.cr.execute(
            "DELETE FROM mail_followers WHERE id IN %s", [tuple(followers.ids)]
        )
        followers.invalidate_recordset(flush=False)
        self.invalidate_recordset(
            ["message_follower_ids", "message_partner_ids", "message_is_follower"],
            flush=False,
        )

    def _is_left_by(self, partner, tiers, teams):
        """Return whether a follower goes with the tiers that give the ticket away.

        The groups of each follower are looked at, which Odoo reads for all of them at
        once: lists of all the people of a group are long.

        :param partner: res.partner record with sudo
        :param set tiers: those that give it away
        :param teams: the teams that had it
        """
        self.ensure_one()
        # Ids, which are kept; records would be asked for whether they are still there.
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        group_of = {tier: to_id(group) for tier, group in GROUP_OF_TIER.items()}
        present = self.team_id | self.reseller_team_id
        staying = {
            to_id(MANAGER_GROUP),
            *(
                group_of.get(t.tier, to_id(TICKET_USERS))
                for t in present
                if t._has_open_membership()
            ),
        }
        giving = {group_of.get(tier) for tier in tiers}
        users = partner.user_ids
        groups = set(groups_of(users).ids)
        goes = users & teams.user_ids or groups & giving
        stays = (
            partner == self.partner_id or users & present.user_ids or groups & staying
        )
        return bool(goes and not stays)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        if says(self, FOLLOWING):
            return True
        if says(self, PARTIES_ONLY) and partner_ids:
            partners = self.env["res.partner"].browse(partner_ids)
            partner_ids = self._get_parties(partners).ids
        return super().message_subscribe(partner_ids, subtype_ids)
