from odoo import api, models


class HelpdeskTicket(models.Model):
    """Who is told, too, while who should act is on leave; the ticket stays theirs."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _add_stand_ins(self, owners, teams, type_xmlid=None):
        """Return who is told of tickets, with whoever is there where all are on leave.

        Who has stood in on a ticket before does so again.

        :param dict owners: ``{ticket: res.users}``
        :param dict teams: ``{ticket: helpdesk.ticket.team}`` that the owners act for
        :param str type_xmlid: of the mail.activity.type that is planned for them, for a
            message ``None``
        :return: ``{ticket: res.users}``
        """
        people = self.env["res.users"].union(*owners.values())
        absent = people._get_absent()
        away = {t: teams[t] for t, users in owners.items() if users and users <= absent}
        if not away:
            return owners
        found = self._get_stand_ins(away, type_xmlid)
        tickets = self.browse(ticket.id for ticket in away if ticket not in found)
        for team, waiting in tickets.grouped(lambda ticket: away[ticket]).items():
            picked = team._pick_stand_ins(len(waiting))
            found.update(zip(waiting, picked, strict=True))
        return {
            t: users | found[t] if t in found else users for t, users in owners.items()
        }

    @api.model
    def _get_stand_ins(self, teams, type_xmlid):
        """Return who has something to do on tickets already, of who is there.

        :param dict teams: ``{ticket: helpdesk.ticket.team}``
        :return: ``{ticket: res.users}``, without those where there is nobody
        """
        domain = [
            ("res_model", "=", self._name),
            ("res_id", "in", [ticket.id for ticket in teams]),
        ]
        if type_xmlid:
            kind = self.env.ref(type_xmlid, raise_if_not_found=False)
            domain.append(("activity_type_id", "=", kind.id if kind else False))
        # sudo: activities belong to those who shall do them.
        planned = self.env["mail.activity"].sudo().search(domain)
        of_ticket = planned.grouped("res_id")
        present = {team: team._get_present_members() for team in set(teams.values())}
        nobody = planned.browse()
        found = {
            ticket: of_ticket.get(ticket.id, nobody).user_id & present[team]
            for ticket, team in teams.items()
        }
        return {ticket: users for ticket, users in found.items() if users}

    def _map_own_teams(self):
        """Return with which team each ticket stands: ``{ticket: team}``."""
        # sudo: a team may be another one's.
        return {ticket: ticket.team_id for ticket in self.sudo()}

    def _map_client_teams(self):
        """Return which team answers each client: ``{ticket: team}``."""
        # sudo: a team may be another one's.
        return {ticket: ticket._get_client_team() for ticket in self.sudo()}
