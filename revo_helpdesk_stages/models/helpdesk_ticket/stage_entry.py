from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class HelpdeskTicket(models.Model):
    """What is written when a ticket enters a stage, by whichever way it is moved."""

    _inherit = "helpdesk.ticket"

    # The newest message of the database when the ticket entered its stage: what was
    # written since is newer. Times would not do, as they are whole seconds.
    stage_message_id = fields.Integer(readonly=True, copy=False)

    def write(self, vals):
        """Let only legal moves pass.

        A change of team that needs another stage is a move to where that team starts.

        :raises UserError: for a move that is not open, with those that are
        :raises TextMissing: for an open move that lacks its text
        """
        if not vals.keys() & {"stage_id", "team_id", "reseller_team_id", "user_id"}:
            return super().write(vals)
        # In the cache, where helpdesk_mgmt finds it: who hands a case over may not see
        # the stage it goes to.
        self._get_stage(vals).mapped("closed")
        line = self.filtered(lambda ticket: ticket._concerns_the_line(vals))
        if self - line:
            (self - line)._check_direct_moves(vals)
            super(HelpdeskTicket, self - line).write(dict(vals))
        if line:
            line._check_ownership(vals)
            for (values, method), tickets in line._prepare_moves(vals):
                super(
                    HelpdeskTicket,
                    tickets.with_context(helpdesk_assignment_method=method),
                ).write({**vals, **values})
        return True

    def _concerns_the_line(self, vals):
        """Tell whether these values touch the escalation pipeline."""
        self.ensure_one()
        team = self.env["helpdesk.ticket.team"].browse(vals.get("team_id") or [])
        return "escalation" in (
            self.pipeline,
            self._get_stage(vals).pipeline,
            team.sudo().pipeline,
        )

    @api.model
    def _get_stage(self, vals):
        """Give the stage that values name, an empty one where they name none."""
        # sudo: who hands a case over may not see the stage it goes to.
        stages = self.env["helpdesk.ticket.stage"].sudo()
        return stages.browse(vals.get("stage_id") or [])

    def _check_direct_moves(self, vals):
        """In the direct pipeline staff moves freely within the stages of the team, a
        client closes its own.
        """
        stage = self._get_stage(vals)
        for ticket in self:
            if stage and "team_id" not in vals and not ticket._may_enter(stage):
                raise UserError(ticket._get_sharing_refusal(stage))
        if "stage_id" not in vals or not self.env.user.share:
            return
        actors = self._get_actors()
        if not stage.close_from_portal or any(
            "client" not in actors[t.id] for t in self
        ):
            raise UserError(
                _(
                    "Only tickets of your own company can be closed. Open yours and "
                    "try again."
                )
            )

    def _prepare_moves(self, vals):
        """Give the values to write, tickets with the same ones together.

        :param dict vals: as given to ``write``
        :return: list of ``((values, method), tickets)``
        """
        groups = defaultdict(self.browse)
        values_of = {}
        given_team = (
            self.env["helpdesk.ticket.team"].browse(vals.get("team_id") or []).sudo()
        )
        for stage, tickets in self._group_by_target(vals, given_team).items():
            if stage:
                tickets._check_moves_open(stage)
                tickets._check_texts_written(stage)
                prepared = tickets._prepare_entries(stage, given_team)
            else:
                prepared = {
                    ticket: ticket._prepare_reteaming(vals) for ticket in tickets
                }
            for ticket, (values, method) in prepared.items():
                if "user_id" in vals:
                    values["user_id"], method = vals["user_id"], "manual"
                key = (tuple(sorted(values.items(), key=lambda item: item[0])), method)
                values_of[key] = (values, method)
                groups[key] |= ticket
        return [(values_of[key], tickets) for key, tickets in groups.items()]

    def _group_by_target(self, vals, given_team):
        """Group tickets by the stage they move to, an empty one if they stay."""
        stages = self.env["helpdesk.ticket.stage"].sudo()
        targets = defaultdict(self.browse)
        for ticket in self:
            target = self._get_stage(vals)
            if not target and given_team and given_team.tier != ticket.tier:
                target = (
                    stages._get_starting_stage(given_team.tier, given_team)
                    if given_team.pipeline == "escalation"
                    else given_team._get_applicable_stages()[:1]
                )
            targets[target if target != ticket.stage_id else stages] |= ticket
        return targets

    def _prepare_entries(self, stage, given_team):
        """Give what changes on entering a stage: ``{ticket: (values, method)}``."""
        if stage.pipeline == "direct":
            if given_team.pipeline != "direct":
                raise UserError(
                    _(
                        "Only direct teams work with the stage %s. Choose the direct "
                        "team that takes the case over; it starts in that team's first "
                        "stage.",
                        stage.name,
                    )
                )
            entries = {
                ticket: ({"team_id": given_team.id}, "manual") for ticket in self
            }
        else:
            entries = self._prepare_handoffs(stage, given_team)
        newest = self._get_newest_message_id()
        now = fields.Datetime.now()
        for ticket, (values, _method) in entries.items():
            values["stage_id"] = stage.id
            values["stage_message_id"] = newest
            if ticket.waiting_on != stage.waiting_on:
                values["waiting_since"] = now
        return entries

    def _prepare_reteaming(self, vals):
        """Keep team and reseller together where either changes without a move."""
        self.ensure_one()
        values = {}
        if self.tier == "reseller":
            if vals.get("team_id") and vals["team_id"] != self.team_id.id:
                self._check_ownership({"reseller_team_id": vals["team_id"]})
                values["reseller_team_id"] = vals["team_id"]
            elif vals.get("reseller_team_id"):
                values["team_id"] = vals["reseller_team_id"]
        return values, "manual"

    @api.model
    def _get_newest_message_id(self):
        # sudo: only the id counts, whoever may read the message.
        return self.env["mail.message"].sudo().search([], order="id desc", limit=1).id
