from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ...policies.agreements import HOURS_BY_PHASE


class HelpdeskTicketTeam(models.Model):
    """How soon a team has agreed to act on what others hand over to it.

    Source: issue 19, point 7.
    """

    _inherit = "helpdesk.ticket.team"

    take_hours = fields.Float(
        string="Hours to take",
        help="How soon somebody of the team begins with a ticket that has come into "
        "its backlog. Agreed when the ticket comes: who changes it later changes what "
        "comes then. 0: nothing is agreed.",
    )
    solve_hours = fields.Float(
        string="Hours to return or solve",
        help="How soon a ticket that somebody has begun with goes on: solved, or back "
        "to whom it came from. 0: nothing is agreed.",
    )
    confirm_hours = fields.Float(
        string="Hours to confirm",
        help="How soon the team tries what others have solved. 0: nothing is agreed.",
    )

    @api.constrains(*HOURS_BY_PHASE.values())
    def _check_agreed_hours(self):
        for team in self:
            if min(team._get_agreed_hours().values()) < 0:
                raise ValidationError(
                    _(
                        "What %s has agreed on cannot be negative hours. Set 0 where "
                        "nothing is agreed.",
                        team.name,
                    )
                )

    def _get_agreed_hours(self):
        """Return the hours by their names, none for no team."""
        # sudo: who moves a ticket need not see where it goes.
        team = self.sudo()
        return {name: team[name] for name in HOURS_BY_PHASE.values()}

    def _has_agreed(self):
        """Return whether the team has agreed on anything."""
        return any(self._get_agreed_hours().values())
