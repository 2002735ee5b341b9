from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.dataset import DataSet


class LineDataSet(DataSet):
    """Where the web client calls methods: what is not in the table stops here."""

    @http.route()
    def call_kw(self, model, method, args, kwargs, **others):
        request.env["ir.model.access"]._check_call(model, method)
        return super().call_kw(model, method, args, kwargs, **others)

    @http.route()
    def call_button(self, model, method, args, kwargs, **others):
        request.env["ir.model.access"]._check_call(model, method)
        return super().call_button(model, method, args, kwargs, **others)

    # 17.0 has a route of its own for what is a method in 19.0.
    if hasattr(DataSet, "resequence"):

        @http.route()
        def resequence(self, model, ids, **others):
            request.env["ir.model.access"]._check_call(model, "web_resequence")
            return super().resequence(model, ids, **others)
