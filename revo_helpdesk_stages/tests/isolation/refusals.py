"""Calls of the web client that are to be refused in words."""

from unittest.mock import patch

from odoo.tools import mute_logger

from ..common import SupportLineHttpCase

_REFUSALS = {
    "odoo.exceptions.AccessError",
    "odoo.exceptions.MissingError",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
}


class RefusalCase(SupportLineHttpCase):
    """The wall of calls is taken away: what stands behind it holds alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        access = cls.registry["ir.model.access"]
        cls.startClassPatcher(patch.object(access, "_is_open_call", lambda *_: True))

    def _refuse(self, model, method, *arguments, **keywords):
        """Call a method as the web client does, and return why it is refused."""
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule"):
            answer = self._call(model, method, *arguments, **keywords)
        self.env.invalidate_all()
        self.assertIn("error", answer, (model, method, arguments))
        self.assertIn(answer["error"]["data"]["name"], _REFUSALS, answer["error"])
        return answer["error"]["data"]["message"]

    def _do(self, model, method, *arguments, **keywords):
        """Call a method as the web client does, and return what it answers."""
        self.env.flush_all()
        answer = self._call(model, method, *arguments, **keywords)
        self.env.invalidate_all()
        self.assertNotIn("error", answer, (model, method, answer.get("error")))
        return answer.get("result")

    def _refuse_route(self, route, **params):
        """Call a route of the web client that answers with an error."""
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self._post_json(route, **params)
        self.env.invalidate_all()
        self.assertIn("error", answer, route)
