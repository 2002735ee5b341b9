from odoo import fields, models

VENDOR = (
    "revo_helpdesk_stages.group_support_agent,"
    "revo_helpdesk_stages.group_development_agent,"
    "helpdesk_mgmt.group_helpdesk_manager"
)


class HelpdeskTicket(models.Model):
    """What development's own tracker knows about a ticket."""

    _inherit = "helpdesk.ticket"

    development_item_id = fields.Many2one(
        "helpdesk.development.item",
        string="Development item",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        groups=VENDOR,
        help="The item of development's tracker that this ticket waits for.",
    )
    development_url = fields.Char(
        related="development_item_id.url", string="Address in the tracker"
    )
    development_status = fields.Char(
        related="development_item_id.status", string="Status in the tracker"
    )
