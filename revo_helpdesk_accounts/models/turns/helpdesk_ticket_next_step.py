from odoo import models


class HelpdeskTicket(models.Model):
    """What waits for its turn is started before anything else is done."""

    _inherit = "helpdesk.ticket"

    def _get_usual_step(self, actors):
        if self.turn == "queued":
            # The button that starts it stands out instead.
            return 0, ""
        return super()._get_usual_step(actors)
