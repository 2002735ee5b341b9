from odoo import _, api, fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ...policies import inflation as policy

LAST_OF_CLIENT_INDEX = "helpdesk_ticket_last_of_client_idx"


class HelpdeskTicket(models.Model):
    """Where a client calls nearly everything urgent, its tickets say so."""

    _inherit = "helpdesk.ticket"

    inflation_note = fields.Char(
        string="Priorities of the client",
        compute="_compute_inflation_note",
        groups=EMPLOYEES,
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("uid", "lang")
    def _compute_inflation_note(self):
        # sudo: who sees a ticket is told the two figures, and no more.
        clients = self.sudo().commercial_partner_id
        notes = {}
        for client, (high, count) in self._get_inflating(clients).items():
            notes[client.id] = _(
                "%(high)s of the last %(count)s tickets of %(client)s were High or "
                "above.",
                high=high,
                count=count,
                client=client.display_name,
            )
        for client, tickets in self.grouped("commercial_partner_id").items():
            tickets.inflation_note = notes.get(client.id, False)

    @api.model
    def _get_inflating(self, clients):
        """Return which of some clients call nearly everything urgent.

        The vendor is told of all tickets of a client, a reseller of those that it sees.
        Counted when it is looked at: kept with the client, it would let people wait for
        each other who open tickets of the same client at once.

        :param clients: res.partner recordset with sudo
        :return: ``{client: (urgent ones of the last tickets, number of these)}``
        """
        if not self.env.user._is_reseller_only():
            return self._get_inflating_of_all(clients)
        # sudo: the rules of tickets are asked for the user in what is searched.
        figures = self.env["helpdesk.client.priority"].sudo()
        found = figures.search_fetch(
            [("partner_id", "in", clients.ids), ("is_inflating", "=", True)],
            ["partner_id", "ticket_count", "high_count"],
        )
        return {one.partner_id: (one.high_count, one.ticket_count) for one in found}

    @api.model
    def _get_inflating_of_all(self, clients):
        self.flush_model(["active", "commercial_partner_id", "priority"])
        # SQL: the ORM has no way to take the last tickets of each client at once.
        self.env.cr.execute(
            """
            SELECT client.id, high.count, high.total
              FROM unnest(%(clients)s::integer[]) AS client(id)
             CROSS JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE priority IN %(high)s) AS count,
                          count(*) AS total
                     FROM (
                           SELECT priority
                             FROM helpdesk_ticket
                            WHERE commercial_partner_id = client.id
                              AND active
                            ORDER BY id DESC
                            LIMIT %(window)s
                          ) last
                   ) high
             WHERE high.count >= %(inflated)s
            """,
            {
                "clients": clients.ids,
                "high": policy.HIGH,
                "window": policy.WINDOW,
                "inflated": policy.INFLATED_FROM,
            },
        )
        figures = {client_id: rest for client_id, *rest in self.env.cr.fetchall()}
        # Of one record set, so that all names are read at once.
        return {
            client: tuple(figures[client.id])
            for client in clients
            if client.id in figures
        }

    def _get_indexes(self):
        return {
            **super()._get_indexes(),
            # The last tickets of a client.
            LAST_OF_CLIENT_INDEX: (["commercial_partner_id", "id DESC"], ""),
        }
