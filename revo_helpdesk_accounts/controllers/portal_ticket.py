from odoo import _, http

from odoo.addons.revo_helpdesk_stages.controllers.portal_ticket import TicketPagePortal
from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

from ..policies.details import DETAILS
from .uploads import read_files


class TicketDetailsPortal(TicketPagePortal):
    """A client completes its ticket on its page."""

    @http.route(
        "/my/ticket/<int:ticket_id>/details",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_details(self, ticket_id, **kw):
        typed = {name: to_text(kw.get(name)) for name in DETAILS}
        pictures = read_files("screenshots")
        return self._act(
            ticket_id,
            "details",
            lambda ticket: ticket._complete_as_client(
                {**typed, "screenshots": pictures}
            ),
            "\n".join(filter(None, typed.values())),
            typed_details=typed,
            lost_files=bool(pictures),
        )

    @http.route(
        "/my/ticket/<int:ticket_id>/details",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def portal_ticket_details_unsent(self, ticket_id, **kw):
        """Show the page to who was logged out when the form was sent."""
        return self.portal_ticket_unsent(ticket_id, "details")

    def _get_done_texts(self, ticket):
        texts = super()._get_done_texts(ticket)
        thanks = _("Thank you: that saves questions, and time.")
        return {**texts, "details": thanks}

    def _render_ticket(self, ticket, access_token=None, status=200, **values):
        page = {
            "details_missing": ticket._get_details_missing(),
            "details_given": ticket._get_details_given(),
            "typed_details": {},
            "lost_files": False,
        }
        return super()._render_ticket(
            ticket, access_token, status, **{**page, **values}
        )
