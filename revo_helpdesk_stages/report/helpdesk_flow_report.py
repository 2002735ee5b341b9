from odoo import fields, models

from .helpdesk_report import HelpdeskReport

EVENTS = [
    ("1_opened", "Opened"),
    ("2_reopened", "Reopened"),
    ("3_resolved", "Resolved"),
    ("4_canceled", "Canceled"),
]

# A ticket is open while it stands with somebody; each stay begins when the one before
# ends. Ids stay the same and do not meet: of tickets they are even, of stays odd.
_EVENTS = """
    SELECT ticket.id * 2 AS id,
           ticket.id AS ticket_id,
           '1_opened' AS event,
           ticket.create_date AS date
      FROM helpdesk_ticket ticket
     UNION ALL
    SELECT again.id * 2 + 1,
           again.ticket_id,
           '2_reopened',
           again.date_start
      FROM helpdesk_ticket_stay closed
      JOIN helpdesk_ticket_stay again
        ON again.ticket_id = closed.ticket_id
       AND again.date_start = closed.date_end
     WHERE closed.waiting_on = 'nobody'
       AND again.waiting_on IS DISTINCT FROM 'nobody'
     UNION ALL
    SELECT closed.id * 2 + 1,
           closed.ticket_id,
           CASE stage.phase WHEN 'canceled' THEN '4_canceled' ELSE '3_resolved' END,
           closed.date_start
      FROM helpdesk_ticket_stay closed
      LEFT JOIN helpdesk_ticket_stay earlier
        ON earlier.ticket_id = closed.ticket_id
       AND earlier.date_end = closed.date_start
      LEFT JOIN helpdesk_ticket_stage stage ON stage.id = closed.stage_id
     WHERE closed.waiting_on = 'nobody'
       AND earlier.waiting_on IS DISTINCT FROM 'nobody'
"""


class HelpdeskFlowReport(models.Model):
    """A row each time that a ticket is opened, reopened, resolved or canceled."""

    _name = "helpdesk.flow.report"
    _inherit = HelpdeskReport._name
    _description = "Helpdesk Flow Report"
    _auto = False
    _rec_name = "ticket_id"
    _order = "date desc, id desc"
    _depends = {
        "helpdesk.ticket.stay": ["date_end", "date_start", "stage_id", "waiting_on"],
    }

    date = fields.Datetime(readonly=True)
    event = fields.Selection(EVENTS, readonly=True)
    change = fields.Integer(
        string="Change of open tickets",
        readonly=True,
        help="Opened and reopened tickets less those that are resolved or canceled.",
    )

    @property
    def _table_query(self):
        columns = ", ".join(
            f"{expression} AS {name}"
            for name, expression in self._get_ticket_columns().items()
        )
        return f"""
            SELECT moment.id,
                   moment.date,
                   moment.event,
                   CASE WHEN moment.event IN ('1_opened', '2_reopened') THEN 1 ELSE -1
                   END AS change,
                   {columns}
              FROM ({_EVENTS}) moment
              JOIN helpdesk_ticket ticket ON ticket.id = moment.ticket_id
        """
