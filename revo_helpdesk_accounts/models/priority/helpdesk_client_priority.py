from odoo import _, api, fields, models
from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.policies.searching import choose

from ...policies import inflation as policy


class HelpdeskClientPriority(models.Model):
    """What priorities a client gave its last tickets: a row for each client company.

    For the vendor's people it counts all tickets of the client, no matter who handles
    them: two numbers tell nothing of any. A reseller's people are told of those alone
    that they may see.
    """

    _name = "helpdesk.client.priority"
    _description = "Priorities of a client"
    _auto = False
    _rec_name = "partner_id"
    _order = "high_count desc, ticket_count, id"
    _depends = {
        "helpdesk.ticket": ["active", "commercial_partner_id", "priority"],
        "res.partner": ["account_leader_id"],
    }

    partner_id = fields.Many2one("res.partner", string="Client", readonly=True)
    account_leader_id = fields.Many2one(
        "res.users", string="Account leader", readonly=True
    )
    ticket_count = fields.Integer(
        string="Last tickets",
        readonly=True,
        help="How many tickets are counted: the last 20 of the client, or fewer.",
    )
    high_count = fields.Integer(
        string="High or above",
        readonly=True,
        help="How many of them the client called High, Very High or Immediate.",
    )
    high_share = fields.Float(string="Share", readonly=True, group_operator="avg")
    is_inflating = fields.Boolean(
        string="Nearly everything is urgent",
        compute="_compute_is_inflating",
        search="_search_is_inflating",
        help="More than half of 20 tickets are High or above.",
    )

    @property
    def _table_query(self):
        # sudo: see the class; for a reseller the rules of tickets decide.
        tickets = self.env["helpdesk.ticket"].sudo(
            not self.env.user._is_reseller_only()
        )
        # Odoo reads records, these too, with the archived ones.
        tickets = tickets.with_context(active_test=True)
        counted = tickets._search([("commercial_partner_id", "!=", False)])
        # SQL: the ORM has no way to take the last tickets of each client at once.
        return SQL(
            """(
            SELECT figures.*,
                   figures.partner_id AS id,
                   client.account_leader_id,
                   high_count::float / ticket_count AS high_share
              FROM (
                    SELECT partner_id,
                           count(*) AS ticket_count,
                           count(*) FILTER (WHERE priority IN %(high)s) AS high_count
                      FROM (
                            SELECT commercial_partner_id AS partner_id,
                                   priority,
                                   row_number() OVER (
                                       PARTITION BY commercial_partner_id
                                       ORDER BY id DESC
                                   ) AS number
                              FROM helpdesk_ticket
                             WHERE id IN %(counted)s
                           ) ticket
                     WHERE number <= %(window)s
                     GROUP BY partner_id
                   ) figures
              JOIN res_partner client ON client.id = figures.partner_id
            )""",
            high=policy.HIGH,
            counted=counted.subselect(),
            window=policy.WINDOW,
        )

    @api.depends("high_count")
    def _compute_is_inflating(self):
        for client in self:
            client.is_inflating = policy.is_inflated(client.high_count)

    def _search_is_inflating(self, operator, value):
        return choose(
            operator,
            value,
            [("high_count", ">=", policy.INFLATED_FROM)],
            [("high_count", "<", policy.INFLATED_FROM)],
        )

    def action_open_tickets(self):
        """Open the tickets of the client."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Tickets of %s", self.partner_id.display_name),
            "res_model": "helpdesk.ticket",
            "view_mode": "tree,kanban,form,pivot,graph",
            "domain": [("commercial_partner_id", "=", self.partner_id.id)],
        }
