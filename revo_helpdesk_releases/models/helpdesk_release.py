from odoo import fields, models

from .selections import PRODUCTS, RELEASE_STATES


class HelpdeskRelease(models.Model):
    """A version of a product, and the cases that it solves."""

    _name = "helpdesk.release"
    _description = "Release"
    _order = "date_planned desc, id desc"

    name = fields.Char(string="Version", required=True)
    product = fields.Selection(PRODUCTS, required=True, default="app")
    date_planned = fields.Date(string="Planned for", required=True)
    is_hotfix = fields.Boolean(string="Hotfix")
    state = fields.Selection(
        RELEASE_STATES, required=True, default="planned", readonly=True, copy=False
    )
    note = fields.Html(string="Notes")
    ticket_ids = fields.One2many("helpdesk.ticket", "release_id", string="Cases")
