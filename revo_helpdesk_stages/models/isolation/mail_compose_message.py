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
        if mailing and not self.env.su and self.env.user._is_party():
            raise AccessError(
                _("Write on the ticket: who reads it there is told of it.")
            )
        self._check_sender()
        return super()._action_send_mail(auto_commit=auto_commit)

    def _check_sender(self):
        """Check that resellers and clients write in their own name.

        :raises AccessError: for somebody else's name or address
        """
        user = self.env.user
        if self.env.su or not user._is_party():
            return
        if any(
            wizard.author_id - user.partner_id
            or not user._is_own_sender(wizard.email_from)
            for wizard in self
        ):
            raise AccessError(
                _(
                    "This is not in your own name. Leave author and sender as they "
                    "are, and say in the text for whom you write."
                )
            )
