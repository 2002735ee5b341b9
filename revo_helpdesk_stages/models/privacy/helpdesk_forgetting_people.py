from markupsafe import Markup

from odoo import SUPERUSER_ID, api, models
from odoo.tools import SQL

from .forgotten import Words
from .helpdesk_forgetting import HelpdeskForgetting as DefinedHelpdeskForgetting
from .scope import TASK, TICKET, get_models

# Rows that say nothing but that somebody is told of something.
_TELLING = ("mail.followers", "mail.notification")
# What goes with the message that it is of: a copy of it, what it links to.
_OF_MESSAGE = ("mail.mail", "mail.link.preview", "mail.message.translation")


class HelpdeskForgetting(models.AbstractModel):
    """A person's own words, and where records point at the person.

    SQL: a write would keep what was there before, see :mod:`.helpdesk_forgetting`.
    """

    _inherit = DefinedHelpdeskForgetting._name

    @api.model
    def _remove_words(self, forgotten):
        """Empty what somebody has said, and say so where it stood."""
        words = self._get_words()
        own = {
            TICKET: forgotten.tickets,
            TASK: forgotten.tasks,
            "mail.message": forgotten.messages,
        }
        self._remove_copies([*forgotten.messages, *forgotten.house])
        self._remove_tracked(forgotten, words)
        for name, ids in own.items():
            self._empty(name, words[name], SQL("id = ANY(%s)", ids))
        house = Words(("body",), ("subject",))
        self._empty("mail.message", house, SQL("id = ANY(%s)", forgotten.house))
        self._empty(
            "rating.rating",
            words["rating.rating"],
            SQL("partner_id = ANY(%s)", forgotten.partners),
        )
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET partner_name = NULL, partner_email = NULL "
            "WHERE id = ANY(%s)",
            [forgotten.contact_of],
        )
        self.env.cr.execute(
            """
            UPDATE project_task task
               SET name = ticket.number || ' ' || ticket.name
              FROM helpdesk_ticket ticket
             WHERE ticket.task_id = task.id AND task.id = ANY(%s)
            """,
            [forgotten.tasks],
        )
        self._remove_former_titles(forgotten)

    @api.model
    def _remove_former_titles(self, forgotten):
        """Let nothing say what somebody's tickets were called once."""
        self._empty(
            "mail.message",
            Words((), ("record_name",)),
            SQL(
                "model = 'helpdesk.ticket' AND res_id = ANY(%s) "
                "OR model = 'project.task' AND res_id = ANY(%s)",
                forgotten.tickets,
                forgotten.tasks,
            ),
        )
        if self.env["mail.activity"]._fields["res_name"].store:
            self.env.cr.execute(
                """
                UPDATE mail_activity activity
                   SET res_name = ticket.number || ' - ' || ticket.name
                  FROM helpdesk_ticket ticket
                 WHERE activity.res_model = 'helpdesk.ticket'
                   AND activity.res_id = ticket.id AND ticket.id = ANY(%s)
                """,
                [forgotten.tickets],
            )

    @api.model
    def _empty(self, name, words, which):
        """Empty fields of some records.

        :param Words words: which fields
        :param SQL which: the condition that they fulfil
        """
        if name not in self.env:
            return
        fields = self.env[name]._fields
        removed = self._get_removed_text()
        changes = []
        for column in words.told:
            text = removed
            if fields[column].type == "html":
                text = Markup("<p><em>%s</em></p>") % removed
            changes.append(
                SQL(
                    "%s = CASE WHEN coalesce(%s, '') = '' THEN %s ELSE %s END",
                    *[SQL.identifier(column)] * 3,
                    str(text),
                )
            )
        changes += [
            SQL("%s = NULL", SQL.identifier(column))
            for column in words.emptied
            if column in fields and fields[column].store
        ]
        if not changes:
            return
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE %s",
                SQL.identifier(self.env[name]._table),
                SQL(", ").join(changes),
                which,
            )
        )

    @api.model
    def _remove_copies(self, messages):
        """Delete what stands elsewhere of somebody's messages."""
        for name in _OF_MESSAGE:
            fields = self.env[name]._fields if name in self.env else {}
            for column in {"mail_message_id", "message_id"} & fields.keys():
                if fields[column].store and fields[column].type == "many2one":
                    self._delete(
                        name, SQL("%s = ANY(%s)", SQL.identifier(column), messages)
                    )

    @api.model
    def _delete(self, name, which):
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE %s",
                SQL.identifier(self.env[name]._table),
                which,
            )
        )

    @api.model
    def _remove_tracked(self, forgotten, words):
        """Empty what the history of somebody's tickets keeps of their words."""
        names = {"name", "partner_id", "partner_name", "partner_email"}
        for model in (TICKET, TASK):
            names |= {*words[model].told, *words[model].emptied}
        self.env.cr.execute(
            """
            UPDATE mail_tracking_value value
               SET old_value_char = NULL, new_value_char = NULL,
                   old_value_text = NULL, new_value_text = NULL
              FROM mail_message message, ir_model_fields field
             WHERE value.mail_message_id = message.id AND value.field_id = field.id
               AND field.name = ANY(%s)
               AND (message.model = 'helpdesk.ticket' AND message.res_id = ANY(%s)
                    OR message.model = 'project.task' AND message.res_id = ANY(%s))
            """,
            [sorted(names), forgotten.tickets, forgotten.tasks],
        )

    @api.model
    def _remove_people(self, forgotten, near, far):
        """Let nothing that stands on tickets point at the person.

        Their party goes to the former client: what was of nobody would be the next
        client's who gets the ticket.
        """
        former = self.env["res.partner"]._get_former_client().id
        for model in get_models(self.env):
            ids = [*near.get(model._name, ()), *far.get(model._name, ())]
            if not ids:
                continue
            for name, field in model._fields.items():
                if field.comodel_name not in ("res.partner", "res.users"):
                    continue
                is_partner = field.comodel_name == "res.partner"
                people = forgotten.partners if is_partner else forgotten.users
                if field.store and field.type == "many2many":
                    self._unlink_people(field, ids, people)
                elif field.store and field.type == "many2one":
                    instead = former if is_partner else None
                    if field.required and not is_partner:
                        instead = SUPERUSER_ID
                    self._replace_people(model, name, ids, people, instead)
        self.env.cr.execute(
            "UPDATE mail_message SET author_id = %s WHERE id = ANY(%s)",
            [former, forgotten.messages],
        )
        self._set_contacts(forgotten, former)
        self._cancel_mails(near, far)

    @api.model
    def _replace_people(self, model, name, ids, people, instead):
        which = SQL("id = ANY(%s) AND %s = ANY(%s)", ids, SQL.identifier(name), people)
        if model._name in _TELLING:
            self._delete(model._name, which)
            return
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE %s",
                SQL.identifier(model._table),
                SQL.identifier(name),
                instead,
                which,
            )
        )

    @api.model
    def _unlink_people(self, field, ids, people):
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE %s = ANY(%s) AND %s = ANY(%s)",
                SQL.identifier(field.relation),
                SQL.identifier(field.column1),
                ids,
                SQL.identifier(field.column2),
                people,
            )
        )

    @api.model
    def _set_contacts(self, forgotten, former):
        """Let tickets without a contact have one: who only wrote from an address."""
        self.env.cr.execute(
            """
            UPDATE helpdesk_ticket
               SET partner_id = %s,
                   commercial_partner_id = coalesce(commercial_partner_id, %s)
             WHERE id = ANY(%s) AND partner_id IS NULL
            """,
            [former, former, forgotten.contact_of],
        )

    @api.model
    def _cancel_mails(self, near, far):
        """Send nothing that has nobody to go to any more; forget by which names the
        client's own program calls its e-mails.
        """
        mails = [*near.get("mail.mail", ()), *far.get("mail.mail", ())]
        self.env.cr.execute(
            'UPDATE mail_mail SET "references" = NULL WHERE id = ANY(%s)',
            [[*near.get("mail.mail", ())]],
        )
        self.env.cr.execute(
            """
            UPDATE mail_mail mail
               SET state = 'cancel'
             WHERE id = ANY(%s)
               AND state IN ('outgoing', 'exception')
               AND coalesce(email_to, '') NOT LIKE '%%@%%'
               AND NOT EXISTS (SELECT FROM mail_mail_res_partner_rel rel
                                WHERE rel.mail_mail_id = mail.id)
            """,
            [mails],
        )
