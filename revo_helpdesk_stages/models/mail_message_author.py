from odoo import _, api, models
from odoo.exceptions import AccessError
from odoo.tools import email_normalize

from .mail_message import TICKET

_AUTHORSHIP = {"author_id", "author_guest_id", "email_from", "model", "res_id"}


class MailMessage(models.Model):
    """Whoever writes on a ticket writes in their own name."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._check_author()
        return messages

    def write(self, vals):
        result = super().write(vals)
        if _AUTHORSHIP & vals.keys():
            self._check_author()
        return result

    def _check_author(self):
        """Check that the present user wrote these, where they stand on a ticket.

        Looked at when they are stored, as values and author may come from the context,
        too. The server's own code writes for others: the mail gateway, the site.

        :raises AccessError: for a message in somebody else's name
        """
        if self.env.su:
            return
        user = self.env.user
        # sudo: who posts need not be allowed to read everything of what is posted.
        messages = self.sudo().filtered(lambda message: message.model == TICKET)
        if not messages:
            return
        own = {email_normalize(user.email), *messages._get_house_addresses(), False}
        if any(
            message.author_id != user.partner_id
            or email_normalize(message.email_from) not in own
            for message in messages
        ):
            raise AccessError(
                _(
                    "What stands on a ticket is in its author's own name. Leave author "
                    "and sender as they are, and say in the text for whom you write."
                )
            )

    def _get_house_addresses(self):
        """Give the addresses that stand for the house and for nobody's person."""
        tickets = self.env[TICKET].sudo().browse(self.mapped("res_id")).exists()
        companies = tickets.company_id | self.env.company.sudo()
        return {
            email_normalize(address)
            for address in [
                *companies.mapped("email"),
                *companies.mapped("catchall_email"),
                *tickets.team_id.alias_id.mapped("alias_full_name"),
            ]
        }
