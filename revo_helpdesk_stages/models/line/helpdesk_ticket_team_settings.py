from odoo import _, models
from odoo.exceptions import ValidationError

# What other addons let a team do by itself and the line does in its own way, with the
# value that leaves it to the line: who gets a ticket, where it goes when the client or
# an activity answers, when it is closed, and who may be its client.
LEFT_TO_THE_LINE = {
    "activity_stage_id": False,
    "allow_set_activity": False,
    "allowed_partner_ids": False,
    "assign_method": "manual",
    "autoupdate_ticket_stage": False,
    "close_inactive_tickets": False,
    "default_partner_id": False,
    "is_unique_partner": False,
}


class HelpdeskTicketTeam(models.Model):
    """Two sets of rules for the same tickets would undo each other, or refuse what a
    client says: a team of the line has its own alone.
    """

    _inherit = "helpdesk.ticket.team"

    def _validate_fields(self, field_names, excluded_names=()):
        result = super()._validate_fields(field_names, excluded_names)
        known = LEFT_TO_THE_LINE.keys() & self._fields.keys()
        if known and not {*known, "assignment_method", "pipeline"}.isdisjoint(
            field_names
        ):
            self._check_settings_of_others(known)
        return result

    def _check_settings_of_others(self, names):
        """Check that other addons have no rules of theirs for teams of the line, and
        that each team has one method of assignment.

        :param names: of the fields of others that there are
        :raises ValidationError: naming the team and the settings
        """
        for team in self:
            checked = names
            if team.pipeline != "escalation":
                # Either of the two methods, where ours gives tickets to anybody.
                checked = names & ({"assign_method"} if team._deals() else set())
            refused = [
                name
                for name in sorted(checked)
                if (team[name] or False) != LEFT_TO_THE_LINE[name]
            ]
            if not refused:
                continue
            # sudo: what the fields are called, whoever may read them.
            labels = self.sudo().fields_get(refused, ["string"])
            raise ValidationError(
                _(
                    "%(team)s has its own rules for this, which would come into "
                    "conflict with: %(settings)s. Leave these empty, off or on "
                    "“Manually”, and use what the line has: its moves, Assignment, "
                    "and the closing of resolved tickets.",
                    team=team.name,
                    settings=", ".join(labels[name]["string"] for name in refused),
                )
            )
