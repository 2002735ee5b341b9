from odoo import api, fields, models

from ..groups import TICKET_USERS


class ResUsers(models.Model):
    """In which teams somebody works, for domains: the teams' own methods say so."""

    _inherit = "res.users"

    works_in_teams = fields.Boolean(
        string="Works in teams",
        compute="_compute_works_in_teams",
        search="_search_works_in_teams",
        groups=TICKET_USERS,
        help="Works in a team of the helpdesk: on its list of members, or with the "
        "rights for one that has no list.",
    )

    @api.depends("helpdesk_team_ids")
    def _compute_works_in_teams(self):
        working = self._get_working()
        for user in self:
            user.works_in_teams = user._origin in working

    @api.model
    def _search_works_in_teams(self, operator, value):
        if operator not in ("=", "!=", "in", "not in"):
            raise NotImplementedError
        asked = value if isinstance(value, bool) else True in value
        is_in = asked == (operator in ("=", "in"))
        return [("id", "in" if is_in else "not in", self._get_working().ids)]

    @api.model
    def _get_working(self):
        """Return who works in any team, and is there."""
        # sudo: a reseller's people see no other teams; only who is asked for is told.
        teams = self.env["helpdesk.ticket.team"].sudo().search([])
        return self.browse().union(*(team._get_members() for team in teams))

    def _get_membership_domain(self):
        """Return the domain of the tickets that stand with a team where a user works.

        The rules of access ask for it: groups may be asked here, teams are followed as
        relations. To whom a team shows its tickets another rule says.
        """
        self.ensure_one()
        open_tiers = self.env["helpdesk.ticket.team"]._get_open_tiers(self.has_group)
        # Who has left makes no list.
        without_list = [
            ("tier", "in", open_tiers),
            ("user_ids", "not any", [("active", "=", True)]),
        ]
        return [
            "|",
            ("team_id.user_ids", "in", self.ids),
            ("team_id", "any", without_list),
        ]
