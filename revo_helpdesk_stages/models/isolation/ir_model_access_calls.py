import logging

from odoo import _, api, models
from odoo.exceptions import AccessError

from .calls import (
    ANY,
    ASKING,
    CLOSED_TO_STAFF,
    NO_SCREENS_FOR_CLIENTS,
    OPEN_CALLS,
)

_logger = logging.getLogger(__name__)


class IrModelAccess(models.Model):
    """What the tables of calls say of somebody who calls."""

    _inherit = "ir.model.access"

    @api.model
    def _get_open_calls(self, role):
        """Return what people of a role may call from outside. A hook for addons.

        :param str role: client or reseller
        :return: dict by the name of a model, or ``calls.ANY``, of sets of methods
        """
        return dict(OPEN_CALLS[role])

    @api.model
    def _is_open_call(self, role, model, method):
        """Return whether people of a role may call a method from outside.

        :param role: as ``res.users._get_line_role`` has it
        """
        if role == "staff":
            return method not in CLOSED_TO_STAFF
        if not role:
            return True
        calls = self._get_open_calls(role)
        if method in calls.get(model, ()):
            return True
        without = NO_SCREENS_FOR_CLIENTS if role == "client" else ()
        return method in calls[ANY] and not model.startswith(without)

    @api.model
    def _check_call(self, model, method):
        """Check that the present user may call a method from outside.

        :raises AccessError: for a call that is not in the table
        """
        user = self.env.user
        role = user._get_line_role()
        if self._is_open_call(role, model, method):
            if role in ("client", "reseller") and method in ASKING:
                # The search itself would just find nothing.
                self.check(model, "read")
            return
        log_refused(user, role, model, method)
        raise AccessError(
            _(
                "This was not done: “%(method)s” of “%(model)s” is nothing that the "
                "pages you work with offer, and your account can do what they offer "
                "alone. Use their buttons; if one of them brought you here, tell "
                "whoever gave you the account.",
                method=method,
                model=model,
            )
        )


def log_refused(user, role, model, method):
    """Note a refused call for who looks after the server."""
    _logger.info(
        "Refused call: user %s (%s, %s) called %s.%s",
        user.id,
        user.login,
        role,
        model,
        method,
    )
