from odoo import fields, models


class HelpdeskInvitationLink(models.TransientModel):
    """The link of an invitation, for who gives it on by other ways than e-mail."""

    _name = "helpdesk.invitation.link"
    _description = "Link of an Invitation"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, readonly=True, ondelete="cascade"
    )
    link = fields.Char(required=True, readonly=True)
