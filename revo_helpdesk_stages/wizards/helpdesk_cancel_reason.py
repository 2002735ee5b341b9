from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..models.selections import CANCEL_REASONS
from ..policies.text import is_blank


class HelpdeskCancelReason(models.AbstractModel):
    """Why tickets are canceled, asked by each window that cancels some.

    Whoever says nothing but a text, as programs do, has another reason.
    """

    _name = "helpdesk.cancel.reason"
    _description = "Why Tickets Are Canceled"

    asks_why = fields.Boolean(compute="_compute_asks_why")
    why = fields.Selection(CANCEL_REASONS)
    duplicate_id = fields.Many2one("helpdesk.ticket", string="Duplicate of")
    original_domain = fields.Binary(compute="_compute_original_domain")

    @api.depends("ticket_ids", "stage_id")
    def _compute_asks_why(self):
        for wizard in self:
            # sudo: who cancels need not see the stage.
            wizard.asks_why = wizard.stage_id.sudo().phase == "canceled"

    @api.depends("ticket_ids")
    def _compute_original_domain(self):
        for wizard in self:
            tickets = wizard.ticket_ids._origin
            wizard.original_domain = (
                tickets._get_duplicate_domain() if tickets else False
            )

    def _says_why(self):
        """Return whether the choice alone says why."""
        return self.asks_why and self.why in ("duplicate", "mistake")

    def _check_why(self):
        """Check that it is known of which ticket these are duplicates.

        :raises UserError: where none is chosen, and for a ticket of others
        """
        if not self.asks_why or self.why != "duplicate":
            return
        if not self.duplicate_id:
            raise UserError(
                _(
                    "No ticket is chosen yet that goes on. Choose it, and press the "
                    "button again."
                )
            )
        # Before anything of it is read.
        self.ticket_ids._check_duplicates_of(self.duplicate_id)

    def _has_reason(self):
        """Return whether there is something to post where no text is asked for."""
        return self.asks_why and (self._says_why() or not is_blank(self.body))

    def _get_reason_text(self, body):
        """Return a text with the reason that was chosen before it.

        :param body: html
        """
        if not self._says_why():
            return body
        said = _("Opened by mistake")
        if self.why == "duplicate":
            said = _("Duplicate of %s", self.duplicate_id.number)
        return Markup("<p>%s</p>%s") % (said, "" if is_blank(body) else body)

    def _prepare_duplicate(self):
        """Return the values that note of which ticket these are duplicates."""
        if not self.asks_why or self.why != "duplicate":
            return {}
        return {"duplicate_id": self.duplicate_id.id}
