from uuid import uuid4

from odoo import api, models


class HelpdeskTicket(models.Model):
    """What the server reads and keeps of tickets so that it need not ask again."""

    _inherit = "helpdesk.ticket"

    def _read_whole(self):
        """Read at once what the server will ask for while a client works on tickets.

        What a client may not read, 17.0 reads field by field for the server, too. Only
        where the server asks: what is in the cache Odoo gives to the client as well.
        """
        if self.env.su and self.env.user.share:
            self.fetch(self._get_kept_fields())

    @api.model
    def _get_kept_fields(self):
        return [
            name
            for name, field in self._fields.items()
            if field.store and field.column_type and field.prefetch is True
        ]

    @api.model
    def _plan_tokens(self, plan):
        """Give new tickets the tokens of their links, which Odoo would write on each
        when the first e-mail about it goes out.

        :param plan: CreatePlan
        """
        for vals in plan.vals_list:
            vals["access_token"] = str(uuid4())
