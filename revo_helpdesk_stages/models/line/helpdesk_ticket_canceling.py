from odoo import _, models
from odoo.exceptions import UserError


class HelpdeskTicket(models.Model):
    """Canceling from the Action menu, for one ticket or several."""

    _inherit = "helpdesk.ticket"

    def action_cancel(self):
        """Ask why these tickets are canceled, and then cancel them.

        :return: the action of the wizard
        :raises UserError: for tickets that cannot be canceled from where they stand
        """
        if len(set(self.mapped("pipeline"))) > 1:
            raise UserError(
                _(
                    "These tickets are of teams that cancel in different ways. Choose "
                    "tickets of one kind, and cancel the others afterwards."
                )
            )
        stages = self[:1].selectable_stage_ids
        if self[:1].pipeline == "escalation":
            # Also where it is not open: the refusal says what is.
            stages = stages.search([("pipeline", "=", "escalation")])
        stage = stages.filtered(lambda stage: stage.phase == "canceled")[:1]
        if not stage:
            raise UserError(
                _(
                    "The team has no stage for what is canceled. Move the ticket "
                    "instead."
                )
            )
        if self[:1].pipeline == "escalation":
            self._check_moves_open(stage)
        return self._get_move_wizard(stage)
