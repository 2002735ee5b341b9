from odoo import api, fields, models


class HelpdeskApiMark(models.Model):
    """Who makes something by its reference makes it alone.

    Two callers at once that know of nothing yet would make it twice. The second waits
    here, is tried again by Odoo, and finds what the first has made.
    """

    _name = "helpdesk.api.mark"
    _description = "What Is Made Alone"

    name = fields.Char(required=True)

    _sql_constraints = [
        ("name_uniq", "unique(name)", "This mark is taken."),
    ]

    @api.model
    def _take(self, mark):
        """Wait until nobody else makes the same, and keep it until this transaction
        ends.

        :param str mark: what is made, any text
        :raises psycopg2.errors.SerializationFailure: where somebody else has just made
            it: Odoo tries the request again
        """
        # SQL: the ORM cannot write a row that may be there, and wait for who writes it.
        self.env.cr.execute(
            """
            INSERT INTO helpdesk_api_mark (name) VALUES (%s)
            ON CONFLICT (name) DO UPDATE SET name = excluded.name
            """,
            [mark],
            # That somebody is faster is no error.
            log_exceptions=False,
        )
