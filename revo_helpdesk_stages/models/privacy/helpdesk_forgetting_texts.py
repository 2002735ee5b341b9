from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ...policies.forgetting import (
    Mask,
    get_passages,
    get_quoted,
    join_words,
)
from .helpdesk_forgetting import HelpdeskForgetting as DefinedHelpdeskForgetting
from .ticket_mask import TicketMask

# Rows that are read and written at a time: bodies may be long.
_BATCH = 1000

_TEXTS = ("char", "text", "html", "json", "properties")

# What names no person, and has to stay as it is.
_TECHNICAL = {
    "access_token",
    "checksum",
    "mimetype",
    "model",
    "number",
    "res_field",
    "res_model",
    "store_fname",
}


class HelpdeskForgetting(models.AbstractModel):
    """Texts of others, in which somebody is named or quoted no longer.

    SQL: what was sent is sealed for the ORM, and a write would keep what was there
    before, see :mod:`.helpdesk_forgetting`.
    """

    _inherit = DefinedHelpdeskForgetting._name

    @api.model
    def _mask_texts(self, forgotten, near, far):
        """Take a person out of everything that stands on tickets.

        :param Forgotten forgotten: who and what
        :param dict near: as of ``collect``, of the tickets where they took part
        :param dict far: likewise, of others of their company
        :return: ids of the tickets in which somebody has to look
        """
        masks = self._get_masks(forgotten)
        # A first name alone is somebody else's, where they had no part in.
        named = TicketMask(Mask(forgotten.person._replace(given=())))
        suspected = set()
        for name, rows in near.items():
            suspected |= self._mask_model(name, rows, masks)
        for name, rows in far.items():
            self._mask_model(name, rows, defaultdict(lambda: named))
        return suspected

    @api.model
    def _get_masks(self, forgotten):
        """Return what takes the person and their sentences out of each ticket.

        :return: ``{ticket id: TicketMask}``
        """
        person = Mask(forgotten.person)
        plain = TicketMask(person)
        masks = defaultdict(lambda: plain)
        titles = defaultdict(set)
        sentences = self._get_said(forgotten)
        self.env.cr.execute(
            "SELECT id, name, description FROM helpdesk_ticket WHERE id = ANY(%s)",
            [forgotten.tickets],
        )
        for id_, title, description in self.env.cr.fetchall():
            titles[id_].add(title)
            sentences[id_] |= get_passages(title) | get_passages(description)
        # What they were called before, and said.
        self.env.cr.execute(
            "SELECT res_id, body FROM mail_message WHERE id = ANY(%s)",
            [forgotten.house],
        )
        for id_, body in self.env.cr.fetchall():
            former = get_quoted(body)
            titles[id_] |= former
            sentences[id_] |= {p for line in former for p in get_passages(line)}
        naming = self._get_naming_columns()
        for id_, passages in sentences.items():
            masks[id_] = TicketMask(
                person.quoting(passages),
                titles[id_],
                self._get_removed_text(),
                naming,
            )
        return masks

    @api.model
    def _get_naming_columns(self):
        """Return the columns of any table that name a ticket by its title.

        A hook for other addons.
        """
        return {"headers", "record_name", "res_name", "subject"}

    @api.model
    def _get_said(self, forgotten):
        """Return what a person was the first to say in messages.

        :return: ``{ticket id: set of sentences}``
        """
        own, said, others = set(forgotten.messages), defaultdict(set), defaultdict(str)
        self.env.cr.execute(
            """
            SELECT message.id, ticket.id, message.body
              FROM mail_message message
              JOIN helpdesk_ticket ticket ON ticket.id = message.res_id
             WHERE message.model = 'helpdesk.ticket' AND ticket.id = ANY(%s)
             UNION ALL
            SELECT message.id, ticket.id, message.body
              FROM mail_message message
              JOIN helpdesk_ticket ticket ON ticket.task_id = message.res_id
             WHERE message.model = 'project.task' AND ticket.id = ANY(%s)
             ORDER BY 1
            """,
            [forgotten.took_part, forgotten.took_part],
        )
        for id_, ticket, body in self.env.cr.fetchall():
            if id_ in own:
                said[ticket] |= {
                    passage
                    for passage in get_passages(body)
                    if join_words(passage) not in others[ticket]
                }
            elif body:
                others[ticket] += f" {join_words(body)}"
        return said

    @api.model
    def _mask_model(self, name, rows, masks):
        """Take a person out of records of a model.

        :param dict rows: ``{id: id of its ticket}``
        :param masks: by the id of the ticket
        :return: ids of the tickets in which somebody has to look
        """
        table, columns = self.env[name]._table, self._get_text_columns(name)
        suspected, ids = set(), sorted(rows)
        for start in range(0, len(ids) if columns else 0, _BATCH):
            changed = []
            for id_, *texts in self._read_texts(
                table, columns, ids[start : start + _BATCH]
            ):
                mask = masks[rows[id_]]
                masked = mask.take_out(dict(zip(columns, texts, strict=True)))
                if masked != texts:
                    changed.append((id_, *masked))
                if any(map(mask.suspects, masked)):
                    suspected.add(rows[id_])
            self._update_by_id(table, columns, changed)
        return suspected

    @api.model
    def _get_text_columns(self, name):
        """Return the columns of a model that hold texts.

        :return: ``{column: its type in the database}``
        """
        return {
            column: field.column_type[0]
            for column, field in self.env[name]._fields.items()
            if field.store and field.type in _TEXTS and column not in _TECHNICAL
        }

    @api.model
    def _read_texts(self, table, columns, ids):
        """Read texts as they are stored, also those in several languages."""
        self.env.cr.execute(
            SQL(
                "SELECT id, %s FROM %s WHERE id = ANY(%s)",
                SQL(", ").join(
                    SQL("%s::text", SQL.identifier(column)) for column in columns
                ),
                SQL.identifier(table),
                ids,
            )
        )
        return self.env.cr.fetchall()

    @api.model
    def _update_by_id(self, table, columns, rows):
        """Write texts of their own to each row, in one statement.

        :param dict columns: ``{column: its type in the database}``
        :param list rows: ``(id, text, …)``, the texts in the order of the columns
        """
        if not rows:
            return
        values = SQL(
            "SET %s FROM (VALUES %s) AS new (id, %s) WHERE kept.id = new.id",
            SQL(", ").join(
                SQL(
                    "%s = new.%s::%s",
                    SQL.identifier(column),
                    SQL.identifier(column),
                    SQL(kind),
                )
                for column, kind in columns.items()
            ),
            SQL(", ").join(SQL("%s", tuple(row)) for row in rows),
            SQL(", ").join(map(SQL.identifier, columns)),
        )
        self.env.cr.execute(SQL("UPDATE %s AS kept %s", SQL.identifier(table), values))
