from odoo import _, fields, models
from odoo.exceptions import UserError

from ..policies.text import is_blank


class HelpdeskTicketWait(models.TransientModel):
    """Say until when tickets wait, and why."""

    _name = "helpdesk.ticket.wait"
    _description = "Let Tickets Wait"

    ticket_ids = fields.Many2many(
        "helpdesk.ticket", "helpdesk_ticket_wait_rel", required=True, readonly=True
    )
    date = fields.Date(string="Wait until")
    reason = fields.Html(help="The client reads it, and so do reseller and vendor.")

    def action_apply(self):
        """Let all of the tickets wait, or none.

        :raises UserError: where day or reason are missing, for a day that is none, and
            for tickets of others
        """
        self.ensure_one()
        if not self.date:
            raise UserError(
                _("No day is chosen yet. Choose the one on which the work goes on.")
            )
        if is_blank(self.reason):
            raise UserError(
                _(
                    "Nothing is written yet under: %s. Write what the ticket waits "
                    "for: its client reads it.",
                    self.fields_get(["reason"])["reason"]["string"],
                )
            )
        self.ticket_ids._wait(self.date, self.reason)
        return {"type": "ir.actions.act_window_close"}
