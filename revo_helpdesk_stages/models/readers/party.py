from odoo import api, fields, models
from odoo.exceptions import MissingError

from ...policies.parties import adopts

TICKET = "helpdesk.ticket"


class HelpdeskParty(models.AbstractModel):
    """The reseller and the client company that a ticket had when something was made.

    Stamped once, and never moved with the ticket: who comes later to it reads what is
    of its own party.

    Source: architecture, section 6, wall 4.
    """

    _name = "helpdesk.party"
    _description = "Party of a Ticket"

    party_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Reseller at the time",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    party_client_id = fields.Many2one(
        "res.partner",
        string="Client at the time",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.model
    def _stamp_parties(self, vals_list):
        """Add to values the parties of the tickets that they are of.

        :param list vals_list: as for ``create``, of what stands on tickets, changed in
            place
        :return: these tickets, with sudo
        """
        ids = {vals["res_id"] for vals in vals_list if vals.get("res_id")}
        # sudo: whose it is decides, no matter who writes.
        tickets = self.env[TICKET].sudo().browse(ids)
        try:
            parties = _get_parties(tickets)
        except MissingError:
            # Of one that has gone, what stands on it is of nobody.
            tickets = tickets.exists()
            parties = _get_parties(tickets)
        for vals in vals_list:
            vals.update(parties.get(vals.get("res_id"), {}))
        return tickets

    def _adopt(self, party):
        """Give what is of nobody to the first party that a ticket gets.

        :param dict party: as :meth:`helpdesk.ticket._get_party` returns it
        """
        for name, value in party.items():
            orphans = self.filtered(lambda r, n=name, v=value: adopts(r[n].id, v))
            if orphans:
                orphans.write({name: value})


def _get_parties(tickets):
    return {ticket.id: ticket._get_party() for ticket in tickets}
