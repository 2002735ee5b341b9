from odoo import fields, models


class HelpdeskTrackerStatus(models.Model):
    """What a status of development's tracker means for tickets."""

    _name = "helpdesk.tracker.status"
    _description = "Tracker Status"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(string="Status in the tracker", required=True)
    stage_id = fields.Many2one("helpdesk.ticket.stage", ondelete="cascade")
