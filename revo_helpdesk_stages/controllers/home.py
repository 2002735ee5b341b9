from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.web import Home

ACCOUNT = "/my"
TICKETS = "/my/tickets"


class LineHome(Home):
    """Clients of the line begin with their tickets, unless they asked for another
    page. Whoever else uses the portal begins where Odoo lets them begin.
    """

    def _login_redirect(self, uid, redirect=None):
        if self._begins_with_tickets(uid):
            redirect = redirect or TICKETS
            self._speak_language_of(uid)
        return super()._login_redirect(uid, redirect=redirect)

    @http.route()
    def index(self, *args, **kw):
        return self._lead_to_tickets(super().index(*args, **kw))

    @http.route()
    def web_client(self, *args, **kw):
        return self._lead_to_tickets(super().web_client(*args, **kw))

    def _begins_with_tickets(self, uid):
        # While a second factor is asked for, the request is not the user's yet.
        user = request.env(user=uid)["res.users"].browse(uid)
        return user._get_line_role() == "client"

    def _speak_language_of(self, uid):
        """Go on in the language of who logs in: a page that was looked at before, as by
        a shared link, has left its own in the browser, and that would be spoken.
        """
        lang = request.env(user=uid)["res.users"].browse(uid).lang
        if lang:
            request.future_response.set_cookie("frontend_lang", lang)

    def _lead_to_tickets(self, response):
        """Return the page of tickets instead of a way to the account."""
        uid = request.session.uid
        path = (getattr(response, "location", None) or "").partition("?")[0]
        if uid and path == ACCOUNT and self._begins_with_tickets(uid):
            return request.redirect_query(TICKETS, query=request.params)
        return response
