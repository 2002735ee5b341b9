from collections import defaultdict

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.models.context import BY_BUTTON, saying
from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ...policies import turns as policy

YOUR_TURN = "revo_helpdesk_accounts.mail_activity_type_your_turn"


class HelpdeskTicket(models.Model):
    """What waits for its turn in an account, in which order, and what is next."""

    _inherit = "helpdesk.ticket"

    # sudo: what the reader may not see stands in the queue, too; its number is told.
    queue_position = fields.Integer(
        string="Next", compute="_compute_queue", compute_sudo=True, groups=EMPLOYEES
    )
    queue_note = fields.Char(
        string="Queue", compute="_compute_queue", compute_sudo=True, groups=EMPLOYEES
    )
    can_queue = fields.Boolean(
        compute="_compute_can_queue", compute_sudo=True, groups=EMPLOYEES
    )

    @api.depends(
        "turn", "queue_sequence", "board_priority", "queued_date", "request_type"
    )
    @api.depends_context("lang")
    def _compute_queue(self):
        queued = self.filtered(lambda ticket: ticket.turn == "queued")
        others = self - queued
        others.queue_position = False
        others.queue_note = False
        accounts = queued.commercial_partner_id
        queues = self._get_queues(accounts)
        started = self._get_in_progress(accounts)
        for key, tickets in queued._group_by_account().items():
            place_of = {t.id: place for place, t in enumerate(queues.get(key, ()), 1)}
            for ticket in tickets:
                position = place_of.get(ticket._origin.id)
                ticket.queue_position = position
                ticket.queue_note = position and ticket._get_queue_note(
                    position, started.get(key)
                )

    @api.depends("turn", "phase", "request_type", "team_id")
    def _compute_can_queue(self):
        for ticket in self:
            ticket.can_queue = ticket._is_limited() and (
                ticket.turn == "in_progress" or ticket.phase == "waiting"
            )

    def action_start(self):
        """Start what waits for its turn.

        :raises UserError: naming those that cannot start, and what is in progress
        """
        queued = self.filtered(lambda ticket: ticket.turn == "queued")
        waiting = queued.filtered("is_queued")
        saying(waiting, BY_BUTTON).write({"is_queued": False})
        for stage, tickets in (queued - waiting)._group_by_working_stage().items():
            tickets.write({"stage_id": stage.id})
        return True

    def action_queue(self):
        """Queue tickets that are in progress, or wait for others."""
        queueing = self.filtered("can_queue")
        standing = queueing.filtered(lambda ticket: ticket.phase == "in_progress")
        saying(standing, BY_BUTTON).write({"is_queued": True})
        for stage, tickets in (queueing - standing)._group_by_working_stage().items():
            saying(tickets, BY_BUTTON).write({"stage_id": stage.id, "is_queued": True})
        return True

    def _group_by_working_stage(self):
        # sudo: where the team works on it need not be seen by who may move it there.
        stages = self.grouped(lambda ticket: ticket.sudo()._get_working_stage())
        for stage, tickets in stages.items():
            if not stage:
                raise UserError(
                    _(
                        "There is no stage to work in for %s. A helpdesk manager lets "
                        "the team use one.",
                        ", ".join(tickets.mapped("number")),
                    )
                )
        return stages

    def _get_queue_entry(self):
        self.ensure_one()
        return policy.Entry(
            self.id,
            self.queue_sequence,
            int(self.board_priority or 0),
            self.queued_date or self.create_date,
        )

    @api.model
    def _get_queues(self, accounts, in_progress=False):
        """Return what waits in accounts, in its order: ``{(account, type): tickets}``.

        :param bool in_progress: only what waits in a stage in progress
        """
        domain = [("is_queued", "=", True)] if in_progress else []
        queued = self._find_turns(accounts, "queued", domain)
        entries = policy.in_order(ticket._get_queue_entry() for ticket in queued)
        return self.browse([entry.id for entry in entries])._group_by_account()

    @api.model
    def _get_in_progress(self, accounts):
        """Return what is in progress in accounts: ``{(account, type): tickets}``."""
        return self._find_turns(accounts, "in_progress")._group_by_account()

    @api.model
    def _find_turns(self, accounts, turn, domain=()):
        if not accounts:
            return self.browse()
        of_accounts = [("commercial_partner_id", "in", accounts.ids)]
        return self.search([("turn", "=", turn), *of_accounts, *domain], order="id")

    def _settle_queue(self, before, now):
        """Note since when tickets wait, and forget it of those that do not any more.

        :param dict before: ``{ticket: Turn}`` of those that were limited
        :param dict now: of those that are
        """
        freed = self.filtered(lambda ticket: ticket not in now)
        freed.filtered("queued_date")._note_turn(queued_date=False, queue_sequence=0)
        entering = self.filtered(
            lambda t: t in now and now[t].turn and not t.queued_date
        )
        entering._note_turn(queued_date=fields.Datetime.now())
        left = self.filtered(
            lambda t: t in before
            and before[t].turn == "queued"
            and (t not in now or now[t].turn != "queued")
        )
        left._withdraw_announcements()

    def _take_places(self, before):
        """Stand before the queue, in progress; else behind all that are as urgent.

        :param dict before: ``{ticket: Turn}`` of those that were limited
        """
        self.filtered(
            lambda t: t.turn == "in_progress" and t.queue_sequence != policy.AT_WORK
        )._note_turn(queue_sequence=policy.AT_WORK)
        joining = self.filtered(
            lambda t: t.turn == "queued"
            and (t not in before or before[t].turn != "queued")
        )
        queues = self._get_queues(joining.commercial_partner_id)
        places = defaultdict(self.browse)
        for key, tickets in joining._group_by_account().items():
            queue = [ticket._get_queue_entry() for ticket in queues[key] - joining]
            for ticket in tickets:
                place = policy.place(ticket._get_queue_entry(), queue)
                places[place] |= ticket
        for place, tickets in places.items():
            tickets.filtered(lambda t, at=place: t.queue_sequence != at)._note_turn(
                queue_sequence=place
            )

    @api.model
    def _announce_next(self, ended):
        """Notify who holds the next one of a queue that it is its turn.

        :param ended: set of ``(account, type)`` where something is finished
        """
        accounts = self.env["res.partner"].union(*(account for account, _kind in ended))
        queues = self._get_queues(accounts)
        nexts = {key: queues[key][:1] for key in ended & queues.keys()}
        if not nexts:
            return
        taken = self.browse()._count_in_progress(accounts)
        free = self.browse().union(
            *(
                ticket
                for (account, kind), ticket in nexts.items()
                if policy.room(account._get_turn_limit(kind), taken[account, kind])
            )
        )
        self._plan_activities(YOUR_TURN, free._get_responsibles())

    def _withdraw_announcements(self):
        if not self:
            return
        kind = self.env.ref(YOUR_TURN, raise_if_not_found=False)
        announced = self.activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )
        announced.unlink()

    def _get_queue_note(self, position, started):
        """Return where in its queue the ticket stands, and what it waits for."""
        self.ensure_one()
        values = {
            "account": self.commercial_partner_id.name,
            "position": position,
            "numbers": ", ".join(started.mapped("number")) if started else "",
        }
        if self.request_type == "support":
            return (
                _(
                    "No. %(position)s of the support queue of %(account)s. In "
                    "progress: %(numbers)s.",
                    **values,
                )
                if started
                else _(
                    "No. %(position)s of the support queue of %(account)s. None is in "
                    "progress.",
                    **values,
                )
            )
        return (
            _(
                "No. %(position)s of the queue of changes of %(account)s. In "
                "progress: %(numbers)s.",
                **values,
            )
            if started
            else _(
                "No. %(position)s of the queue of changes of %(account)s. None is in "
                "progress.",
                **values,
            )
        )
