from odoo import api, fields, models
from odoo.tools.sql import create_index

from ..selections import ASSIGNMENT_METHODS


class HelpdeskTicketAssignment(models.Model):
    """The ledger of who held which ticket: one row per assignment, never changed.

    It is what a returning ticket, fair distribution and reports are built on.
    """

    _name = "helpdesk.ticket.assignment"
    _description = "Helpdesk Ticket Assignment"
    _order = "id desc"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade", readonly=True
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team", index=True, ondelete="cascade", readonly=True
    )
    user_id = fields.Many2one(
        "res.users", string="Assigned to", index=True, readonly=True
    )
    method = fields.Selection(
        ASSIGNMENT_METHODS, string="How", required=True, readonly=True, default="manual"
    )
    round_number = fields.Integer(
        string="Round",
        readonly=True,
        help="The round in which the ticket was dealt, where the team assigns at "
        "random.",
    )
    date = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )

    def init(self):
        """Find a team's last round without reading its whole ledger."""
        create_index(
            self.env.cr,
            "helpdesk_ticket_assignment_round_idx",
            self._table,
            ["team_id", "round_number"],
        )

    @api.model
    def _get_last_holders(self, tickets, teams):
        """Return who held each ticket last in each team, and still works there.

        :param tickets: helpdesk.ticket recordset
        :param teams: helpdesk.ticket.team recordset
        :return: ``{(ticket id, team id): res.users}``
        """
        holders = {}
        # sudo: who hands a ticket over may not read the ledger of the other team.
        rows = self.sudo().search(
            [
                ("ticket_id", "in", tickets.ids),
                ("team_id", "in", teams.ids),
                ("user_id", "!=", False),
            ]
        )
        for row in rows:
            holders.setdefault((row.ticket_id.id, row.team_id.id), row)
        last = rows.browse(row.id for row in holders.values())
        there = {
            team.id: team._pick_members(of_team.user_id)
            for team, of_team in last.grouped("team_id").items()
        }
        return {
            (ticket_id, team_id): row.user_id
            for (ticket_id, team_id), row in holders.items()
            if row.user_id in there[team_id]
        }
