from odoo import fields, models


class HelpdeskTicket(models.Model):
    """With which release a ticket is solved."""

    _inherit = "helpdesk.ticket"

    release_id = fields.Many2one(
        "helpdesk.release",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
        help="The version that solves it.",
    )
