from odoo import _, api, models
from odoo.exceptions import ValidationError

from ...compat import groups_of, users_of
from ..groups import (
    GROUP_OF_TIER,
    MANAGER_GROUP,
    TEAM_USERS,
    TICKET_USERS,
    VENDOR_GROUPS,
)

# With one of which groups somebody works in a team, by the tier of the team. One of the
# vendor's people may be listed with a reseller, and does its work there.
_WORKING = {
    "reseller": (GROUP_OF_TIER["reseller"], TEAM_USERS),
    "support": (GROUP_OF_TIER["support"], MANAGER_GROUP),
    "development": (GROUP_OF_TIER["development"], MANAGER_GROUP),
    "direct": (TICKET_USERS,),
}
# Whose people work in a team without a list of members, by the tier of the team.
_OPEN_TO = {
    "support": GROUP_OF_TIER["support"],
    "development": GROUP_OF_TIER["development"],
    "direct": TICKET_USERS,
}


class HelpdeskTicketTeam(models.Model):
    """Who is there in a team.

    Who is archived, deleted, taken off the list, logs in on the portal or has lost the
    role is nobody: wherever a person of a team is asked for, these methods are.
    """

    _inherit = "helpdesk.ticket.team"

    @api.constrains("user_id", "user_ids")
    def _check_members(self):
        for team in self:
            clients = (team.user_ids | team.user_id).filtered("share")
            if clients:
                raise ValidationError(
                    _(
                        "%(users)s cannot work in %(team)s: they log in on the portal, "
                        "as clients do. Make them internal users first, or choose "
                        "others.",
                        users=", ".join(clients.mapped("name")),
                        team=team.name,
                    )
                )

    def _has_open_membership(self):
        """Return whether everybody with the rights to works in the team.

        So it is for a vendor's team without a list of members: who has the group of the
        tier, and for a direct team who works with tickets at all. An empty reseller
        team has nobody: two resellers are competitors.
        """
        self.ensure_one()
        # Archived people are not shown in the list, nor do they make it one.
        team = self.with_context(active_test=True)
        return team.tier in _OPEN_TO and not team.user_ids

    def _get_members(self):
        """Return the users who work in the team, and are there."""
        self.ensure_one()
        # sudo: a reseller's ticket stands with teams that the reseller may not see.
        team = self.sudo()
        if team._has_open_membership():
            users = users_of(self.env.ref(_OPEN_TO[team.tier]).sudo())
        else:
            users = team.user_ids
        return team._pick_working(users).with_env(self.env)

    def _is_member(self, user):
        """Return whether a user works in the team and is there, at the price of one
        user.
        """
        self.ensure_one()
        # sudo: a reseller's ticket stands with teams that the reseller may not see.
        team, user = self.sudo(), user.sudo()
        return team._lists(user) and team._admits(user, user.has_group)

    def _keeps(self, user):
        """Return whether who has a ticket keeps it when it comes to the team.

        A direct team without members keeps nobody, as helpdesk_mgmt has it.
        """
        self.ensure_one()
        # sudo: a reseller's ticket stands with teams that the reseller may not see.
        team, user = self.sudo(), user.sudo()
        return (team.tier != "direct" or team._names(user)) and team._is_member(user)

    def _pick_members(self, users):
        """Return those of some users who work in the team and are there, at the price
        of all at once.
        """
        self.ensure_one()
        # sudo: a reseller's ticket stands with teams that the reseller may not see.
        team = self.sudo()
        return team._pick_working(users.sudo().filtered(team._lists)).with_env(self.env)

    def _pick_holders(self, users):
        """Return those of some users who may have a ticket of the team.

        A direct team's tickets may be given to others, too, who have access to them.
        """
        self.ensure_one()
        # sudo: a reseller's ticket stands with teams that the reseller may not see.
        if self.sudo().tier != "direct":
            return self._pick_members(users)
        return self.sudo()._pick_working(users.sudo()).with_env(self.env)

    def _get_leader(self):
        """Return the leader of the team who is there, nobody where that one is not.

        Who leads a reseller reads its tickets as one of its people, or as a manager.
        """
        # sudo: asked by the server, whichever team it is.
        team = self.sudo()
        leader = team.user_id.filtered(lambda user: user.active and not user.share)
        readers = MANAGER_GROUP if team.tier == "reseller" else TICKET_USERS
        return leader.filtered(
            lambda user: user.has_group(readers) or team._is_member(user)
        )

    def _lists(self, user):
        """Return whether the team names a user as one of its members, or nobody.

        The teams of one user are asked, not the users of a team, who may be many.
        """
        return self._names(user) or self._has_open_membership()

    def _names(self, user):
        return self in user.with_context(active_test=False).helpdesk_team_ids

    def _pick_working(self, users):
        """Return those of some users who have the groups to work in the team."""
        if len(users) == 1:
            # Odoo remembers the groups of each user that it was asked for.
            return users.filtered(lambda user: self._admits(user, user.has_group))
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        return users.filtered(
            lambda user: self._admits(
                user, lambda group: to_id(group) in groups_of(user)._ids
            )
        )

    def _admits(self, user, has_group):
        """Return whether a user is there, with the role that the team works in.

        A hook for other addons.

        :param user: res.users record with sudo
        :param has_group: called with the xml id of a group, says whether the user is in
            it
        """
        if not user.active or user.share:
            return False
        if self.tier == "direct" and self._is_kept_out(has_group):
            return False
        # Who is there and named makes it a list.
        if self._names(user) or not self._has_open_membership():
            return any(has_group(group) for group in _WORKING[self.tier])
        return self.tier in self._get_open_tiers(has_group) and (
            self.tier != "direct" or self._is_open_to(user, has_group(MANAGER_GROUP))
        )

    @api.model
    def _is_kept_out(self, has_group):
        """Return whether somebody has no part in direct teams: who works for a reseller
        alone.

        :param has_group: as for :meth:`_admits`
        """
        return has_group(GROUP_OF_TIER["reseller"]) and not any(
            has_group(group) for group in VENDOR_GROUPS
        )

    @api.model
    def _get_open_tiers(self, has_group):
        """Return the tiers in whose teams without a list somebody works.

        :param has_group: as for :meth:`_admits`
        """
        return [
            tier
            for tier, group in _OPEN_TO.items()
            if has_group(group)
            and not (tier == "direct" and self._is_kept_out(has_group))
        ]

    def _is_open_to(self, user, is_manager):
        """Return whether the tickets of a direct team are also for a user's eyes."""
        watching = self.visibility_user_ids
        is_seeing = not watching or user in watching | self.user_id or is_manager
        return is_seeing and (
            not self.company_id or self.company_id in user.company_ids
        )
