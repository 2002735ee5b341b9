from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from odoo.addons.revo_helpdesk_stages.controllers.portal_intake import (
    TicketIntakePortal,
)
from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text

_LONGEST = 500


class SimilarProblemsPortal(TicketIntakePortal):
    """While a client writes a new ticket, it is shown what is known already: problems
    alone, and those that are for clients to read.
    """

    @http.route()
    def create_new_ticket(self, **kw):
        response = super().create_new_ticket(**kw)
        problems = request.env["helpdesk.development.item"]
        response.qcontext["shows_problems"] = problems._are_shown_to_clients()
        return response

    @http.route(
        "/my/known-problems/similar",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def portal_similar_problems(self, title="", **kw):
        """Return the problems that are like a title.

        :return: JSON with ``problems``, a list of ``name`` and ``url``
        """
        problems = request.env["helpdesk.development.item"]
        found = problems._find_similar_for_client(to_text(title)[:_LONGEST])
        return request.make_json_response(
            {"problems": [self._show_similar(problem) for problem in found]}
        )

    def _show_similar(self, problem):
        address = urlencode({"search": problem.name})
        return {"name": problem.name, "url": f"/my/known-problems?{address}"}
