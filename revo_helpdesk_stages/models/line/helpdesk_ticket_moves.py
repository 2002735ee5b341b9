from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ...exceptions import TextMissing
from ...policies import transitions as policy
from ...policies.roles import STAFF_ACTORS

ESCALATE = "revo_helpdesk_stages.helpdesk_ticket_action_escalate"


class HelpdeskTicket(models.Model):
    """Which moves a ticket can make, for whom, and what they ask for."""

    _inherit = "helpdesk.ticket"

    stage_id = fields.Many2one(domain="[('id', 'in', selectable_stage_ids)]")
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
        known = stages.with_context(active_test=False)
        seen = known.search([("pipeline", "=", "escalation")])
        actors = self._get_actors()
        line = self.filtered(lambda ticket: ticket.pipeline == "escalation")
        escalating = self.env["ir.model.data"]._xmlid_to_res_id(ESCALATE)
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
            # sudo: which button a move has; who works here reads no actions.
            ticket.can_escalate = any(
                row.server_action_id.id == escalating for row in offered.sudo()
            )
            targets = (
                seen.filtered(
                    lambda stage, of=ticket: stage.active and of._may_enter(stage)
                )
                if "manager" in actors[ticket.id]
                else stages.browse([row.to_stage for row in rows])
            )
            ticket.selectable_stage_ids = (targets | ticket.stage_id) & seen

    def action_move(self, stage_id):
        """Move tickets, or say where to give what the move asks for or offers to say.

        :param int stage_id: the stage to move to
        :return: the action of the wizard where something is missing or can be said,
            else ``False``
        :raises UserError: for a move that is not open
        """
        stage = self._get_stage({"stage_id": stage_id})
        # A direct team moves its tickets freely.
        line = self.filtered(lambda ticket: ticket.pipeline == "escalation")
        line._check_moves_open(stage)
        if line and (line._asks_for_more(stage) or line._offers_note(stage)):
            return line._get_move_wizard(stage)
        self.write({"stage_id": stage.id})
        return False

    def action_escalate(self):
        """Ask for the tests performed on each of these tickets, and escalate it.

        :return: the action of the wizard
        :raises UserError: naming the tickets that cannot be escalated from here
        """
        stage = self.env["helpdesk.ticket.stage"]._get_starting_stage("support")
        self._check_moves_open(stage)
        return self._get_move_wizard(stage)

    def _get_allowed_moves(self, actors):
        """Return the rows of the table open to these roles from where the ticket
        stands.

        A manager is offered what anybody of the staff may do from here, with a reason.
        """
        self.ensure_one()
        table = self.env["helpdesk.ticket.stage.transition"]._get_table()
        stage, escalated = self.stage_id.id, bool(self.escalated_date)
        rows = policy.allowed_moves(table, stage, actors, escalated)
        if "manager" in actors:
            known = {row.to_stage for row in rows}
            rows = rows + [
                row._replace(actor="manager", requires="reason")
                for row in policy.allowed_moves(table, stage, STAFF_ACTORS, escalated)
                if row.to_stage not in known
            ]
        # One record set, so that all stages are read at once.
        targets = self.stage_id.browse([row.to_stage for row in rows])
        return self._leave_closed_to_staff(
            [
                row
                for row, target in zip(rows, targets, strict=True)
                if self._may_enter(target)
            ]
        )

    def _find_moves(self, stage):
        """Return the row by which the present user may move each ticket to a stage.

        :return: ``{ticket: Transition or None}``
        """
        actors = self._get_actors()
        moves = {}
        for ticket in self:
            roles = actors[ticket.id]
            rows = ticket._get_allowed_moves(roles)
            move = next((row for row in rows if row.to_stage == stage.id), None)
            if not move and "manager" in roles and ticket._may_enter(stage):
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
        if not self._may_enter(stage):
            return self._get_sharing_refusal(stage)
        # sudo: a stage is named here to who may see it, and the one where the ticket
        # stands to the person who sees the ticket.
        seen = stage.sudo()._is_seen_by(self.env.user)
        target = stage.sudo().name if seen else _("that stage")
        rows = self._get_allowed_moves(self._get_actors()[self.id])
        open_stages = stage.sudo().browse([row.to_stage for row in rows])
        current = self.sudo().stage_id.name
        if not open_stages and self.closed:
            return _(
                "%(ticket)s is closed in %(current)s and cannot move to %(target)s. "
                "Ask its reseller or a helpdesk manager to reopen it.",
                ticket=self.number,
                current=current,
                target=target,
            )
        if not open_stages:
            return _(
                "%(ticket)s stays in %(current)s and cannot move to %(target)s: it is "
                "not your move, it waits on: %(party)s. Write a message to them "
                "instead.",
                ticket=self.number,
                current=current,
                target=target,
                party=dict(
                    self._fields["waiting_on"]._description_selection(self.env)
                ).get(self.waiting_on, ""),
            )
        return _(
            "%(ticket)s cannot move from %(current)s to %(target)s. From here you can "
            "move it to: %(stages)s.",
            ticket=self.number,
            current=current,
            target=target,
            stages=", ".join(open_stages.mapped("name")),
        )

    def _asks_for_more(self, stage):
        """Return whether the move asks for something that is not there yet."""
        return bool(self._get_lacking(stage))

    def _get_lacking(self, stage):
        """Return the tickets whose move to the stage lacks its text.

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

    def _check_texts_written(self, stage, vals):
        """Check that all that the move asks for is there. A hook for other addons.

        :param dict vals: what is written with the move
        :raises TextMissing: with where to give it
        """
        lacking = self._get_lacking(stage)
        if not lacking:
            return
        labels = dict(
            self.env["helpdesk.ticket.stage.transition"]
            ._fields["requires"]
            ._description_selection(self.env)
        )
        # A loop: a generator has no self, from which "_" takes the user's language.
        lines = []
        for ticket, requires in lacking.items():
            lines.append(
                _(
                    "%(ticket)s can move to %(stage)s once this is written: %(text)s.",
                    ticket=ticket.number,
                    stage=stage.name,
                    text=labels[requires].lower(),
                )
            )
        raise TextMissing(
            "\n".join(lines), self._get_move_wizard(stage), _("Write it now")
        )

    def _get_move_wizard(self, stage):
        """Return the action that asks for a move's text and then makes the move.

        Where no text is true for all of these tickets it asks for that of the first,
        and leads to the next.
        """
        if len(self) > 1 and not self._share_text(stage):
            return self._get_next_move_wizard(stage)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_ticket_move_action"
        )
        moves = [move for move in self._find_moves(stage).values() if move]
        # sudo: the label of the button is the title of the wizard.
        # A direct team moves freely, by no row of the table.
        row = self.env["helpdesk.ticket.stage.transition"].sudo()
        row = row.browse([move.id for move in moves[:1] if move.id])
        action["name"] = row.name or stage.name
        action["context"] = {
            "default_ticket_ids": self.ids,
            "default_stage_id": stage.id,
        }
        return action
