from odoo import fields, models

from ...compat import send_to_bus
from ...policies.board_changes import BOARD, CHANGED
from .helpdesk_integrator_request import (
    HelpdeskIntegratorRequest as DefinedHelpdeskIntegratorRequest,
)

ANSWERED = "revo_helpdesk_stages.mail_activity_type_integrator_answered"


class HelpdeskIntegratorRequest(models.Model):
    """An answer wakes the case: who has it gets an activity, its card says so.

    It stays where it is. What the answer means, and whether the case goes back to
    support, to development or to its reseller, is for a person to say: the manual names
    all three, and the table of moves has no row by which the system goes there.
    """

    _inherit = DefinedHelpdeskIntegratorRequest._name

    def _note_answer(self):
        """Note that the integrator has answered, and wake the case."""
        self.write(
            {
                "state": "answered",
                "answer_date": fields.Datetime.now(),
                "is_undelivered": False,
            }
        )
        waiting = self.ticket_id.filtered(
            lambda ticket: ticket.waiting_on == "integrator"
        )
        waiting.filtered("wait_until")._go_on()
        self._tell_owners(ANSWERED)
        self._tell_vendors_boards()

    def _tell_owners(self, type_xmlid):
        """Plan an activity on the case for who of support has it.

        :param str type_xmlid: of the mail.activity.type
        """
        tickets = self.ticket_id
        owners = tickets._add_stand_ins(
            self._get_owners(), self._map_teams(), type_xmlid
        )
        tickets._plan_activities(type_xmlid, owners)

    def _map_teams(self):
        """Return which support team each case is followed by.

        Where it stands with support it is that team, else the one that has asked, else
        the integrator's.

        :return: ``{ticket: helpdesk.ticket.team}``
        """
        teams = {}
        for request in self:
            ticket = request.ticket_id
            own = (
                ticket.team_id if ticket.tier == "support" else ticket.team_id.browse()
            )
            teams[ticket] = own or request.team_id or request.integrator_id.team_id
        return teams

    def _get_owners(self):
        """Return who of support has each case, or had it last, else the leader of the
        team, else the team: never anybody of a reseller, who may hold it by now.

        :return: ``{ticket: res.users}``
        """
        teams = self._map_teams()
        tickets = self.ticket_id
        there = tickets.filtered(lambda ticket: ticket.team_id == teams[ticket])
        owners = dict(there._get_holders())
        last = self.env["helpdesk.ticket.assignment"]._get_last_holders(
            tickets - there, self.env["helpdesk.ticket.team"].union(*teams.values())
        )
        for ticket in tickets - there:
            owners[ticket] = last.get((ticket.id, teams[ticket].id))
        others = tickets._get_of_teams(teams[t] for t in tickets if not owners[t])
        return {t: owners[t] or others[teams[t]] for t in tickets}

    def _tell_vendors_boards(self):
        """Tell the vendor's boards alone: resellers learn not even when it was."""
        hearing = {}
        for ticket in self.ticket_id:
            hearing.setdefault(ticket._get_hearing_group(), []).append(ticket.id)
        send_to_bus(
            self.env,
            [((group, BOARD), CHANGED, {"ids": ids}) for group, ids in hearing.items()],
        )
