from odoo import fields, models

from .selections import TIERS, WAITING_ON


class HelpdeskTicketHolding(models.Model):
    """How long a ticket stood in a stage, with a team and a person.

    One row from when one of these changed until the next change; the row of where it
    stands now has no end.
    """

    _name = "helpdesk.ticket.holding"
    _description = "Helpdesk Ticket Holding"
    _order = "id desc"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade", readonly=True
    )
    stage_id = fields.Many2one("helpdesk.ticket.stage", readonly=True)
    tier = fields.Selection(TIERS, readonly=True)
    waiting_on = fields.Selection(WAITING_ON, readonly=True)
    team_id = fields.Many2one("helpdesk.ticket.team", readonly=True)
    user_id = fields.Many2one("res.users", string="Assigned to", readonly=True)
    date_start = fields.Datetime(string="From", required=True, readonly=True)
    date_end = fields.Datetime(string="Until", readonly=True)
    hours = fields.Float(readonly=True)
    working_hours = fields.Float(readonly=True)
