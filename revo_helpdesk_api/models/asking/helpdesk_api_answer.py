from datetime import timedelta

from odoo import api, fields, models

_HOURS = 24


class HelpdeskApiAnswer(models.Model):
    """What a request with an ``Idempotency-Key`` was answered, for who sends it again.

    The row is written before anything is done, in the same transaction: who sends the
    same at once waits for it, and gets the answer of the first.
    """

    _name = "helpdesk.api.answer"
    _description = "Answer to an API Call"

    key_id = fields.Many2one(
        "helpdesk.api.key", required=True, readonly=True, ondelete="cascade"
    )
    name = fields.Char(string="Idempotency-Key", required=True, readonly=True)
    mark = fields.Char(string="Mark of the request", required=True, readonly=True)
    status = fields.Integer(readonly=True)
    body = fields.Text(readonly=True)

    _sql_constraints = [
        ("name_uniq", "unique(key_id, name)", "This key has an answer already."),
    ]

    @api.model
    def _begin(self, key, name, mark):
        """Take a name for a request, unless it has an answer.

        :param key: helpdesk.api.key record
        :param str name: as the caller has chosen it
        :param str mark: of all that is in the request
        :return: the row, and whether it is new
        :raises psycopg2.errors.SerializationFailure: where somebody else has just used
            it: Odoo tries the request again
        """
        # SQL: as for the marks of what is made alone.
        self.env.cr.execute(
            """
            INSERT INTO helpdesk_api_answer
                   (key_id, name, mark, create_uid, create_date)
            VALUES (%s, %s, %s, %s, now() at time zone 'UTC')
            ON CONFLICT (key_id, name) DO NOTHING
            RETURNING id
            """,
            [key.id, name, mark, self.env.uid],
            log_exceptions=False,
        )
        new = self.env.cr.fetchone()
        if new:
            return self.browse(new[0]), True
        return self.search([("key_id", "=", key.id), ("name", "=", name)]), False

    @api.autovacuum
    def _delete_old(self):
        until = fields.Datetime.now() - timedelta(hours=_HOURS)
        self.search([("create_date", "<", until)], limit=10_000).unlink()
