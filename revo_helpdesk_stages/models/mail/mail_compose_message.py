from odoo import models

from ..readers.mail_message import TICKET


class MailComposeMessage(models.TransientModel):
    """What is mailed about a ticket to nobody goes to its client's address."""

    _inherit = "mail.compose.message"

    def _prepare_mail_values_dynamic(self, res_ids):
        """Name the client's address where a template or a mailing names no recipient
        with one: the ticket has no contact, or one without an address.
        """
        result = super()._prepare_mail_values_dynamic(res_ids)
        if self.model != TICKET or self.composition_mode != "mass_mail":
            return result
        # sudo: the server sends, whoever lets it.
        tickets = self.env[TICKET].sudo().browse(res_ids)
        partners = self.env["res.partner"].sudo()
        for ticket in tickets:
            values = result[ticket.id]
            links = values.get("recipient_ids") or []
            people = partners.browse([link[1] for link in links])
            others = values.get("email_to") or values.get("email_cc")
            if not (others or any(people.mapped("email"))):
                address = ticket._get_client_address()
                if address:
                    values.update(email_to=address, recipient_ids=[])
        return result
