from odoo import fields, models


class HelpdeskTrackerEvent(models.Model):
    """What development's tracker reported, and what became of it."""

    _name = "helpdesk.tracker.event"
    _description = "Tracker Event"
    _order = "id desc"

    name = fields.Char(string="Event", required=True, readonly=True)
