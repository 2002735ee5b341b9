import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import SQL

from ...policies.halving import work_apart

_logger = logging.getLogger(__name__)

_BATCH = 500
_ATTEMPTS = 5


class HelpdeskTicket(models.Model):
    """Work through what is due, for crons."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _run_due(self, deadline, method):
        """Call a method on the tickets whose deadline is over, batch by batch.

        Each batch is a transaction of its own: killed after any of them, the next run
        goes on with what is left. What another run works on is left to it. A ticket
        for which the method fails is reported and left for the next run.

        :param str deadline: the field; the method has to move it on or empty it
        :param str method: the name of a method of tickets
        """
        due = self.search([(deadline, "<=", fields.Datetime.now())], order="id").ids

        def work(ids):
            self._finish_due(ids, deadline, method)

        def report(ids, error):
            _logger.warning(
                "%s failed for the ticket %s, which is left for the next run: %s",
                method,
                self.browse(ids).exists().number or ids[0],
                error,
            )

        for start in range(0, len(due), _BATCH):
            work_apart(due[start : start + _BATCH], work, report)

    @api.model
    def _finish_due(self, ids, deadline, method):
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                # Leaving it commits.
                with self.env.registry.cursor() as cr:
                    tickets = self.with_env(self.env(cr=cr))
                    batch = tickets._lock_due(ids, deadline)
                    if batch:
                        getattr(batch, method)()
                return
            except OperationalError:
                # Somebody changed a ticket of the batch at the same time.
                if attempt == _ATTEMPTS:
                    raise

    @api.model
    def _lock_due(self, ids, deadline):
        """Give those of some tickets that are still due, and keep them from others.

        The first statement of its transaction: what it sees is what is there now.
        """
        # SQL: the ORM has no way to skip what others have locked.
        self.env.cr.execute(
            SQL(
                """
                SELECT id
                  FROM helpdesk_ticket
                 WHERE id IN %s AND %s <= %s
                   FOR UPDATE SKIP LOCKED
                """,
                tuple(ids),
                SQL.identifier(deadline),
                fields.Datetime.now(),
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )
        return self.browse(sorted(ticket_id for (ticket_id,) in self.env.cr.fetchall()))
