from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from .selections import AUDIENCES, AUTHOR_TIERS, REQUIREMENTS

# What the server decides when a message is posted, and nobody changes afterwards.
_SEALED = {"audience", "author_tier", "requirement"}


class MailMessage(models.Model):
    _inherit = "mail.message"

    audience = fields.Selection(
        AUDIENCES, readonly=True, help="Who may read this message on a ticket."
    )
    author_tier = fields.Selection(
        AUTHOR_TIERS,
        readonly=True,
        help="The role in which the author wrote, at the time of writing.",
    )
    requirement = fields.Selection(
        REQUIREMENTS,
        readonly=True,
        help="What a move of the ticket asked for and this message answers.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("requirement") for vals in vals_list):
            raise AccessError(
                _(
                    "Only a move of the ticket asks for a text. Move the ticket, and "
                    "write it there."
                )
            )
        return super().create(vals_list)

    def write(self, vals):
        if _SEALED & vals.keys() and not self.env.su:
            raise AccessError(
                _(
                    "Who reads a message is settled when it is posted. "
                    "Post it again for the right readers, and delete this one."
                )
            )
        return super().write(vals)
