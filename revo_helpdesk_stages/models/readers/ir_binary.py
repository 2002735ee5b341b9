from odoo import _, models
from odoo.exceptions import AccessError


class IrBinary(models.AbstractModel):
    _inherit = "ir.binary"

    def _find_record(self, *args, **kwargs):
        """Open the files of tickets with a token only to whom they are for.

        Odoo takes a token for the permission, and tokens stand in texts and links that
        people hand on. What is for the client opens for the person who has the link.
        """
        record = super()._find_record(*args, **kwargs)
        if record._name == "ir.attachment" and not record._is_open_to(self.env.user):
            raise AccessError(_("This file of a ticket is for others."))
        return record
