from contextlib import nullcontext

from odoo import fields, models

from ...compat import names_groups
from ..groups import MANAGER_GROUP


class ResUsers(models.Model):
    """Who is on leave, and who leaves."""

    _inherit = "res.users"

    def _handing_over(self, vals):
        """Return the context in which values are written that may take these users out
        of teams.
        """
        if not (names_groups(vals) or {"active", "helpdesk_team_ids"} & vals.keys()):
            return nullcontext()
        # Who has no part in the line leaves nothing behind, and notices nothing.
        people = self.filtered(
            lambda user: user._get_line_role() in ("reseller", "staff")
        )
        if not people:
            return nullcontext()
        return self.env["helpdesk.ticket.team"]._handing_over(people)

    def _leave_for_good(self):
        """Hand over what these users have in all teams, before they go."""
        teams = self.env["helpdesk.ticket.team"]
        left = teams._get_teams_of(self)
        # Who is no member of a direct team may have some of its tickets all the same.
        for team, users in self._get_direct_holders().items():
            left[team] = left.get(team, users.browse()) | users
        if left:
            teams._tell_of_left(left, teams._hand_over(left, self))

    def _get_direct_holders(self):
        """Return who of these users has open tickets of direct teams.

        :return: ``{team: res.users}``
        """
        # sudo: who manages users need not see their tickets.
        held = (
            self.env["helpdesk.ticket"]
            .sudo()
            .search(
                [
                    ("team_id.tier", "=", "direct"),
                    ("user_id", "in", self.ids),
                    ("closed", "=", False),
                ]
            )
        )
        return {team: some.user_id for team, some in held.grouped("team_id").items()}

    def _pick_managers(self):
        """Return those of these users who manage the helpdesk, and are there."""
        return self.filtered(
            lambda user: user.active
            and not user.share
            and user.has_group(MANAGER_GROUP)
        )

    def _get_absent(self):
        """Return those of these users who have a leave of their own now.

        Public holidays keep nobody from being assigned: all would be away at once.
        """
        now = fields.Datetime.now()
        # sudo: who is away is no secret from the server, but leaves are.
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("resource_id.user_id", "in", self.ids),
                    ("time_type", "=", "leave"),
                    ("date_from", "<=", now),
                    ("date_to", ">=", now),
                ]
            )
        )
        return leaves.resource_id.user_id.with_env(self.env) & self
