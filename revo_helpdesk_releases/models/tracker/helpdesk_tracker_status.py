from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTrackerStatus(models.Model):
    """What a status of development's tracker means for tickets."""

    _name = "helpdesk.tracker.status"
    _description = "Tracker Status"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(
        string="Status in the tracker",
        required=True,
        help="As the tracker writes it; capitals do not matter.",
    )
    stage_id = fields.Many2one(
        "helpdesk.ticket.stage",
        string="Moves tickets to",
        ondelete="cascade",
        domain="[('pipeline', '=', 'escalation'), '|', ('tier', '=', 'development'), "
        "'&', ('tier', '=', 'support'), ('phase', '=', 'in_progress')]",
        help="One of development's stages, or back to support. Empty: the status is "
        "shown, and nothing moves.",
    )

    @api.constrains("name")
    def _check_name(self):
        known = {}
        for status in self.search([], order="id"):
            twin = known.setdefault(status._get_key(), status)
            if not status._get_key():
                raise ValidationError(
                    _("The status has no name. Write it as the tracker does.")
                )
            if twin != status:
                raise ValidationError(
                    _(
                        "The status %s is in the table already. Change that line "
                        "instead: capitals do not matter.",
                        twin.name,
                    )
                )

    @api.constrains("stage_id")
    def _check_stage(self):
        for status in self.filtered("stage_id"):
            stage = status.stage_id
            if stage.tier == "development" or (
                stage.tier == "support" and stage.phase == "in_progress"
            ):
                continue
            raise ValidationError(
                _(
                    "Development's tracker does not move tickets to %s. Choose one of "
                    "development's stages, or the one in which support works.",
                    stage.name,
                )
            )

    @api.model
    def _find(self, name):
        """Return the line of a status, an empty one where there is none.

        :param str name: as the tracker writes it
        """
        key = name.strip().casefold()
        return self.search([]).filtered(lambda status: status._get_key() == key)[:1]

    def _get_key(self):
        return (self.name or "").strip().casefold()
