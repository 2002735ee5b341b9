from odoo import models


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Add what is told to boards: the server says who hears it, no client asks."""
        channels = super()._build_bus_channel_list(channels)
        return [*channels, *self.env.user._get_board_channels()]
