from odoo import models

from ...policies.board_changes import BOARD
from .helpdesk_ticket_changes import HEARING_GROUPS


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_board_channels(self):
        """Return the channels by which a user hears of what changes on the board.

        :return: list of pairs of a record and what of it is meant; empty for whoever
            has no board
        """
        self.ensure_one()
        if self._get_line_role() not in ("reseller", "staff"):
            return []
        heard = () if self._is_reseller_only() else HEARING_GROUPS
        groups = self.env["res.groups"]._get_known(*filter(self.has_group, heard))
        # sudo: a reseller reads its own team alone; which ones are its own is asked.
        teams = self.sudo().helpdesk_team_ids.filtered(
            lambda team: team.tier == "reseller"
        )
        return [(hearer, BOARD) for hearer in [*groups, *teams]]
