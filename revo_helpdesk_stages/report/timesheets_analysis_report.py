import re

from odoo import api, fields, models


class TimesheetsAnalysisReport(models.Model):
    """Work by ticket, and by what the ticket says of it: client and team."""

    _inherit = "timesheets.analysis.report"

    ticket_id = fields.Many2one("helpdesk.ticket", string="Ticket", readonly=True)
    ticket_client_id = fields.Many2one("res.partner", string="Client", readonly=True)
    ticket_team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Team", readonly=True
    )

    @property
    def _table_query(self):
        # Not in _select: OCA's helpdesk_mgmt_timesheet adds a ticket_id of its own, in
        # whichever order the two are loaded, and a column may not come twice.
        select = self._select()
        added = [
            f", {expression} AS {name}"
            for name, expression in self._get_ticket_columns().items()
            if not re.search(rf"\bAS\s+{name}\b", select, re.IGNORECASE)
        ]
        return f"{select} {' '.join(added)} {self._from()} {self._where()}"

    @api.model
    def _from(self):
        return f"""{super()._from()}
            LEFT JOIN helpdesk_ticket ticket ON ticket.id = A.ticket_id"""

    @api.model
    def _get_ticket_columns(self):
        """Return SQL expressions by the names of the fields that they are read into.

        ``A`` is the timesheet line and ``ticket`` its ticket, if it has one.
        """
        return {
            "ticket_id": "A.ticket_id",
            "ticket_client_id": "ticket.commercial_partner_id",
            "ticket_team_id": "ticket.team_id",
        }

    def init(self):
        """Leave the view in the database as it is.

        Odoo reads what ``_table_query`` says; a view on columns of ours would go with
        them when the addon is uninstalled.
        """
