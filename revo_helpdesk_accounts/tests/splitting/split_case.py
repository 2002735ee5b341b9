"""Somebody splits a topic off, as the web client does it."""

from odoo import Command


class SplitMixin:
    def _write(self, user, ticket, kind="message", text="A text", files=()):
        """Write on a ticket as a user does; give the message."""
        message = self._as(user, ticket).message_post(
            body=f"{text} of {user.name}",
            message_type="comment",
            subtype_xmlid="mail.mt_note" if kind == "note" else "mail.mt_comment",
            attachments=[(name, f"What {name} says.".encode()) for name in files],
        )
        return message.with_env(self.env).sudo()

    def _begin(self, ticket, user):
        """Press the button; give the wizard that opens."""
        action = ticket.with_user(user).action_split()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def _choose(self, wizard, *messages, **values):
        """Fill the wizard in."""
        wizard.write(
            {
                "name": "A second printer",
                "description": "<p>It would stand in the bar.</p>",
                "message_ids": [
                    Command.update(line.id, {"chosen": True})
                    for line in wizard.message_ids
                    if line.message_id in messages
                ],
                **values,
            }
        )
        return wizard

    def _split(self, ticket, user, *messages, **values):
        """Split a topic off; give the new ticket."""
        wizard = self._choose(self._begin(ticket, user), *messages, **values)
        ticket = self.tickets.browse(wizard.action_apply()["res_id"])
        self.env.invalidate_all()
        return ticket

    def _get_copies(self, ticket, messages=None):
        """Return what people wrote on a ticket, oldest first."""
        return self._get_texts(ticket.sudo()).sorted("id")

    def _get_readers(self, record, users):
        """Return who reads a message or a file, as the rules have it, or on the
        page.
        """
        return users.filtered(lambda user: self._reads(user, record))

    def _reads(self, user, record):
        model = self.env[record._name].with_user(user)
        if not user.share:
            return bool(model.search_count([("id", "=", record.id)]))
        ticket = self.tickets.with_user(user).search([("id", "=", record.res_id)])
        if not ticket:
            return False
        if record._name == "mail.message":
            return record in ticket.sudo()._get_client_messages()
        return record in ticket.sudo()._get_client_files()
