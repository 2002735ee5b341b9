from odoo import _, models
from odoo.exceptions import AccessError

# What a reseller points a ticket at, and the server then names to the person who reads
# it.
_REFERENCES = ("partner_id", "user_id")


class HelpdeskTicket(models.Model):
    """Nobody points a ticket at a contact or a person that they may not see.

    The name of what a record points at is told to the person who reads the record:
    guessing numbers would be enough to learn the names of another reseller's clients.
    """

    _inherit = "helpdesk.ticket"

    def _check_references(self, vals_list):
        """Check that the present user sees what these values point at.

        :raises AccessError: for a contact or a person of others
        """
        if self.env.su or self.env.user._is_vendor():
            return
        for name in _REFERENCES:
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            ids -= set(self.mapped(name).ids)
            model = self.env[self._fields[name].comodel_name]
            if ids and model.search_count([("id", "in", list(ids))]) < len(ids):
                raise AccessError(
                    _(
                        "This contact or person is not one of yours. Choose one of "
                        "your own company or of your clients."
                    )
                )
