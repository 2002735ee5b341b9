from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.binary import Binary

from ..policies.form_input import to_id


class AvatarBinary(Binary):
    """Initials stand for pictures that a reseller may not see."""

    @http.route()
    def content_image(self, xmlid=None, model="ir.attachment", **kw):
        asked = (model, kw.get("field") or "")
        picture = not xmlid and request.env.user._get_initials_picture(
            to_id(kw.get("id")), *asked
        )
        if not picture:
            return super().content_image(xmlid=xmlid, model=model, **kw)
        return request.make_response(
            picture,
            [
                ("Content-Type", "image/svg+xml; charset=utf-8"),
                ("Content-Security-Policy", "default-src 'none'"),
                # Who may see whom changes.
                ("Cache-Control", "private, max-age=600"),
            ],
        )
