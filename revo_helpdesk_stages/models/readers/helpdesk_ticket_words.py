import logging

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, models
from odoo.exceptions import UserError

from ...compat import users_of
from ...policies.halving import work_apart
from ..groups import MANAGER_GROUP

_logger = logging.getLogger(__name__)
STUCK = "revo_helpdesk_stages.mail_activity_type_stuck"


class HelpdeskTicket(models.Model):
    """A client's word is recorded, whatever fails of what follows from it."""

    _inherit = "helpdesk.ticket"

    def _try_after_word(self, *steps):
        """Do what follows from a client's word; what of it fails is left to the team.

        :param steps: the name of a method of a ticket, and its arguments, each
        :raises OperationalError: where somebody changes the same at the same time, and
            Odoo tries all of it again
        """
        self.ensure_one()

        def follow(steps):
            # Leaving it writes what waits, and may fail, too.
            with self.env.cr.savepoint():
                for method, *arguments in steps:
                    getattr(self, method)(*arguments)

        def report(failing, error):
            _logger.warning(
                "A client's word on %s is kept, but what follows from it failed (%s): "
                "%s",
                self.sudo().number,
                failing[0][0],
                error,
                exc_info=not isinstance(error, UserError),
            )
            self._tell_stuck(error)

        work_apart(steps, follow, report, let_through=(OperationalError,))

    def _tell_stuck(self, error):
        """Leave it to who answers the client, else to the managers, to go on.

        :param Exception error: what kept the ticket where it is
        """
        # As the house: the client may not see who works on the ticket.
        ticket = self.with_user(SUPERUSER_ID)
        managers = users_of(self.env.ref(MANAGER_GROUP).sudo())
        owners = ticket._get_client_responsibles()[ticket] or managers._pick_managers()
        try:
            with self.env.cr.savepoint():
                note = str(error) if isinstance(error, UserError) else ""
                ticket._plan_activities(STUCK, {ticket: owners}, note)
        except OperationalError:
            raise
        except Exception:
            _logger.exception("Nobody could be told about %s.", ticket.number)
