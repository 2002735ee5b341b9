from odoo import _, api, fields, models, tools
from odoo.exceptions import ValidationError

from ...policies.transitions import Transition
from ..selections import ACTORS, AUDIENCES, CONDITIONS, REQUIREMENTS


class HelpdeskTicketStageTransition(models.Model):
    _name = "helpdesk.ticket.stage.transition"
    _description = "Helpdesk Ticket Move"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    from_stage_id = fields.Many2one(
        "helpdesk.ticket.stage",
        string="From",
        required=True,
        index=True,
        ondelete="cascade",
    )
    to_stage_id = fields.Many2one(
        "helpdesk.ticket.stage",
        string="To",
        required=True,
        index=True,
        ondelete="cascade",
    )
    actor = fields.Selection(
        ACTORS, string="By", required=True, help="Who may make this move."
    )
    condition = fields.Selection(
        CONDITIONS, string="When", required=True, default="always"
    )
    requires = fields.Selection(
        REQUIREMENTS,
        required=True,
        default="nothing",
        help="What the mover's side must have written since the ticket entered the "
        "stage.",
    )
    audience = fields.Selection(
        AUDIENCES,
        string="Readers",
        required=True,
        default="reseller",
        help="Who reads the text that is written with the move.",
    )
    name = fields.Char(
        string="Button",
        required=True,
        translate=True,
        help="The label of the button, in the words of who presses it.",
    )
    is_usual = fields.Boolean(
        string="Usual next step",
        help="The one button that stands out above the ticket. Of several that are "
        "open, the first one that is limited by a condition, else the first one.",
    )
    server_action_id = fields.Many2one(
        "ir.actions.server",
        help="A button or an entry of the Action menu of its own, that also works for "
        "several tickets in the list.",
    )

    @api.constrains("from_stage_id", "to_stage_id", "actor", "condition", "active")
    def _check_stages(self):
        for transition in self.filtered("active"):
            source, target = transition.from_stage_id, transition.to_stage_id
            if source == target:
                raise ValidationError(
                    _(
                        "A move leads to another stage: choose a target other than %s.",
                        source.name,
                    )
                )
            if source.pipeline != "escalation" or target.pipeline != "escalation":
                raise ValidationError(
                    _(
                        "Moves are for the escalation pipeline; in the direct pipeline "
                        "a team moves its tickets freely. Choose two stages of the "
                        "escalation pipeline."
                    )
                )
            twins = source.transition_ids.filtered(
                lambda row, of=transition: row.to_stage_id == of.to_stage_id
                and row.actor == of.actor
                and row.id != of.id
            )
            if any(
                "always" in (row.condition, transition.condition) for row in twins
            ) or any(row.condition == transition.condition for row in twins):
                raise ValidationError(
                    _(
                        "There is already a move from %(current)s to %(target)s for "
                        "the same people. Change that one, or limit both with a "
                        "condition.",
                        current=source.name,
                        target=target.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        transitions = super().create(vals_list)
        self.env.registry.clear_cache()
        return transitions

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.depends("name", "from_stage_id", "to_stage_id")
    def _compute_display_name(self):
        # sudo: a move names its stages to whom it is offered, also to who does not see
        # the one that it leads to.
        for transition, known in zip(self, self.sudo(), strict=True):
            transition.display_name = (
                f"{known.from_stage_id.name} → {known.to_stage_id.name}"
            )

    @api.model
    @tools.ormcache()
    def _get_table(self):
        """Return the table of moves as plain values, for :mod:`..policies.transitions`.

        :return: tuple of :class:`Transition` in the table's order
        """
        # sudo: the table decides for portal users too, who may not read it.
        return tuple(
            Transition(
                id=row.id,
                from_stage=row.from_stage_id.id,
                to_stage=row.to_stage_id.id,
                actor=row.actor,
                requires=row.requires,
                condition=row.condition,
                is_usual=row.is_usual,
            )
            for row in self.sudo().search([])
        )
