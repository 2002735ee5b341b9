from odoo import Command, _, api, models
from odoo.exceptions import AccessError

from ..context import BY_BUTTON, says
from ..groups import MANAGER_GROUP
from .writable import CLOSED_ADDONS, WRITABLE

# What forms send of lists that stay empty.
_NO_COMMANDS = ((Command.CLEAR,), (Command.CLEAR, 0, 0), (Command.SET, 0, []))


class HelpdeskTicket(models.Model):
    """Nobody writes what the server decides, whatever the way in: form, list, import,
    RPC, or a default in the context.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_writer(self):
        """Return by which row of the table the present user writes.

        :return: reseller or staff, ``None`` for who is not held by the table: managers
            and the server's own code
        """
        user = self.env.user
        if self.env.su or says(self, BY_BUTTON) or user.has_group(MANAGER_GROUP):
            return None
        return "reseller" if user._is_reseller_only() else "staff"

    @api.model
    def _get_writable_fields(self, writer, is_new):
        """Return the fields that a person may write. A hook for other addons.

        :param str writer: reseller or staff
        :param bool is_new: at creation, else later
        :return: set of names
        """
        at_creation, later = WRITABLE[writer]
        return set(at_creation if is_new else later)

    @api.model
    def _get_closed_fields(self, writer, is_new):
        """Return the fields that a person may not write.

        :return: set of names
        """
        writable = self._get_writable_fields(writer, is_new)
        return {
            name
            for name, field in self._fields.items()
            if name not in writable
            and (writer == "reseller" or not CLOSED_ADDONS.isdisjoint(field._modules))
        }

    @api.model
    def _check_writable_create(self, vals_list):
        """Check that nobody says of a new ticket what the server decides.

        What Odoo proposes itself is no word of the person's.

        :raises AccessError: naming the fields
        """
        writer = self._get_writer()
        if not writer:
            return
        closed = self._get_closed_fields(writer, is_new=True)
        said = {name: vals[name] for vals in vals_list for name in closed & vals.keys()}
        if not said:
            return
        # With no context, so that nobody proposes what may not be said.
        plain = self.with_env(self.env(context={}))
        proposed = plain.default_get(list(said))
        refused = {
            name
            for name in said
            for vals in vals_list
            if not self._says_nothing(vals.get(name))
            and vals[name] != proposed.get(name, False)
        }
        self._refuse_fields(refused)
        for vals in vals_list:
            for name in said:
                vals.pop(name, None)

    @api.model
    def _says_nothing(self, value):
        """Return whether a value leaves a field of a new ticket as it is: forms send
        also what nobody filled in.
        """
        if isinstance(value, list | tuple):
            return all(
                isinstance(command, list | tuple) and tuple(command) in _NO_COMMANDS
                for command in value
            )
        return value in (False, None)

    def _check_writable(self, vals):
        """Check that nobody writes what the server decides.

        What stays as it is, as in a list that is imported over, is no change.

        :return: the values without it
        :raises AccessError: naming the fields
        """
        writer = self._get_writer()
        if not writer:
            return vals
        closed = self._get_closed_fields(writer, is_new=False) & vals.keys()
        if not closed:
            return vals
        self._refuse_fields({name for name in closed if self._changes(name, vals)})
        return {name: value for name, value in vals.items() if name not in closed}

    def _changes(self, name, vals):
        """Return whether a value differs from what one of the tickets has."""
        field = self._fields[name]
        if field.type in ("one2many", "many2many"):
            return bool(vals[name])
        # sudo: whether it differs is all that is told, by what is refused anyway.
        return any(
            field.convert_to_cache(vals[name], ticket, validate=False)
            != field.convert_to_cache(ticket[name], ticket, validate=False)
            for ticket in self.sudo()
        )

    @api.model
    def _refuse_fields(self, names):
        """
        :raises AccessError: naming the fields, if there are any
        """
        if not names:
            return
        # sudo: labels alone; a field that may not be read is named, too.
        labels = self.sudo().fields_get(names, ["string"])
        raise AccessError(
            _(
                "This is not yours to write on a ticket: %s. It follows from what "
                "happens: move the ticket, write on it or assign it instead, or ask a "
                "helpdesk manager.",
                ", ".join(sorted(labels[name]["string"] for name in names)),
            )
        )
