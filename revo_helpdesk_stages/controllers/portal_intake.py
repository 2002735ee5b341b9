from odoo import _, http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController

from ..policies.form_input import to_id, to_text
from .once import SEEN, do_once


class TicketIntakePortal(HelpdeskTicketController):
    """How a client opens a ticket, and the old address of closing one.

    What may be filled in is decided by the tickets (``models/portal``).
    """

    @http.route()
    def create_new_ticket(self, **kw):
        response = super().create_new_ticket(**kw)
        followed = self._find_followed(kw)
        response.qcontext.update(
            page_name="new_ticket",
            typed=self._get_typed_of(followed),
            followed=followed,
            refusal="",
        )
        tickets = request.env["helpdesk.ticket"]
        # The next ticket is another one, whatever is in it.
        response.qcontext[SEEN] = str(tickets._get_client_newest_id())
        if not tickets._needs_client_team():
            response.qcontext["ticket_team_id_required"] = False
        return response

    @http.route(methods=["GET", "POST"])
    def submit_ticket(self, **kw):
        """Open a ticket, or show the form again with what is wrong.

        The login leads here who was logged out when the form was sent: a link opens no
        ticket.
        """
        if request.httprequest.method == "GET":
            return self._render_unsent(kw)
        typed = {name: to_text(kw.get(name)) for name in self._get_typed_names()}
        submit = super().submit_ticket

        def open_ticket():
            self._check_typed(typed)
            return submit(**{**kw, **typed}).location + "?done=open#done"

        try:
            with request.env.user._telling_busy(), request.env.cr.savepoint():
                response = request.redirect(do_once(open_ticket))
        except UserError as error:
            response = self.create_new_ticket(follows=kw.get("follows"))
            response.qcontext.update(typed=typed, refusal=error.args[0])
            response.status_code = 422
        return response

    def _render_unsent(self, kw):
        response = self.create_new_ticket(follows=kw.get("follows"))
        response.qcontext["refusal"] = _(
            "You were logged out before the ticket was sent, so nothing was done. Look "
            "at what stands here, and send it again."
        )
        return response

    @http.route(methods=["POST"])
    def support_ticket_close(self, **kw):
        """Close a ticket as its page does, into the one stage that is open for it."""
        return request.redirect(
            f"/my/ticket/{to_id(kw.get('ticket_id'))}/resolve", code=307
        )

    def _find_followed(self, kw):
        return request.env["helpdesk.ticket"]._find_client_followed(kw.get("follows"))

    def _get_typed_names(self):
        """Return the fields of the form that are read, and stay as they were typed."""
        return ["subject", "description", "category", "team"]

    def _get_typed_of(self, followed):
        """Return what the form begins with."""
        if not followed:
            return {}
        return {
            "subject": followed.name,
            "category": str(followed.category_id.id),
            "team": str(followed.team_id.id),
        }

    def _get_teams(self):
        return request.env["helpdesk.ticket"]._get_client_teams()

    def _check_typed(self, typed):
        tickets = request.env["helpdesk.ticket"]
        tickets._check_client_form(typed, tickets._get_client_lists())

    def _prepare_submit_ticket_vals(self, **kw):
        vals = super()._prepare_submit_ticket_vals(**kw)
        tickets = request.env["helpdesk.ticket"]
        return tickets._prepare_client_ticket(vals, self._find_followed(kw))
