from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.addons.revo_helpdesk_stages.controllers.portal_list import TicketListPortal
from odoo.addons.revo_helpdesk_stages.policies.form_input import to_id, to_text

_PER_PAGE = 20


class KnownProblemsPortal(TicketListPortal):
    """The problems and versions that clients may read of, where a manager says so."""

    @http.route()
    def portal_my_tickets(self, *args, **kw):
        response = super().portal_my_tickets(*args, **kw)
        if response.is_qweb:
            problems = request.env["helpdesk.development.item"]
            response.qcontext["shows_problems"] = problems._are_shown_to_clients()
        return response

    @http.route(
        ["/my/known-problems", "/my/known-problems/page/<int:page>"],
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
    )
    def portal_known_problems(self, page=1, search="", **kw):
        problems = request.env["helpdesk.development.item"]
        if not problems._are_shown_to_clients():
            raise request.not_found()
        words = to_text(search)
        found, total = problems._find_for_client(words, to_id(page) or 1, _PER_PAGE)
        pager = portal_pager(
            url="/my/known-problems",
            url_args={"search": words} if words else {},
            total=total,
            page=to_id(page) or 1,
            step=_PER_PAGE,
        )
        return request.render(
            "revo_helpdesk_releases.portal_known_problems",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "known_problems",
                "pager": pager,
                "problems": [problem._get_client_view() for problem in found],
                "releases": problems._get_client_releases(),
                "search": words,
            },
        )
