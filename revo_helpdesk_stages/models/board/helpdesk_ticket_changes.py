from odoo import models
from odoo.exceptions import MissingError

from ...compat import send_to_bus
from ...policies.board_changes import BOARD, CHANGED
from ..groups import MANAGER_GROUP, TICKET_USERS

# The vendor's people who hear of tickets: all of them, or those who see what a reseller
# handles alone. Whether somebody may see a ticket is asked when it is delivered.
HEARING_GROUPS = (TICKET_USERS, MANAGER_GROUP)


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
        resellers = self.env.cr.precommit.data.pop(BOARD)
        # sudo: whoever changes a ticket need not see who else hears of it.
        tickets = self.sudo().browse(resellers)
        try:
            heard = tickets._get_heard(resellers)
        except MissingError:
            # Some are gone again, and nobody has to ask for that each time.
            heard = tickets.exists()._get_heard(resellers)
        send_to_bus(
            self.env,
            [((hearer, BOARD), CHANGED, {"ids": ids}) for hearer, ids in heard.items()],
        )

    def _get_heard(self, resellers):
        """Return who hears of which of these tickets: ``{group or team: [id, …]}``.

        :param dict resellers: ids of the teams that had it before, by a ticket's id
        """
        heard = {}
        for ticket in self:
            teams = {*ticket.reseller_team_id.ids, *resellers[ticket.id]}
            for hearer in [
                ticket._get_hearing_group(),
                *ticket.team_id.browse(sorted(teams)),
            ]:
                heard.setdefault(hearer, []).append(ticket.id)
        return heard

    def _get_hearing_group(self):
        """Return which of the vendor's people hear of a ticket, as a group."""
        is_resellers_own = self.pipeline == "escalation" and not self.escalated_date
        group = MANAGER_GROUP if is_resellers_own else TICKET_USERS
        return self.env["res.groups"]._get_known(group)
