from odoo import fields, models


class HelpdeskDevelopmentItem(models.Model):
    """An item of development's own tracker, for which tickets wait."""

    _name = "helpdesk.development.item"
    _description = "Development Item"
    _order = "id desc"
    _rec_name = "reference"

    reference = fields.Char(required=True, index=True)
    url = fields.Char(string="Address")
    status = fields.Char(help="In the words of the tracker.")
    status_date = fields.Datetime(string="Status since")
    ticket_ids = fields.One2many("helpdesk.ticket", "development_item_id")
