from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController
from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk


class SupportLinePortal(CustomerPortalHelpdesk):
    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        """Offer the client only the closing stages that are open to it from here."""
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        if ticket.pipeline == "escalation":
            # The controller hands over a sudo record; the moves are the user's own.
            values["closed_stages"] &= (
                ticket.with_user(request.env.user).sudo().selectable_stage_ids
            )
        return values


class SupportLineTicketController(HelpdeskTicketController):
    def _prepare_submit_ticket_vals(self, **kw):
        """Leave the stage of a case of the line to the line."""
        vals = super()._prepare_submit_ticket_vals(**kw)
        stage = request.env["helpdesk.ticket.stage"].browse(vals.get("stage_id") or [])
        if stage.pipeline == "escalation":
            del vals["stage_id"]
        return vals
