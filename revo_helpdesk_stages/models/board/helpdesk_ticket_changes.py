from odoo import models

from ...compat import send_to_bus
from ...policies.board_changes import BOARD, CHANGED
from ..groups import GROUP_OF_TIER, MANAGER_GROUP, TICKET_USERS

# Who hears of which tickets. Whether somebody may see one is asked when it is delivered:
# this keeps it from connections that would be asked for nothing.
_HEARERS = {
    GROUP_OF_TIER["support"]: lambda ticket: ticket.escalated_date,
    GROUP_OF_TIER["development"]: lambda ticket: ticket.development_date,
    TICKET_USERS: lambda ticket: ticket.pipeline == "direct",
    MANAGER_GROUP: lambda ticket: True,
}
HEARING_GROUPS = frozenset(_HEARERS)


class HelpdeskTicket(models.Model):
    """Boards are told of the tickets that change, once the change is stored."""

    _inherit = "helpdesk.ticket"

    def _tell_boards(self, plan=None):
        """Tell the boards that these tickets have changed, once for a transaction.

        :param WritePlan plan: of the change, which may have taken them from resellers
        """
        data, precommit = self.env.cr.precommit.data, self.env.cr.precommit
        if BOARD not in data:
            data[BOARD] = {}
            precommit.add(self.browse()._send_board_changes)
        before = plan.before if plan else {}
        for ticket in self:
            resellers = data[BOARD].setdefault(ticket.id, set())
            if ticket in before:
                resellers.update(before[ticket].reseller.ids)

    def _send_board_changes(self):
        changed = self.env.cr.precommit.data.pop(BOARD)
        channels = {}
        # sudo: whoever changes a ticket need not see who else hears of it. What was
        # taken back with a savepoint does not exist.
        for ticket in self.sudo().browse(changed).exists():
            resellers = {*ticket.reseller_team_id.ids, *changed[ticket.id]}
            teams = ticket.team_id.browse(sorted(resellers))
            for hearer in [*ticket._get_hearing_groups(), *teams]:
                channels.setdefault(hearer, []).append(ticket.id)
        send_to_bus(
            self.env,
            [
                ((hearer, BOARD), CHANGED, {"ids": ids})
                for hearer, ids in channels.items()
            ],
        )

    def _get_hearing_groups(self):
        """Return the groups whose people hear of a ticket, as records."""
        known = self.env["ir.model.data"]._xmlid_to_res_id
        return self.env["res.groups"].browse(
            known(group) for group, hears in _HEARERS.items() if hears(self)
        )
