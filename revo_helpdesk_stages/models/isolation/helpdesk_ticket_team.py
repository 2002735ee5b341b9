from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicketTeam(models.Model):
    """Who of the vendor's people sees the tickets of a team, for the rules of access.

    Resellers' people and clients see their own tickets, no matter who works on them.
    """

    _inherit = "helpdesk.ticket.team"

    visibility_user_ids = fields.Many2many(
        "res.users",
        "helpdesk_ticket_team_visibility_rel",
        "team_id",
        "user_id",
        string="Visible to",
        groups="helpdesk_mgmt.group_helpdesk_manager",
        help="Who sees the tickets while they stand with this team, besides its "
        "members, its leader and helpdesk managers. Leave it empty for everybody whose "
        "role lets them see these tickets.",
    )

    @api.constrains("visibility_user_ids")
    def _check_visibility(self):
        for team in self:
            outsiders = team.visibility_user_ids.filtered(
                lambda user: user.share or user._is_reseller_only()
            )
            if outsiders:
                raise ValidationError(
                    _(
                        "The tickets of %(team)s cannot be shown to %(users)s: "
                        "resellers' people and clients see their own tickets, and no "
                        "others. Choose employees, or add a reseller's person to its "
                        "team.",
                        team=team.name,
                        users=", ".join(outsiders.mapped("name")),
                    )
                )
