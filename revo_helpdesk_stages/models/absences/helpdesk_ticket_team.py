from odoo import api, fields, models

from ..groups import EMPLOYEES, MANAGER_GROUP, TICKET_USERS


class HelpdeskTicketTeam(models.Model):
    """When the members of a team are away, and who enters it."""

    _inherit = "helpdesk.ticket.team"

    absence_ids = fields.Many2many(
        "helpdesk.absence",
        string="Absences",
        compute="_compute_absence_ids",
        groups=TICKET_USERS,
    )
    keeps_absences = fields.Boolean(
        compute="_compute_keeps_absences",
        groups=EMPLOYEES,
        help="The present user enters and removes absences of the members.",
    )

    @api.depends("user_ids")
    @api.depends_context("uid")
    def _compute_absence_ids(self):
        """Show what the present user may see of who is away now or will be."""
        absences = self.env["helpdesk.absence"]
        for team in self:
            team.absence_ids = absences.search(
                [
                    ("user_id", "in", team._get_members().ids),
                    ("date_to", ">=", fields.Datetime.now()),
                ]
            )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_keeps_absences(self):
        manages = self.env.user.has_group(MANAGER_GROUP)
        for team in self:
            team.keeps_absences = manages or team.user_id == self.env.user

    def _get_kept_members(self):
        """Return the members whose absences the present user enters: who leads a
        reseller, those of its own people alone.
        """
        members = self._get_members()
        if self.env.user._is_reseller_only():
            return members.filtered(lambda user: user._is_reseller_only())
        return members

    def action_add_absence(self):
        """Ask who of the team is away, and when.

        :return: the action of the wizard
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_absence_entry_action"
        )
        action["context"] = {"default_team_id": self.id}
        return action
