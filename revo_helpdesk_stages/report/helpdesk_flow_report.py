from odoo import fields, models

EVENTS = [
    ("1_opened", "Opened"),
    ("2_reopened", "Reopened"),
    ("3_resolved", "Resolved"),
    ("4_canceled", "Canceled"),
]

# A ticket is open while it stands with somebody. Ids stay the same and do not meet: of
# tickets they are even, of stays odd.
_EVENTS = """
    SELECT ticket.id * 2 AS id,
           ticket.id AS ticket_id,
           '1_opened' AS event,
           ticket.create_date AS date
      FROM helpdesk_ticket ticket
     UNION ALL
    SELECT stay.id * 2 + 1,
           stay.ticket_id,
           CASE WHEN stay.is_open THEN '2_reopened'
                WHEN stage.phase = 'canceled' THEN '4_canceled'
                ELSE '3_resolved' END,
           stay.date_start
      FROM (SELECT holding.id,
                   holding.ticket_id,
                   holding.stage_id,
                   holding.date_start,
                   holding.waiting_on IS DISTINCT FROM 'nobody' AS is_open,
                   lag(holding.waiting_on IS DISTINCT FROM 'nobody', 1, TRUE) OVER (
                       PARTITION BY holding.ticket_id ORDER BY holding.date_start)
                       AS was_open
              FROM helpdesk_ticket_holding holding) stay
      LEFT JOIN helpdesk_ticket_stage stage ON stage.id = stay.stage_id
     WHERE stay.is_open <> stay.was_open
"""


class HelpdeskFlowReport(models.Model):
    """A row each time that a ticket is opened, reopened, resolved or canceled."""

    _name = "helpdesk.flow.report"
    _inherit = "helpdesk.report"
    _description = "Helpdesk Flow Report"
    _auto = False
    _rec_name = "ticket_id"
    _order = "date desc, id desc"
    _depends = {
        "helpdesk.ticket.holding": ["date_start", "stage_id", "waiting_on"],
    }

    date = fields.Datetime(readonly=True)
    event = fields.Selection(EVENTS, readonly=True)
    change = fields.Integer(
        string="Change of open cases",
        readonly=True,
        help="Opened and reopened cases less those that are resolved or canceled.",
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
