import time
from datetime import datetime, timezone

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

# In seconds, how long calls are counted together.
WINDOW = 60
# Who writes the same row at once fails, and counts again.
_TRIES = 50


class HelpdeskApiUse(models.Model):
    """How often a key is used, counted right however many processes serve it."""

    _name = "helpdesk.api.use"
    _description = "Use of an API Key"

    key_id = fields.Many2one(
        "helpdesk.api.key", required=True, readonly=True, ondelete="cascade"
    )
    minute = fields.Integer(readonly=True, help="Which one is counted.")
    calls = fields.Integer(readonly=True)
    last_use = fields.Datetime(readonly=True)

    _sql_constraints = [
        ("key_uniq", "unique(key_id)", "The use of this key is counted already."),
    ]

    @api.model
    def _count(self, key):
        """Count a call of a key.

        In a transaction of its own: a call that fails was one, too, and nobody waits
        for another one to end.

        :param key: helpdesk.api.key record
        :return: how many there have been in this minute, and in how many seconds the
            next one begins
        """
        now = time.time()
        values = {
            "key": key.id,
            "minute": int(now // WINDOW),
            "now": datetime.fromtimestamp(int(now), timezone.utc).replace(tzinfo=None),
        }
        for tries in range(_TRIES):
            try:
                calls = self._write_count(values)
                break
            except SerializationFailure:
                if tries == _TRIES - 1:
                    raise
        return calls, WINDOW - int(now % WINDOW)

    @api.model
    def _write_count(self, values):
        with self.env.registry.cursor() as cr:
            # SQL: one statement that is right however many run it.
            cr.execute(
                """
                INSERT INTO helpdesk_api_use AS known (key_id, minute, calls, last_use)
                VALUES (%(key)s, %(minute)s, 1, %(now)s)
                ON CONFLICT (key_id) DO UPDATE
                   SET calls = CASE WHEN known.minute = excluded.minute
                                    THEN known.calls + 1 ELSE 1 END,
                       minute = excluded.minute,
                       last_use = excluded.last_use
                RETURNING calls
                """,
                values,
                log_exceptions=False,
            )
            return cr.fetchone()[0]
