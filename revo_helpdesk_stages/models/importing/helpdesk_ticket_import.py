from odoo import _, api, models

from ...policies.past import find_repeated
from ..context import IMPORTED, saying
from ..groups import MANAGER_GROUP


class HelpdeskTicket(models.Model):
    """A manager imports tickets as they are: in any stage, with their past.

    Whoever else imports opens new tickets, as in the form.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _imports_past(self):
        """Return whether the present user imports tickets as they are."""
        return not self.env.su and self.env.user.has_group(MANAGER_GROUP)

    @api.model
    def load(self, fields, data):
        """Refuse the rows whose number another ticket has, all at once."""
        refused = self._refuse_repeated(fields, data) if self._imports_past() else []
        if refused:
            return {"ids": False, "messages": refused, "nextrow": 0}
        return super().load(fields, data)

    @api.model
    def _load_records_create(self, values):
        """Bring in what a manager imports in silence: nothing of it is new."""
        tickets = self
        if self._imports_past():
            tickets = saying(self, IMPORTED).with_context(
                tracking_disable=True, mail_auto_subscribe_no_notify=True
            )
        return super(HelpdeskTicket, tickets)._load_records_create(values)

    def _load_records_write(self, values):
        """Change what a manager imports anew: what stays as it is is no move, and an
        open ticket is not closed by when it once was.
        """
        if self._imports_past():
            over = {"create_date"}
            if not self.closed:
                over |= {"closed_date", "resolved_date"}
            values = {
                name: value
                for name, value in values.items()
                if name not in over and self._changes(name, values)
            }
        return super()._load_records_write(values)

    @api.model
    def _refuse_repeated(self, names, data):
        """Return what is wrong with the numbers of a file.

        :param list names: the columns, as given to ``load``
        :param list data: the rows
        :return: messages as of ``load``
        """
        if "number" not in names:
            return []
        column = names.index("number")
        numbers = [row[column] for row in data]
        repeated = find_repeated(numbers)
        # sudo: a number is taken, no matter who may read the ticket.
        known = self.sudo().with_context(active_test=False)
        known = known.search([("number", "in", [n for n in numbers if n])])
        holders = {ticket.number: ticket for ticket in known}
        names_of = known._get_external_ids()
        refused = []
        for index, number in enumerate(numbers):
            holder = holders.get(number)
            if index in repeated:
                text = _("The number %s stands in the file twice.", number)
            elif holder and not self._is_row_of(
                holder.id,
                names_of[holder.id],
                dict(zip(names, data[index], strict=True)),
            ):
                text = _("Another ticket has the number %s already.", number)
            else:
                continue
            advice = _(
                "Correct it, leave it empty for the next free one, or name the ticket "
                "by its external ID to change it."
            )
            refused.append(
                {
                    "type": "error",
                    "field": "number",
                    "record": index,
                    "rows": {"from": index, "to": index},
                    "message": f"{text} {advice}",
                }
            )
        return refused

    @api.model
    def _is_row_of(self, ticket_id, external_ids, row):
        """Return whether a row of a file names a ticket, which it changes."""
        name = row.get("id") or ""
        name = name if "." in name else f"__import__.{name}"
        return str(row.get(".id")) == str(ticket_id) or name in external_ids
