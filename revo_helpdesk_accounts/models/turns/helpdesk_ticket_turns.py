from collections import defaultdict
from typing import NamedTuple

from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES
from odoo.addons.revo_helpdesk_stages.models.plan import MOVING

from ...policies import turns as policy
from ..selections import TURNS

# What may give a ticket another turn.
_TURNING = MOVING | {"active", "is_queued", "partner_id", "request_type"}

# What the server notes, and no context proposes.
_NOTED = {
    "exceeded_by_id",
    "excess_reason",
    "is_queued",
    "queue_sequence",
    "queued_date",
    "split_from_id",
}


class Turn(NamedTuple):
    """Of which account a ticket is, of which type, and whether it is in progress."""

    account: models.BaseModel
    request_type: str
    turn: str
    is_closed: bool

    @property
    def key(self):
        """What goes one at a time."""
        return self.account, self.request_type


class HelpdeskTicket(models.Model):
    """Of each account one support ticket is in progress, and as many changes as agreed.

    Source: 004, "Atención a Clientes". Where its team says so: in progress is what
    stands in a stage of that phase and does not wait for its turn.
    """

    _inherit = "helpdesk.ticket"

    turn = fields.Selection(
        TURNS,
        compute="_compute_turn",
        store=True,
        index="btree_not_null",
        groups=EMPLOYEES,
        help="Whether it is in progress, or waits until another one of the same client "
        "is finished.",
    )
    is_queued = fields.Boolean(
        string="Waits for its turn",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="It would be in progress if not another one of the same client were.",
    )
    queued_date = fields.Datetime(
        string="In the queue since",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="When it was classified: of two that are as urgent the older is next.",
    )
    queue_sequence = fields.Integer(
        string="Place",
        copy=False,
        groups=EMPLOYEES,
        help="Where people have put the queue in an order; it counts before the "
        "priority.",
    )

    @api.depends(
        "active",
        "commercial_partner_id",
        "is_queued",
        "phase",
        "request_type",
        "team_id.limits_accounts",
    )
    def _compute_turn(self):
        for ticket in self:
            ticket.turn = ticket._is_limited() and (
                "queued"
                if ticket.is_queued or ticket.phase == "backlog"
                else ticket.phase == "in_progress" and "in_progress"
            )

    @api.depends("turn")
    def _compute_client_status(self):
        return super()._compute_client_status()

    @api.model
    def _get_turn_fields(self):
        """Return the fields that the server notes of turns and splits."""
        return _NOTED

    def _plan_turns(self, plan):
        """Remember which turns tickets had, where the change may give them another.

        :param plan: WritePlan
        """
        if _TURNING.isdisjoint(plan.vals):
            return
        # sudo: all tickets of an account count, whichever the user sees, also of those
        # that are given away.
        limited = self.sudo().filtered(lambda t: t.request_type in policy.LIMITED)
        plan.memo["turns"] = {ticket: ticket._get_turn() for ticket in limited}

    def _settle_planned_turns(self, plan):
        """Start no more tickets than their accounts may have in progress.

        :param plan: WritePlan
        :raises UserError: naming those that cannot start, and what is in progress
        """
        if "turns" in plan.memo:
            # sudo: all tickets of an account count, no matter who sees them.
            self.sudo()._settle_turns(
                plan.memo["turns"],
                self._asks_to_start(plan.vals),
                plan.vals.get("stage_id"),
            )

    def _get_turns_in_progress(self):
        """Return of which accounts and types these tickets are in progress.

        :return: set of ``(account, type)``
        """
        # sudo: all tickets of an account count, no matter who sees them.
        turns = [ticket._get_turn() for ticket in self.sudo()]
        return {turn.key for turn in turns if turn.turn == "in_progress"}

    @api.model
    def _check_turns_settled(self, vals_list):
        """Check that nobody says by a call that a ticket is not in progress.

        :raises AccessError: for the turn from others than the server
        """
        if not self.env.su and any("turn" in vals for vals in vals_list):
            raise AccessError(
                _(
                    "Whether a ticket is in progress follows from its stage. Press "
                    "“Start” or “To the queue” instead."
                )
            )

    def _asks_to_start(self, vals):
        """Return whether somebody asks to begin with the work.

        Who says something else of a ticket, as its type or its client, is not
        refused: it waits for its turn. Neither is the client, nor the system.
        """
        starting = self._get_stage(vals).phase == "in_progress"
        return self._is_asked() and (starting or "is_queued" in vals)

    def _is_limited(self):
        """Return whether the ticket is of those that go one at a time."""
        self.ensure_one()
        return bool(
            self.request_type in policy.LIMITED
            and self.active
            and self.commercial_partner_id
            and self.team_id.limits_accounts
        )

    def _get_turn(self):
        self.ensure_one()
        return Turn(
            self.commercial_partner_id, self.request_type, self.turn, self.closed
        )

    def _settle_turns(self, before, asked, stage_id=False):
        """Start what has its turn, and let the rest wait.

        :param dict before: ``{ticket: Turn}`` of those that were limited
        :param bool asked: somebody asked for the start: it is refused where it has to
            wait
        :param stage_id: where to, if it was a move
        """
        limited = self.filtered(lambda t: t.request_type in policy.LIMITED)
        touched = limited | self.browse(ticket.id for ticket in before)
        touched.filtered(
            lambda t: t.is_queued and not (t.turn and t.phase == "in_progress")
        )._note_turn(is_queued=False)
        now = {ticket: ticket._get_turn() for ticket in limited}
        touched._end_excess(before, now)
        touched._settle_queue(before, now)
        starting = limited.filtered(
            lambda t: now[t].turn == "in_progress"
            and (t not in before or now[t][:3] != before[t][:3])
        )
        starting._take_turns(asked, before, stage_id)
        limited._take_places(before)
        ended = {
            turn.key
            for ticket, turn in before.items()
            if turn.turn == "in_progress"
            and (ticket not in now or now[ticket][:3] != turn[:3])
        }
        self._announce_next(ended)

    def _take_turns(self, asked, before, stage_id):
        """Start these tickets, as far as their accounts have room for them."""
        if not self:
            return
        accounts = self.commercial_partner_id
        locked = accounts._lock_starts(wait=asked)
        taken = self._count_in_progress(accounts)
        queues = {} if asked else self._get_queues(accounts, in_progress=True)
        refused, waiting = [], self.browse()
        for key, tickets in self._group_by_account().items():
            account, request_type = key
            starting = tickets.filtered(lambda ticket: not ticket.exceeded_by_id)
            room = policy.room(
                account._get_turn_limit(request_type),
                taken[key] + len(tickets) - len(starting),
            )
            if not asked:
                drawn = policy.draw(
                    room if locked else 0,
                    [ticket._get_queue_entry() for ticket in queues.get(key, ())],
                    [ticket._get_queue_entry() for ticket in starting],
                )
                waiting |= starting.filtered(lambda t, ids=drawn: t.id not in ids)
            elif len(starting) > room:
                refused.append((starting, room))
        if refused:
            self._refuse_starts(refused, before, stage_id)
        waiting._note_turn(is_queued=True)
        if not locked:
            # It may wait for somebody who changed something else of the account.
            self._announce_next(set(waiting._group_by_account()))

    def _count_in_progress(self, accounts):
        """Count what is in progress besides these: ``{(account, type): number}``."""
        groups = self._read_group(
            [
                ("turn", "=", "in_progress"),
                ("commercial_partner_id", "in", accounts.ids),
                ("id", "not in", self.ids),
            ],
            ["commercial_partner_id", "request_type"],
            ["__count"],
        )
        counts = defaultdict(int)
        counts.update({(account, kind): count for account, kind, count in groups})
        return counts

    def _get_shown_phase(self):
        """Hide from clients that somebody works on what waits for its turn."""
        return "backlog" if self.turn == "queued" else super()._get_shown_phase()

    def _group_by_account(self):
        """Return what goes one at a time together: ``{(account, type): tickets}``."""
        return self.grouped(lambda t: (t.commercial_partner_id, t.request_type))

    def _note_turn(self, **values):
        """Write what the server notes of turns."""
        if self:
            self._write_settled(values)
