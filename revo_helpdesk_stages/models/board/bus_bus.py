from odoo import api, models

from ...policies.board_changes import keep_readable


class BusBus(models.Model):
    _inherit = "bus.bus"

    @api.model
    def _poll(self, *args, **kwargs):
        """Leave out what the reader may not see at the moment of delivery: who has left
        a team is subscribed to it for as long as the connection lasts.
        """
        return keep_readable(
            super()._poll(*args, **kwargs), self._find_readable_tickets
        )

    @api.model
    def _find_readable_tickets(self, ids):
        # The connection knows nothing of the companies that are chosen on the screen.
        companies = self.env.user.company_ids.ids
        tickets = self.env["helpdesk.ticket"].with_context(
            allowed_company_ids=companies, active_test=False
        )
        return tickets.search([("id", "in", ids)]).ids
