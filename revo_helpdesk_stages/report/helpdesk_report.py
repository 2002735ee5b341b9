from odoo import api, fields, models

from ..models.selections import ORIGINS


class HelpdeskReport(models.AbstractModel):
    """What all reports on tickets can be grouped by.

    An addon that knows more of tickets adds its field here and its column to
    ``_get_ticket_columns``, and every report has it.
    """

    _name = "helpdesk.report"
    _description = "Helpdesk Report"
    _depends = {
        "helpdesk.ticket": [
            "active",
            "category_id",
            "commercial_partner_id",
            "company_id",
            "origin",
            "reseller_team_id",
        ],
    }

    ticket_id = fields.Many2one("helpdesk.ticket", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    reseller_team_id = fields.Many2one(
        "helpdesk.ticket.team", string="Reseller", readonly=True
    )
    commercial_partner_id = fields.Many2one(
        "res.partner", string="Client", readonly=True
    )
    category_id = fields.Many2one("helpdesk.ticket.category", readonly=True)
    origin = fields.Selection(ORIGINS, readonly=True)
    # As everywhere in Odoo: what is archived does not count unless it is asked for.
    active = fields.Boolean(readonly=True)
    opened_date = fields.Datetime(string="Opened on", readonly=True)

    def action_open_ticket(self):
        """Open the ticket of a row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": self.ticket_id.id,
            "views": [(False, "form")],
        }

    @api.model
    def _get_ticket_columns(self):
        """Return SQL expressions by the names of the fields that they are read into.

        ``ticket`` is the row of the ticket.
        """
        return {
            "ticket_id": "ticket.id",
            "active": "ticket.active",
            "company_id": "ticket.company_id",
            "reseller_team_id": "ticket.reseller_team_id",
            "commercial_partner_id": "ticket.commercial_partner_id",
            "category_id": "ticket.category_id",
            "origin": "ticket.origin",
            "opened_date": "ticket.create_date",
        }
