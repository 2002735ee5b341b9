from odoo import _, api, models
from odoo.exceptions import AccessError
from odoo.service import model as service

from ...policies.machines import is_unanswerable
from ..context import UNANSWERABLE, saying
from ..locks import wait_patiently
from ..readers.mail_message import TICKET


class MailThread(models.AbstractModel):
    """Where e-mail comes in, whatever it is for."""

    _inherit = "mail.thread"

    @api.model
    def message_process(self, model, message, *args, **kwargs):
        """Take no e-mail from resellers' and clients' logins: its text says who wrote
        it, so that they would write in anybody's name, on any document.
        """
        if not self._is_mail_gateway() and self.env.user._is_party():
            self._refuse_as_gateway()
        process = super().message_process
        message = self._read_source(message)

        def take():
            # Who is refused an e-mail for being in the way sends it back, or loses it.
            wait_patiently(self.env)
            if self._is_taken_already(message):
                return False
            # Of what it stops as a loop Odoo says nothing, which no XML-RPC can tell:
            # its script for mail servers would send the e-mail back.
            return process(model, message, *args, **kwargs) or False

        if not self.env.context.get("default_fetchmail_server_id"):
            # Whatever calls it tries again where somebody was faster.
            return take()
        # Odoo would mark it as read, and commits after each e-mail that it fetches.
        return service.retrying(take, self.env)

    @api.model
    def _routing_check_route(self, message, message_dict, route, raise_exception=True):
        """Accept e-mail to a ticket from who takes part in it, and answer to others."""
        if route[0] == TICKET:
            self.env[TICKET]._name_sender(message, message_dict)
        route = super()._routing_check_route(
            message, message_dict, route, raise_exception=raise_exception
        )
        if not route or route[0] != TICKET:
            return route
        if not self._is_mail_gateway():
            self._refuse_as_gateway()
        ticket = self.env[TICKET].browse(route[1] or [])
        if not ticket:
            ticket = ticket._find_numbered(message_dict)
            route = (route[0], ticket.id, *route[2:])
        if not ticket:
            return route
        if not ticket._accept_mail(message, message_dict, route[4]):
            # For Odoo, False is what has been dealt with.
            return False
        return ticket._route_mail(message_dict, route)

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Name as addressed only who takes part in the ticket, and answer no machine.

        Odoo writes all of To and Cc on the message, and who is on it may read it.
        """
        if any(route[0] == TICKET for route in routes or ()):
            message_dict["partner_ids"] = []
            self.env[TICKET]._unpack_mail(message_dict)
            self.env[TICKET]._fit_mail(message_dict)
            # Sent to several of our addresses, it is one word on a ticket all the same.
            routes = list(
                {
                    (route[0], route[1] or f"new {index}"): route
                    for index, route in enumerate(routes)
                }.values()
            )
        thread = saying(self, UNANSWERABLE) if is_unanswerable(message) else self
        return super(MailThread, thread)._message_route_process(
            message, message_dict, routes
        )

    def _get_notify_valid_parameters(self):
        """Take from an e-mail to a ticket and to something else what tickets ask of
        it.
        """
        return super()._get_notify_valid_parameters() | {"is_automatic_mail"}

    @api.model
    def _is_mail_gateway(self):
        """Return whether e-mail is handed in by the server, or by an administrator's
        login as Odoo's script for mail servers does.
        """
        return self.env.su or self.env.user.has_group("base.group_system")

    @api.model
    def _refuse_as_gateway(self):
        raise AccessError(
            _(
                "E-mails come in from the mail server alone, as anybody's name could "
                "stand on them. Write on the ticket instead."
            )
        )
