from odoo import _, api, fields, models
from odoo.exceptions import UserError


class HelpdeskImmediateReason(models.Model):
    """What stops a shop's orders: the reasons for which a ticket may be Immediate."""

    _name = "helpdesk.immediate.reason"
    _description = "What stops a shop's orders"
    _order = "sequence, id"

    name = fields.Char(
        required=True,
        translate=True,
        help="As clients read it when they open a ticket.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # sudo: it counts for tickets that the manager does not see, too.
        rows = (
            self.env["helpdesk.ticket"]
            .sudo()
            .with_context(active_test=False)
            ._read_group(
                [("immediate_reason_id", "in", self.ids)], ["immediate_reason_id"]
            )
        )
        if rows:
            raise UserError(
                _(
                    "Tickets have %s as what stops their orders. Archive it instead of "
                    "deleting it: nobody can choose it any more, and these tickets "
                    "keep it.",
                    ", ".join(reason.name for (reason,) in rows),
                )
            )
