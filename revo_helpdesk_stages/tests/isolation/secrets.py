"""Where in the database the markers are."""

from odoo.tools import SQL

from .markers import find_markers
from .paths import TEXT


class Secrets:
    """The records of each model with markers: in their texts, or as planted."""

    def __init__(self, env, planted):
        self._of = {
            name: {i: frozenset({text}) for i, text in records.items()}
            for name, records in planted.items()
        }
        #: (role, model) -> the texts by which the role may search the model.
        self.texts = {}
        for name in env.registry:
            self._scan(env[name])

    @property
    def models(self):
        return self._of.keys()

    def of(self, model):
        """Return the records of a model with their markers: ``{id: markers}``."""
        return self._of.get(model, {})

    def _scan(self, model):
        columns = [
            name
            for name, field in model._fields.items()
            if field.type in TEXT and field.store and field.column_type
        ]
        if model._abstract or not columns:
            return
        # SQL: what is stored, whatever the rules of any model say. A report of ours has
        # the rows of its query, others have a view.
        query = model._table_query
        model.env.cr.execute(
            SQL(
                """SELECT id, texts
                     FROM (SELECT id, concat_ws(' ', %s) AS texts
                             FROM %s AS stored) AS records
                    WHERE texts ILIKE %s""",
                SQL(", ").join(SQL("%s::text", SQL.identifier(c)) for c in columns),
                query if isinstance(query, SQL) else SQL.identifier(model._table),
                "%zq%qz%",
            )
        )
        for res_id, text in model.env.cr.fetchall():
            self._of.setdefault(model._name, {})[res_id] = frozenset(find_markers(text))
