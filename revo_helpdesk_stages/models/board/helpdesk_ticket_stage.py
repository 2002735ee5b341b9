from odoo import api, fields, models

from ..groups import MANAGER_GROUP


class HelpdeskTicketStage(models.Model):
    """Which columns of the line's board begin open, for whom."""

    _inherit = "helpdesk.ticket.stage"
    # Odoo asks a column's record by this field whether it is folded.
    _fold_name = "begins_folded"

    begins_folded = fields.Boolean(
        string="Folded at first",
        compute="_compute_begins_folded",
        help="Whether the column of the stage is a narrow strip until somebody opens "
        "it: on the board of the line those of others are.",
    )

    @api.depends("fold", "pipeline", "tier", "waiting_on")
    @api.depends_context("uid", "helpdesk_pipeline")
    def _compute_begins_folded(self):
        own = self.browse()
        if self.env.context.get("helpdesk_pipeline") == "escalation":
            own = self._filter_own(self.env.user)
        for stage in self:
            is_others = own and stage.pipeline == "escalation" and stage not in own
            stage.begins_folded = stage.fold or bool(is_others)

    def _filter_own(self, user):
        """Return the stages in which a user has something to do: those of the user's
        tiers in which a case waits on somebody.

        Managers without a tier look after the vendor's desk, which is support's; for
        whoever has no part in the line no stage is more than another.
        """
        tiers = user._get_helpdesk_tiers()
        if not tiers and user.has_group(MANAGER_GROUP):
            tiers = ["support"]
        return self.filtered(
            lambda stage: stage.pipeline == "escalation"
            and stage.tier in tiers
            and stage.waiting_on != "nobody"
        )
