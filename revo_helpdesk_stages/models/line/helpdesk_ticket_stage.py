from odoo import _, api, fields, models, tools
from odoo.exceptions import ValidationError

from ..groups import MANAGER_GROUP
from ..selections import PHASES, PIPELINES, TIERS, WAITING_ON


class HelpdeskTicketStage(models.Model):
    _inherit = "helpdesk.ticket.stage"

    code = fields.Char(
        copy=False,
        help="Technical name that other systems know the stage by. It stays when the "
        "stage is renamed.",
    )
    pipeline = fields.Selection(
        PIPELINES,
        required=True,
        default="direct",
        help="The family of stages: teams work with the stages of their own pipeline.",
    )
    tier = fields.Selection(
        TIERS,
        required=True,
        default="direct",
        help="Who manages a ticket while it stands in this stage.",
    )
    waiting_on = fields.Selection(
        WAITING_ON,
        string="Waiting on",
        required=True,
        default="support",
        help="Whose move it is in this stage.",
    )
    phase = fields.Selection(
        PHASES, required=True, default="in_progress", help="What kind of stage this is."
    )
    transition_ids = fields.One2many(
        "helpdesk.ticket.stage.transition", "from_stage_id", string="Moves from here"
    )

    @api.constrains("code")
    def _check_code(self):
        for stage in self.filtered("code"):
            twin = self.with_context(active_test=False).search(
                [("code", "=", stage.code), ("id", "!=", stage.id)], limit=1
            )
            if twin:
                raise ValidationError(
                    _(
                        "The code %(code)s already belongs to the stage %(stage)s. "
                        "Choose another one.",
                        code=stage.code,
                        stage=twin.name,
                    )
                )

    @api.constrains("pipeline", "tier")
    def _check_tier(self):
        for stage in self:
            if (stage.pipeline == "direct") != (stage.tier == "direct"):
                raise ValidationError(
                    _(
                        "The stage %(stage)s mixes two pipelines: only a stage of the "
                        "direct pipeline has the tier Direct. Change its pipeline or "
                        "its tier.",
                        stage=stage.name,
                    )
                )

    @api.model
    def _get_starting_stage(self, tier, team=None):
        """Return the stage of the escalation pipeline where a team receives new
        tickets.

        :param str tier: reseller, support or development
        :param team: helpdesk.ticket.team; without it, whichever of the tier
        :return: the first backlog stage that the team uses; empty if there is none
        """
        for stage_id, team_ids in self._get_backlog(tier):
            if not (team and team_ids) or team.id in team_ids:
                return self.browse(stage_id)
        return self.browse()

    @api.model
    @tools.ormcache("tier")
    def _get_backlog(self, tier):
        """Return the backlog stages of a tier in the escalation pipeline, in order.

        Kept until a stage changes: each new ticket asks for them.

        :return: list of ``(stage id, ids of the teams that alone use it)``
        """
        # sudo: where a ticket goes decides, no matter who sees the stages that it goes
        # to.
        stages = self.sudo().search(
            [
                ("pipeline", "=", "escalation"),
                ("tier", "=", tier),
                ("phase", "=", "backlog"),
            ]
        )
        return [(stage.id, frozenset(stage.team_ids.ids)) for stage in stages]

    @tools.ormcache("self.id")
    def _get_sharing_ids(self):
        """Return the ids of the teams that alone use the stage, none where all do.

        Kept until a stage changes, or a team comes or goes: each move asks for them.
        """
        # sudo: with whom it is shared decides, no matter who sees the stage.
        return frozenset(self.sudo().with_context(active_test=True).team_ids.ids)

    def _is_used_by(self, team):
        """Return whether tickets of a team may stand in the stage."""
        self.ensure_one()
        sharing = self._get_sharing_ids()
        return not sharing or team.id in sharing

    def _is_seen_by(self, user):
        """Return whether a user sees the stage, as the rules of access do."""
        self.ensure_one()
        return (
            not self.team_ids
            or user.has_group(MANAGER_GROUP)
            or any(
                team.user_id == user or team._is_member(user) for team in self.team_ids
            )
        )
