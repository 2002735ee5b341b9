from odoo import http
from odoo.http import request

from odoo.addons.revo_helpdesk_stages.controllers.portal_intake import (
    TicketIntakePortal,
)
from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

_SAID = ("product", "version", "device")


class TicketProductPortal(TicketIntakePortal):
    """The form of a new ticket asks for product, version and device, where the team
    wants it.
    """

    @http.route()
    def create_new_ticket(self, **kw):
        response = super().create_new_ticket(**kw)
        # What the app says in the address of the page.
        known = {name: to_text(kw.get(name)) for name in _SAID if kw.get(name)}
        response.qcontext.update(
            products=request.env["helpdesk.ticket"]._get_client_products(),
            typed={**response.qcontext["typed"], **known},
        )
        return response

    def _get_typed_names(self):
        return [*super()._get_typed_names(), *_SAID]

    def _prepare_submit_ticket_vals(self, **kw):
        vals = super()._prepare_submit_ticket_vals(**kw)
        tickets = request.env["helpdesk.ticket"]
        return {**vals, **tickets._prepare_client_product(kw)}
