from odoo import http
from odoo.http import request

from ..policies.form_input import to_choice, to_id
from .portal_ticket import TicketPagePortal


class TicketPeoplePortal(TicketPagePortal):
    """A client's contact person says which tickets the company's people see."""

    @http.route(
        "/my/tickets/people",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
    )
    def portal_ticket_people(self, **kw):
        user = request.env.user
        if not user._is_ticket_contact():
            raise request.not_found()
        refusal = ""
        if request.httprequest.method == "POST":
            refusal = self._get_refusal(lambda: self._choose_access(kw), True)
            if not refusal:
                return request.redirect("/my/tickets/people", code=303)
        return request.render(
            "revo_helpdesk_stages.portal_people",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "ticket_people",
                "people": user._get_ticket_people(),
                "refusal": refusal,
            },
            status=422 if refusal else 200,
        )

    @http.route(
        "/my/ticket/<int:ticket_id>/name",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_ticket_name(self, ticket_id, **kw):
        contact_id, is_named = to_id(kw.get("contact_id")), bool(kw.get("is_named"))
        return self._act(
            ticket_id,
            "name",
            lambda ticket: ticket._name_as_client(contact_id, is_named),
            is_repeatable=True,
        )

    @http.route(
        "/my/ticket/<int:ticket_id>/name",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def portal_ticket_name_unsent(self, ticket_id, **kw):
        """Show the page to who was logged out when the form was sent."""
        return self.portal_ticket_unsent(ticket_id, "name")

    def _choose_access(self, kw):
        """Choose for one of the company's people which tickets it sees.

        :raises AccessError: for anybody else
        """
        people = request.env["res.partner"].browse(to_id(kw.get("contact_id")) or [])
        access = to_choice(kw.get("access"), ("own", "company"))
        # sudo: the contact's own method says who may choose it.
        people.sudo().exists()._choose_ticket_access(access)
