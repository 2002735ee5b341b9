from odoo import api, models
from odoo.tools import email_normalize

from ..mail.mail_message import GIVEN_UP
from .helpdesk_integrator_request import (
    HelpdeskIntegratorRequest as DefinedHelpdeskIntegratorRequest,
)


class HelpdeskIntegratorRequest(models.Model):
    """A request that does not arrive is told to who has the case."""

    _inherit = DefinedHelpdeskIntegratorRequest._name

    @api.model
    def _note_bounce(self, message, address):
        """Note that a request has come back.

        :param message: mail.message record with sudo, of whatever model
        :param address: normalized, of whom it was sent to
        """
        if message.model != self._name:
            return
        # sudo: the gateway notes what becomes of everybody's e-mails.
        request = self.sudo().browse(message.res_id).exists()
        if request and request.integrator_id._knows(email_normalize(address or "")):
            request._note_undelivered()

    def _note_undelivered(self):
        """Mark these requests as not delivered, and tell who has their cases."""
        self.write({"is_undelivered": True})
        self._tell_owners(GIVEN_UP)
