from odoo import _, api, models
from odoo.tools import SQL

from ...compat import append_to_query
from ..context import UNSEALED, saying
from .scope import TICKET


class PrivacyLookupWizard(models.TransientModel):
    """Odoo's own search for what there is of a person."""

    _inherit = "privacy.lookup.wizard"

    def _get_query(self):
        """Find also the tickets of who wrote from an address, and is no contact."""
        return append_to_query(
            super()._get_query(),
            SQL(
                """
                UNION ALL
                SELECT %s AS res_model_id, id AS res_id, active AS is_active
                  FROM helpdesk_ticket
                 WHERE partner_id IS NULL
                   AND (partner_email ILIKE %s OR partner_name ILIKE %s)
                """,
                self.env["ir.model"]._get_id(TICKET),
                f"%{self.email.strip()}%",
                self.name.strip(),
            ),
        )


class PrivacyLookupWizardLine(models.TransientModel):
    """What is deleted or archived there leaves nothing of the person on tickets."""

    _inherit = "privacy.lookup.wizard.line"

    def action_unlink(self):
        forgotten = self._forget()
        # No trace of what a deleted text said.
        result = super(PrivacyLookupWizardLine, saying(self, UNSEALED)).action_unlink()
        self._tell_forgotten(forgotten)
        return result

    @api.onchange("is_active")
    def _onchange_is_active(self):
        result = super()._onchange_is_active()
        archived = self.filtered(lambda line: not line.is_active)
        archived._tell_forgotten(archived._forget())
        return result

    def _forget(self):
        """Take clients out of their tickets, and tickets' contacts out of those.

        :return: helpdesk.ticket records from which somebody was taken out
        """
        # sudo: the administrator who looks up need not work on tickets.
        ids = {name: [] for name in ("res.partner", TICKET)}
        for line in self.filtered(lambda line: line.res_model in ids):
            ids[line.res_model].append(line.res_id)
        contacts = self.env["res.partner"].sudo().browse(ids["res.partner"]).exists()
        tickets = self.env[TICKET].sudo().browse(ids[TICKET]).exists()
        found = tickets.browse()
        if contacts:
            found |= contacts._forget_on_tickets().tickets
        if tickets:
            found |= tickets.partner_id._forget_on_tickets(tickets).tickets
        return found

    def _tell_forgotten(self, tickets):
        """Note what was done, in the log that Odoo writes of it."""
        for line in self if tickets else ():
            done = _("forgotten on %s tickets", len(tickets))
            line.execution_details = f"{line.execution_details} ({done})"
