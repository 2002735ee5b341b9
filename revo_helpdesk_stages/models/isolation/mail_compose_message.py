from odoo import _, models
from odoo.exceptions import AccessError

from ..readers.mail_message import TICKET


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail(self, auto_commit=False):
        """Send no e-mail past the ticket for who works for a reseller.

        Odoo's mailing goes to any address with any sender, and nothing of it stands on
        the ticket.
        """
        mailing = any(
            wizard.model == TICKET and wizard.composition_mode == "mass_mail"
            for wizard in self
        )
        if mailing and not self.env.su and not self.env.user._is_vendor():
            raise AccessError(
                _("Write on the ticket: who reads it there is told of it.")
            )
        return super()._action_send_mail(auto_commit=auto_commit)
