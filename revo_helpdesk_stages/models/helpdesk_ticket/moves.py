from collections import defaultdict

from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...exceptions import TextMissing
from ...policies import transitions as policy
from .intake import MANAGER_GROUP

_STAFF_ACTORS = ("reseller", "support", "development", "manager")


class HelpdeskTicket(models.Model):
    """Which moves a ticket can make, enforced for every way in."""

    _inherit = "helpdesk.ticket"

    stage_id = fields.Many2one(domain="[('id', 'in', selectable_stage_ids)]")
    # The newest message of the database when the ticket entered its stage: what was
    # written since is newer. Times would not do, as they are whole seconds.
    stage_message_id = fields.Integer(readonly=True, copy=False)
    selectable_stage_ids = fields.Many2many(
        "helpdesk.ticket.stage",
        compute="_compute_moves",
        string="Stages open from here",
    )
    move_ids = fields.Many2many(
        "helpdesk.ticket.stage.transition", compute="_compute_moves", string="Moves"
    )
    can_escalate = fields.Boolean(compute="_compute_moves")

    @api.depends("stage_id", "team_id", "reseller_team_id", "escalated_date")
    @api.depends_context("uid")
    def _compute_moves(self):
        """Offer what the present user may do from here, and nothing else."""
        stages = self.env["helpdesk.ticket.stage"]
        transitions = self.env["helpdesk.ticket.stage.transition"]
        in_line = stages.search([("pipeline", "=", "escalation")])
        actors = self._get_actors()
        line = self.filtered(lambda ticket: ticket.stage_id.pipeline == "escalation")
        direct = self - line
        direct.move_ids = False
        direct.can_escalate = False
        for team in [*direct.team_id, direct.team_id.browse()]:
            tickets = direct.filtered(lambda ticket, of=team: ticket.team_id == of)
            tickets.selectable_stage_ids = team._get_applicable_stages()
        for ticket in line:
            rows = ticket._get_allowed_moves(actors[ticket.id])
            offered = transitions.browse([row.id for row in rows])
            ticket.move_ids = offered
            ticket.can_escalate = any(row.server_action_id for row in offered.sudo())
            ticket.selectable_stage_ids = (
                in_line
                if "manager" in actors[ticket.id]
                else stages.browse([row.to_stage for row in rows]) | ticket.stage_id
            )

    def write(self, vals):
        """Let only legal moves pass.

        A change of team that needs another stage is a move to the stage where that team
        starts.

        :raises UserError: for a move that is not open, with those that are
        :raises TextMissing: for an open move that lacks its text
        """
        if not vals.keys() & {"stage_id", "team_id", "reseller_team_id", "user_id"}:
            return super().write(vals)
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

    def action_move(self, stage_id):
        """Move tickets, or say where to write what the move asks for.

        :param int stage_id: the stage to move to
        :return: the action of the wizard where text is missing, else ``False``
        :raises UserError: for a move that is not open
        """
        stage = self.env["helpdesk.ticket.stage"].browse(stage_id)
        self._check_moves_open(stage)
        if self._get_lacking(stage):
            return self._get_move_wizard(stage)
        self.write({"stage_id": stage.id})
        return False

    def action_escalate(self):
        """Ask for the tests performed, once for all of these tickets, and escalate
        them.

        :return: the action of the wizard
        :raises UserError: naming the tickets that cannot be escalated from where they
            stand
        """
        stage = self.env["helpdesk.ticket.stage"]._get_starting_stage("support")
        self._check_moves_open(stage)
        return self._get_move_wizard(stage)

    def _concerns_the_line(self, vals):
        """Tell whether these values touch the escalation pipeline."""
        self.ensure_one()
        stage = self.env["helpdesk.ticket.stage"].browse(vals.get("stage_id") or [])
        team = self.env["helpdesk.ticket.team"].browse(vals.get("team_id") or [])
        return "escalation" in (
            self.stage_id.pipeline,
            stage.pipeline,
            team.sudo().pipeline,
        )

    def _check_direct_moves(self, vals):
        """In the direct pipeline staff moves freely, a client closes its own."""
        if "stage_id" not in vals or not self.env.user.share:
            return
        stage = self.env["helpdesk.ticket.stage"].browse(vals["stage_id"])
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

    def _check_ownership(self, vals):
        """Check who changes assignee, team and reseller.

        :raises UserError: where the ticket stands with others
        """
        actors = self._get_actors()
        given_team = self.env["helpdesk.ticket.team"].browse(vals.get("team_id") or [])
        targets = self._group_by_target(vals, given_team.sudo())
        staying = targets[self.env["helpdesk.ticket.stage"]]
        for ticket in self:
            roles = actors[ticket.id]
            new_reseller = (
                "reseller_team_id" in vals
                and ticket.reseller_team_id
                and vals["reseller_team_id"] != ticket.reseller_team_id.id
            )
            if new_reseller and "manager" not in roles:
                raise UserError(
                    _(
                        "%s keeps its reseller while others work on it. Ask a "
                        "helpdesk manager to give it to another one.",
                        ticket.number,
                    )
                )
            changes_holder = ticket in staying and any(
                name in vals and (vals[name] or False) != ticket[name].id
                for name in ("user_id", "team_id")
            )
            if changes_holder and not {ticket.tier, "manager"} & set(roles):
                raise UserError(
                    _(
                        "%(ticket)s stands with %(team)s: only they decide who works "
                        "on it. Write them a message instead.",
                        ticket=ticket.number,
                        team=ticket.sudo().team_id.name,
                    )
                )
            if changes_holder and "team_id" in vals and not given_team:
                raise UserError(
                    _(
                        "%s would stand with nobody. Choose the team that works on it.",
                        ticket.number,
                    )
                )

    @api.constrains("user_id", "team_id")
    def _check_assignee(self):
        for ticket in self.filtered(lambda t: t.user_id and t.pipeline == "escalation"):
            # sudo: a reseller's user may not see who else works in a vendor's team.
            if not ticket.sudo().team_id._is_member(ticket.user_id):
                raise ValidationError(
                    _(
                        "%(user)s does not work in %(team)s, where %(ticket)s stands. "
                        "Choose one of the team, or add %(user)s to the team first.",
                        user=ticket.user_id.name,
                        team=ticket.sudo().team_id.name,
                        ticket=ticket.number,
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
        stages = self.env["helpdesk.ticket.stage"]
        targets = defaultdict(self.browse)
        for ticket in self:
            target = stages.browse(vals.get("stage_id") or [])
            if not target and given_team and given_team.tier != ticket.tier:
                target = (
                    stages._get_starting_stage(given_team.tier)
                    if given_team.pipeline == "escalation"
                    else given_team._get_applicable_stages()[:1]
                )
            targets[target if target != ticket.stage_id else stages] |= ticket
        return targets

    def _prepare_entries(self, stage, given_team):
        """Give what changes on entering a stage: ``{ticket: (values, method)}``."""
        if stage.pipeline == "direct":
            entries = {
                ticket: ({"team_id": (given_team or ticket.team_id).id}, "manual")
                for ticket in self
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
            if not stage.closed:
                # helpdesk_mgmt sets the date on closing and never clears it.
                values["closed_date"] = False
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

    def _get_actors(self):
        """Say in which roles the present user acts on each ticket.

        :return: ``{ticket id: [role, …]}``, the role that counts first in front
        """
        user = self.env.user
        if user.share:
            company = user.commercial_partner_id
            return {
                ticket.id: ["client"]
                # sudo: only the contact's company is read.
                if company and ticket.sudo().partner_id.commercial_partner_id == company
                else []
                for ticket in self
            }
        tiers = user._get_helpdesk_tiers()
        everywhere = [tier for tier in tiers if tier != "reseller"]
        if user.id == SUPERUSER_ID:
            everywhere.append("system")
        last = ["manager"] if user.has_group(MANAGER_GROUP) else []
        return {
            ticket.id: everywhere
            # sudo: only the membership of the present user is read.
            + (["reseller"] if user in ticket.sudo().reseller_team_id.user_ids else [])
            + last
            for ticket in self
        }

    def _get_allowed_moves(self, actors):
        """Give the rows of the table open to these roles from where the ticket stands.

        A manager is offered what anybody of the staff may do from here, with a reason.
        """
        self.ensure_one()
        table = self.env["helpdesk.ticket.stage.transition"]._get_table()
        stage, escalated = self.stage_id.id, bool(self.escalated_date)
        rows = policy.allowed_moves(table, stage, actors, escalated)
        if "manager" not in actors:
            return rows
        known = {row.to_stage for row in rows}
        return rows + [
            row._replace(actor="manager", requires="reason")
            for row in policy.allowed_moves(table, stage, _STAFF_ACTORS, escalated)
            if row.to_stage not in known
        ]

    def _find_moves(self, stage):
        """Give the row by which the present user may move each ticket to a stage.

        :return: ``{ticket: Transition or None}``
        """
        actors = self._get_actors()
        moves = {}
        for ticket in self:
            roles = actors[ticket.id]
            rows = ticket._get_allowed_moves(roles)
            move = next((row for row in rows if row.to_stage == stage.id), None)
            if not move and "manager" in roles:
                move = policy.Transition(
                    0, ticket.stage_id.id, stage.id, "manager", "reason"
                )
            moves[ticket] = move
        return moves

    def _check_moves_open(self, stage):
        """Check that every ticket may move to the stage, apart from text.

        :raises UserError: naming each ticket that may not, and what is open to it
        """
        refused = [
            ticket for ticket, move in self._find_moves(stage).items() if not move
        ]
        if refused:
            raise UserError("\n".join(ticket._get_refusal(stage) for ticket in refused))

    def _get_refusal(self, stage):
        self.ensure_one()
        rows = self._get_allowed_moves(self._get_actors()[self.id])
        open_stages = self.env["helpdesk.ticket.stage"].browse(
            [row.to_stage for row in rows]
        )
        if not open_stages:
            return _(
                "%(ticket)s stays in %(current)s and cannot move to %(target)s: it is "
                "not your move, it waits on: %(party)s. Write a message to them "
                "instead.",
                ticket=self.number,
                current=self.stage_id.name,
                target=stage.name,
                party=dict(
                    self._fields["waiting_on"]._description_selection(self.env)
                ).get(self.waiting_on, ""),
            )
        return _(
            "%(ticket)s cannot move from %(current)s to %(target)s. From here you can "
            "move it to: %(stages)s.",
            ticket=self.number,
            current=self.stage_id.name,
            target=stage.name,
            stages=", ".join(open_stages.mapped("name")),
        )

    def _get_lacking(self, stage):
        """Give the tickets whose move to the stage lacks its text.

        :return: ``{ticket: requirement}``
        """
        moves = {
            ticket: move for ticket, move in self._find_moves(stage).items() if move
        }
        asking = self.browse(
            t.id for t, move in moves.items() if move.requires != "nothing"
        )
        written = asking._get_written()
        actors = self._get_actors()
        return {
            ticket: moves[ticket].requires
            for ticket in asking
            if not policy.is_satisfied(
                moves[ticket].requires,
                {
                    kind
                    for tier, kind in written[ticket.id]
                    if tier in actors[ticket.id]
                },
            )
        }

    def _check_texts_written(self, stage):
        lacking = self._get_lacking(stage)
        if not lacking:
            return
        labels = dict(
            self.env["helpdesk.ticket.stage.transition"]
            ._fields["requires"]
            ._description_selection(self.env)
        )
        message = "\n".join(
            _(
                "%(ticket)s can move to %(stage)s once this is written: %(text)s.",
                ticket=ticket.number,
                stage=stage.name,
                text=labels[requires].lower(),
            )
            for ticket, requires in lacking.items()
        )
        raise TextMissing(message, self._get_move_wizard(stage), _("Write it now"))

    def _get_move_wizard(self, stage):
        """Give the action that asks for a move's text and then makes the move."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_ticket_move_action"
        )
        moves = [move for move in self._find_moves(stage).values() if move]
        # sudo: the label of the button is the title of the wizard.
        row = self.env["helpdesk.ticket.stage.transition"].sudo().browse(moves[0].id)
        action["name"] = row.name or stage.name
        action["context"] = {
            "default_ticket_ids": self.ids,
            "default_stage_id": stage.id,
        }
        return action
