from odoo import http

from ..policies.form_input import to_id, to_text
from .portal_ticket import TicketPagePortal


class TicketEffortPortal(TicketPagePortal):
    """A client who is asked says how easy it was."""

    @http.route(
        "/my/ticket/<int:ticket_id>/effort",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_effort(self, ticket_id, **kw):
        face, text = to_id(kw.get("face")), to_text(kw.get("text"))
        return self._act(
            ticket_id,
            "effort",
            lambda ticket: ticket._say_effort_as_client(face, text),
            text,
        )

    @http.route(
        "/my/ticket/<int:ticket_id>/effort",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def portal_ticket_effort_unsent(self, ticket_id, **kw):
        """Show the page to who was logged out when the form was sent."""
        return self.portal_ticket_unsent(ticket_id, "effort")
