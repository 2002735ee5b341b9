from odoo import api, models


class MailThread(models.AbstractModel):
    """What integrators write by e-mail is led to their own conversations."""

    _inherit = "mail.thread"

    @api.model
    def _route_to_integrators(self, message, message_dict):
        """Return where an e-mail of an integrator goes, ``None`` for any other.

        Asked before Odoo looks at addresses: an answer that is sent to an address of
        tickets as well would become one.
        """
        if message_dict.get("is_bounce"):
            return None
        return self.env["helpdesk.integrator.request"]._route_mail(
            message, message_dict
        )
