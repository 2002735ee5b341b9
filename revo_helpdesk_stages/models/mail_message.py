from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from .selections import AUDIENCES, AUTHOR_TIERS, REQUIREMENTS

# What the server decides when a message is posted, and nobody changes afterwards.
_SEALED = {"audience", "author_tier", "requirement"}


class Settled(str):
    """A value that the server's own code has settled.

    What comes by RPC, in values or in the context, is plain text and is refused.
    """

    __slots__ = ()


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
        if self.env.su:
            return super().create(vals_list)
        if any(
            vals.get(name) and not isinstance(vals[name], Settled)
            for vals in vals_list
            for name in _SEALED
        ):
            raise AccessError(
                _(
                    "Who reads a message, and what it answers, is settled by the "
                    "server. Write on the ticket, or move it and write there."
                )
            )
        # Named here, so that no default of the context comes in.
        unset = dict.fromkeys(_SEALED, False)
        return super().create([{**unset, **vals} for vals in vals_list])

    def write(self, vals):
        if _SEALED & vals.keys() and not self.env.su:
            raise AccessError(
                _(
                    "Who reads a message is settled when it is posted. "
                    "Post it again for the right readers, and delete this one."
                )
            )
        return super().write(vals)

    @api.model
    def _message_fetch(self, domain, *args, **kwargs):
        """Show a client its notes where the site asks for comments alone, as it does in
        19.0.
        """
        if domain is not None:
            comment = self.env.ref("mail.mt_comment")
            note = self.env.ref("revo_helpdesk_stages.mt_client_note")
            comments = ("subtype_id", "=", comment.id)
            readable = ("subtype_id", "in", (comment | note).ids)
            domain = [readable if leaf == comments else leaf for leaf in domain]
        return super()._message_fetch(domain, *args, **kwargs)
