import logging

from psycopg2 import OperationalError

from odoo import api, models
from odoo.tools import SQL

from ...policies.halving import work_apart
from ..locks import has_waited, limit_waiting

_logger = logging.getLogger(__name__)

_BATCH = 500
_ATTEMPTS = 5


class HelpdeskBatch(models.AbstractModel):
    """Work through many records, for crons."""

    _name = "helpdesk.batch"
    _description = "Work in batches"

    @api.model
    def _run_batches(self, domain, method):
        """Call a method on the records of a domain, batch by batch.

        Each batch is a transaction of its own: killed after any of them, the next run
        goes on with what is left. What another run works on is left to it. A record
        for which the method fails is reported and left for the next run.

        :param list domain: of stored fields; what the method does takes a record out
        :param str method: the name of a method of such records
        """
        found = self.search(domain, order="id").ids

        def work(ids):
            self._finish_batch(ids, domain, method)

        def report(ids, error):
            _logger.warning(
                "%s failed for the %s %s, which is left for the next run: %s",
                method,
                self._description.lower(),
                self.browse(ids).exists().display_name or ids[0],
                error,
            )

        for start in range(0, len(found), _BATCH):
            work_apart(found[start : start + _BATCH], work, report)

    @api.model
    def _finish_batch(self, ids, domain, method):
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                # Leaving it commits.
                with self.env.registry.cursor() as cr:
                    records = self.with_env(self.env(cr=cr))
                    # People wait for what it holds.
                    limit_waiting(records.env)
                    batch = records._lock_batch(ids, domain)
                    if batch:
                        getattr(batch, method)()
                return
            except OperationalError as error:
                # Somebody changed a record of the batch at the same time. Where that
                # lasts, half of them may not need it.
                if attempt == _ATTEMPTS or has_waited(error):
                    raise

    @api.model
    def _lock_batch(self, ids, domain):
        """Return those of some records that are still of a domain, and keep them from
        others.

        The first statement of its transaction: what it sees is what is there now.
        """
        query = self._search([("id", "in", ids), *domain])
        # SQL: the ORM has no way to skip what others have locked.
        self.env.cr.execute(
            SQL(
                "%s FOR UPDATE OF %s SKIP LOCKED",
                query.select(),
                SQL.identifier(self._table),
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )
        return self.browse(sorted(record_id for (record_id,) in self.env.cr.fetchall()))
