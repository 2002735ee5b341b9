"""Calls of programs, which bring a password or a key instead of a session."""

from odoo import _, api, models
from odoo.exceptions import AccessDenied
from odoo.http import request
from odoo.service import model as service

from .ir_model_access_calls import log_refused


class ResUsers(models.Model):
    """Clients and resellers have no way in without a session of the web client: what
    its screens do not offer has no other door. Staff are held to the same table.
    """

    _inherit = "res.users"

    def _check_outside_call(self, model, method):
        """Check that a program may call a method in the name of a user.

        :raises AccessDenied: for clients and resellers; for staff where the method is
            closed to everybody
        """
        role = self._get_line_role()
        if not role:
            return
        calls = self.env["ir.model.access"]
        if role == "staff" and calls._is_open_call(role, model, method):
            return
        log_refused(self, role, model, method)
        # Programs say no language.
        speaking = self.with_context(lang=self.lang)
        raise AccessDenied(speaking._get_outside_refusal(role, method))

    def _get_outside_refusal(self, role, method):
        if role == "staff":
            return _(
                "“%s” is nothing that programs may call: it goes around the rules of "
                "access. Search and read the records instead.",
                method,
            )
        return _(
            "Your account works with a browser alone: calls of programs are refused to "
            "clients and resellers. Log in on the site; if a program of yours needs "
            "your tickets, ask whoever gave you the account."
        )


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _auth_method_bearer(cls):
        """Check also that this person's programs may call; 17.0 has no such way in."""
        result = super()._auth_method_bearer()
        model, method = request.httprequest.path.split("/")[-2:]
        request.env.user._check_outside_call(model, method)
        return result


def _hold(execute):
    """Return what executes a program's call, where the table of calls lets it through.

    Odoo has no model there that could be extended, and asks the controllers of addons
    only where the request says its database. Where this addon is not installed, nothing
    changes.
    """

    def execute_cr(cr, uid, model, method, *args, **kwargs):
        user = api.Environment(cr, uid, {}).user
        if hasattr(user, "_check_outside_call"):
            user._check_outside_call(model, method)
        return execute(cr, uid, model, method, *args, **kwargs)

    return execute_cr


# When the module is imported, which each process does once, before it serves anybody.
service.execute_cr = _hold(service.execute_cr)
