from odoo import api, models

from .helpdesk_ticket_integrators import REQUEST


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
        return self.env[REQUEST]._route_mail(message, message_dict)

    @api.model
    def _message_parse_post_process(self, message, message_dict, routes):
        """Look for no authors and recipients besides those that were settled with the
        route, as 19.0 does.
        """
        if any(route[0] == REQUEST for route in routes or ()):
            return {}
        return super()._message_parse_post_process(message, message_dict, routes)
