from odoo import fields, models
from odoo.tools import SQL

from ..models.selections import EFFORTS
from .helpdesk_report import HelpdeskReport


class HelpdeskEffortReport(models.Model):
    """How easy clients say that it was to get a ticket solved, a row for each word.

    Ratings themselves are closed to resellers: here they read what their own clients
    said, and nothing of what else a rating knows.
    """

    _name = "helpdesk.effort.report"
    _inherit = HelpdeskReport._name
    _description = "How Easy It Was"
    _auto = False
    _rec_name = "ticket_id"
    _order = "date desc, id desc"
    _depends = {
        "rating.rating": [
            "consumed",
            "feedback",
            "parent_res_id",
            "parent_res_model",
            "rating",
            "res_id",
            "res_model",
        ],
    }

    party_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Team",
        readonly=True,
        help="Who looked after the client when it was said.",
    )
    date = fields.Datetime(string="Said on", readonly=True)
    face = fields.Selection(EFFORTS, string="It was", readonly=True)
    effort = fields.Float(string="Ease (1 to 5)", readonly=True, group_operator="avg")
    feedback = fields.Text(string="In a word", readonly=True)

    @property
    def _table_query(self):
        columns = SQL(", ").join(
            SQL(f"{expression} AS {name}")
            for name, expression in self._get_ticket_columns().items()
        )
        return SQL(
            """(
            SELECT rating.id,
                   rating.create_date AS date,
                   rating.parent_res_id AS party_team_id,
                   rating.rating AS effort,
                   rating.rating::integer::text AS face,
                   rating.feedback,
                   %s
              FROM rating_rating rating
              JOIN helpdesk_ticket ticket ON ticket.id = rating.res_id
             WHERE rating.res_model = 'helpdesk.ticket'
               AND rating.parent_res_model = 'helpdesk.ticket.team'
               AND rating.consumed
            )""",
            columns,
        )
