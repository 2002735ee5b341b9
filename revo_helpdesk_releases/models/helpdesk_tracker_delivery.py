from odoo import fields, models


class HelpdeskTrackerDelivery(models.Model):
    """A ticket handed over to development's tracker."""

    _name = "helpdesk.tracker.delivery"
    _description = "Delivery to the Tracker"
    _order = "id desc"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade", readonly=True
    )
