from odoo import models


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _update_bus_presence(self, *args, **kwargs):
        """Neither show that a reseller's people are there, nor tell them who is.

        In 17.0 they would need the list of who is online, the vendor's people included.
        """
        if self.env.user._is_reseller_only():
            return None
        return super()._update_bus_presence(*args, **kwargs)
