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

        :param WritePlan plan: of the change, which may have taken them from somebody
        """
        data, precommit = self.env.cr.precommit.data, self.env.cr.precommit
        if BOARD not in data:
            data[BOARD] = {}
            precommit.add(self.browse()._send_board_changes)
        before = plan.before if plan else {}
        for ticket in self:
            left = data[BOARD].setdefault(ticket.id, set())
            if ticket in before:
                left.update(ticket._get_left(plan))

    def _get_left(self, plan):
        """Return from whom a change takes the ticket, as teams and groups that heard of
        it: some of them may see it no longer.

        :param WritePlan plan: of the change
        """
        self.ensure_one()
        place = plan.before[self]
        left = []
        if plan.get(self, "reseller_team_id", place.reseller.id) != place.reseller.id:
            left += place.reseller
        # A case that starts with its reseller at last has not been escalated.
        is_claimed = not plan.get(self, "escalated_date", True)
        team = plan.get(self, "team_id", place.team.id)
        if is_claimed or (place.tier == "direct" and team != place.team.id):
            left += self.env["res.groups"]._get_known(TICKET_USERS)
        return left

    def _send_board_changes(self):
        left = self.env.cr.precommit.data.pop(BOARD)
        # sudo: whoever changes a ticket need not see who else hears of it.
        tickets = self.sudo().browse(left)
        try:
            heard = tickets._get_heard(left)
        except MissingError:
            # Some are gone again, and nobody has to ask for that each time.
            heard = tickets.exists()._get_heard(left)
        send_to_bus(
            self.env,
            [((hearer, BOARD), CHANGED, said) for hearer, said in heard.items()],
        )

    def _get_heard(self, left):
        """Return who hears of which of these tickets.

        :param dict left: teams and groups from whom it was taken, by a ticket's id
        :return: ``{group or team: {"ids": [id, …]}}``, with ``"left"``, those of them
            that were taken from these people, if there are any
        """
        heard = {}
        for ticket in self:
            hearers = {
                ticket._get_hearing_group(),
                *ticket.reseller_team_id,
                *left[ticket.id],
            }
            for hearer in hearers:
                said = heard.setdefault(hearer, {"ids": []})
                said["ids"].append(ticket.id)
                if hearer in left[ticket.id]:
                    said.setdefault("left", []).append(ticket.id)
        return heard

    def _get_hearing_group(self):
        """Return which of the vendor's people hear of a ticket, as a group."""
        is_resellers_own = self.pipeline == "escalation" and not self.escalated_date
        group = MANAGER_GROUP if is_resellers_own else TICKET_USERS
        return self.env["res.groups"]._get_known(group)
