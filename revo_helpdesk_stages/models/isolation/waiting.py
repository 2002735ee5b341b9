"""Nobody waits long for what somebody else is just changing."""

from contextlib import contextmanager
from functools import partial, wraps

from psycopg2.errors import LockNotAvailable

from odoo import _, models
from odoo.exceptions import MissingError
from odoo.service import model as service

from ...exceptions import Busy
from ..locks import has_waited, limit_waiting


class ResUsers(models.Model):
    """Who works with the line gives up after some seconds, and is told why.

    A row that is locked would else hold whoever needs it, and with them each worker of
    the server. Odoo would wait five times, and sleep in between.
    """

    _inherit = "res.users"

    def _is_limited(self):
        """Return whether a user does not wait long: whoever is in the line."""
        try:
            return bool(self and self._get_line_role())
        except MissingError:
            # Of a session whose user is deleted: Odoo ends it.
            return False

    @contextmanager
    def _telling_busy(self):
        """Say in words that somebody else is changing the same.

        :raises Busy: where a wait for a lock was given up
        """
        try:
            yield
        except LockNotAvailable as error:
            if not has_waited(error):
                raise
            raise Busy(self.with_context(lang=self.lang)._get_busy_text()) from error

    def _get_busy_text(self):
        return _(
            "This is not saved: somebody else is just changing the same. What you "
            "wrote is still here: wait a moment, and send it once more."
        )


def _answer_soon(func, env):
    """Do what was asked for, and give up where it would have to wait for long.

    :raises Busy: for who is in the line
    """
    user = env.user
    if not user._is_limited():
        return func()
    limit_waiting(env)
    with user._telling_busy():
        try:
            result = func()
            if not env.cr.closed:
                # Here, where it is told in words.
                env.cr.flush()
        except LockNotAvailable as error:
            if has_waited(error):
                # The transaction is lost, and the words are to be found.
                env.cr.rollback()
            raise
    return result


def _hold(retrying):
    """Return what tries requests and calls of programs again, so that it gives up soon.

    Whatever comes in by the web server comes through it, once it is known who asks:
    screens, pages of the site, programs. Where this addon is not installed, nothing
    changes.
    """

    @wraps(retrying)
    def retry(func, env):
        if hasattr(env.registry["res.users"], "_is_limited"):
            func = partial(_answer_soon, func, env)
        return retrying(func, env)

    return retry


# When the module is imported, which each process does once, before it serves anybody.
service.retrying = _hold(service.retrying)
