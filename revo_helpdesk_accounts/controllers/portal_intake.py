from odoo import http
from odoo.http import request

from odoo.addons.revo_helpdesk_stages.controllers.portal_intake import (
    TicketIntakePortal,
)

from ..policies.details import DETAILS
from .uploads import read_files


class TicketRequestPortal(TicketIntakePortal):
    """The form of a new ticket asks for what spares questions later."""

    @http.route()
    def create_new_ticket(self, **kw):
        response = super().create_new_ticket(**kw)
        # sudo: what clients may choose from, and what is asked of them.
        tickets = request.env["helpdesk.ticket"].sudo()
        response.qcontext.update(
            types_asked=tickets._get_types_asked(),
            details_asked=tickets._get_details_asked(),
            priorities=tickets._get_priority_choices(),
            usual_priority=tickets.default_get(["priority"]).get("priority"),
            reasons=tickets._get_immediate_reasons(),
            lost_files=False,
        )
        return response

    @http.route()
    def submit_ticket(self, **kw):
        response = super().submit_ticket(**kw)
        if response.status_code == 422:
            chosen = request.httprequest.files.values()
            response.qcontext["lost_files"] = any(file.filename for file in chosen)
        return response

    def _get_typed_names(self):
        asked = ["reported_type", "priority", "immediate_reason_id"]
        return [*super()._get_typed_names(), *asked, *DETAILS]

    def _get_typed_of(self, followed):
        typed = super()._get_typed_of(followed)
        if followed.reported_type:
            typed["reported_type"] = followed.reported_type
        return typed

    def _prepare_submit_ticket_vals(self, **kw):
        vals = super()._prepare_submit_ticket_vals(**kw)
        answers = {**kw, "screenshots": read_files("screenshots")}
        # sudo: clients may not read the choices, which are checked here.
        tickets = request.env["helpdesk.ticket"].sudo()
        return {**vals, **tickets._prepare_client_request(answers)}
