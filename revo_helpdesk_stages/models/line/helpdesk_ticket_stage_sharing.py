from odoo import _, api, models
from odoo.exceptions import ValidationError


class HelpdeskTicket(models.Model):
    """Which stages a ticket may enter where a stage is shared with some teams alone.

    A ticket enters it when it stands with one of these teams then. Who hands a ticket
    over to such a team need not see the stage; who works in the stage's own tier, and
    in none of these teams, can neither see nor use it.
    """

    _inherit = "helpdesk.ticket"

    @api.constrains("stage_id", "team_id")
    def _check_stage_sharing(self):
        # sudo: the team that receives a ticket decides, no matter who hands it over.
        for ticket in self.sudo():
            if ticket.stage_id and not ticket.stage_id._is_used_by(ticket.team_id):
                raise ValidationError(ticket._get_sharing_refusal(ticket.stage_id))

    def _may_enter(self, stage):
        """Return whether the present user may bring the ticket into a stage, as far as
        the sharing of stages goes.
        """
        self.ensure_one()
        # sudo: with whom the stage is shared decides, no matter who sees it.
        stage = stage.sudo()
        if not stage._get_sharing_ids():
            return True
        if stage.pipeline == "escalation":
            receiving = self._get_tier_team(stage.tier)
            outsider = stage.tier not in self.env.user._get_helpdesk_tiers()
        else:
            receiving, outsider = self.sudo().team_id, self.env.user.share
        return stage._is_used_by(receiving) and (
            outsider or self.env.su or stage._is_seen_by(self.env.user)
        )

    def _get_sharing_refusal(self, stage):
        """Return that a stage is for other teams; name it to those who see it alone."""
        self.ensure_one()
        # sudo: whether the user sees the stage is looked at here.
        stage, ticket = stage.sudo(), self.sudo()
        if not stage._is_seen_by(self.env.user):
            return _(
                "%s cannot move there: that stage is for other teams. Choose one of "
                "the stages that are offered.",
                ticket.number,
            )
        return _(
            "%(ticket)s cannot stand in %(stage)s with the team %(team)s: that stage "
            "is only for %(teams)s. Choose another stage, or one of these teams.",
            ticket=ticket.number,
            stage=stage.name,
            team=(ticket._get_tier_team(stage.tier) or ticket.team_id).name
            or _("(none)"),
            teams=", ".join(stage.team_ids.mapped("name")),
        )
