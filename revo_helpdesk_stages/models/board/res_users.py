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
        known = self.env["ir.model.data"]._xmlid_to_res_id
        groups = self.env["res.groups"].browse(
            known(group)
            for group in HEARING_GROUPS
            if not self._is_reseller_only() and self.has_group(group)
        )
        # sudo: a reseller reads its own team alone; which ones are its own is asked.
        teams = self.sudo().helpdesk_team_ids.filtered(
            lambda team: team.tier == "reseller"
        )
        return [(hearer, BOARD) for hearer in [*groups, *teams]]
