from odoo import api, fields, models
from odoo.tools.sql import create_index

from ...policies import inflation as policy

LAST_OF_CLIENT_INDEX = "helpdesk_ticket_last_of_client_idx"

# Nobody reads it but the server, which tells who sees a ticket of the client.
_SERVER_ONLY = "."


class ResPartner(models.Model):
    """What priorities a client company gave its last tickets.

    Kept, and counted anew when one of them changes: a board shows hundreds of clients.
    """

    _inherit = "res.partner"

    account_ticket_ids = fields.One2many(
        "helpdesk.ticket",
        "commercial_partner_id",
        string="Tickets of the company",
        groups=_SERVER_ONLY,
    )
    last_ticket_count = fields.Integer(
        string="Last tickets",
        compute="_compute_last_priorities",
        store=True,
        groups=_SERVER_ONLY,
    )
    last_high_count = fields.Integer(
        string="High or above",
        compute="_compute_last_priorities",
        store=True,
        groups=_SERVER_ONLY,
    )

    def init(self):
        """Index the last tickets of a client."""
        super().init()
        create_index(
            self.env.cr,
            LAST_OF_CLIENT_INDEX,
            "helpdesk_ticket",
            ["commercial_partner_id", "id DESC"],
        )

    @api.depends(
        "account_ticket_ids.active",
        "account_ticket_ids.commercial_partner_id",
        "account_ticket_ids.priority",
    )
    def _compute_last_priorities(self):
        self.env["helpdesk.ticket"].flush_model(
            ["active", "commercial_partner_id", "priority"]
        )
        # SQL: the ORM has no way to take the last tickets of each client at once.
        self.env.cr.execute(
            """
            SELECT client.id,
                   count(ticket.id),
                   count(ticket.id) FILTER (WHERE ticket.priority IN %(high)s)
              FROM unnest(%(clients)s) AS client(id)
             CROSS JOIN LATERAL (
                   SELECT id, priority
                     FROM helpdesk_ticket
                    WHERE commercial_partner_id = client.id
                      AND active
                    ORDER BY id DESC
                    LIMIT %(window)s
                   ) ticket
             GROUP BY client.id
            """,
            {
                "clients": self._origin.ids,
                "high": policy.HIGH,
                "window": policy.WINDOW,
            },
        )
        counted = {client: counts for client, *counts in self.env.cr.fetchall()}
        for partner in self:
            partner.last_ticket_count, partner.last_high_count = counted.get(
                partner._origin.id, (0, 0)
            )
