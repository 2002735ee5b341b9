from odoo import _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.exceptions import TextMissing
from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES, MANAGER_GROUP
from odoo.addons.revo_helpdesk_stages.policies.text import is_blank

from ...policies import turns as policy


class HelpdeskTicket(models.Model):
    """A ticket that cannot start for the limit of its account, unless a manager has a
    reason to exceed it.
    """

    _inherit = "helpdesk.ticket"

    exceeded_by_id = fields.Many2one(
        "res.users",
        string="Limit exceeded by",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=EMPLOYEES,
        help="Who of the managers let it start beside the others of its account.",
    )
    excess_reason = fields.Text(
        string="Why the limit is exceeded",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
    )

    @api.model
    def _check_may_exceed(self, vals_list):
        """Check that a manager who exceeds the limit of an account says why.

        :raises UserError: without a reason, or in somebody else's name
        """
        if self.env.su:
            return
        for vals in vals_list:
            exceeding = vals.get("exceeded_by_id")
            if exceeding and (
                exceeding != self.env.uid or is_blank(vals.get("excess_reason"))
            ):
                raise UserError(
                    _(
                        "Whoever exceeds the limit of an account does so with a reason "
                        "of their own. Start the ticket, and write it."
                    )
                )

    def _end_excess(self, before, now):
        """Ask again for what is over or queued again, or of another account or type.

        :param dict before: ``{ticket: Turn}`` of those that were limited
        :param dict now: of those that are
        """
        self.filtered(
            lambda t: t.exceeded_by_id
            and t in before
            and (
                t not in now
                or now[t].key != before[t].key
                or now[t].is_closed
                or (before[t].turn, now[t].turn) == ("in_progress", "queued")
            )
        )._note_turn(exceeded_by_id=False, excess_reason=False)

    def _refuse_starts(self, refused, before, stage_id):
        """Refuse to start tickets; a manager may exceed the limit with a reason.

        :param refused: list of ``(tickets of an account and type, how many of them
            could start)``
        :param dict before: ``{ticket: Turn}`` of where they stood
        :param stage_id: where they were to go, if it was a move
        :raises UserError: always
        """
        accounts = self.commercial_partner_id
        started, queues = self._get_in_progress(accounts), self._get_queues(accounts)
        lines = []
        for tickets, room in refused:
            (key,) = tickets._group_by_account()
            others = started.get(key, self.browse()) - self
            lines.append(tickets._get_limit_reason(others, room))
            queue = queues.get(key, self.browse()) | tickets.filtered(
                lambda t: t in before and before[t].turn == "queued"
            )
            lines += [ticket._get_waiting_advice(queue, before) for ticket in tickets]
        message = "\n".join(lines)
        if not self.env.user.has_group(MANAGER_GROUP):
            raise UserError(message)
        exceeding = self.browse().union(*(tickets for tickets, _room in refused))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_accounts.helpdesk_ticket_excess_action"
        )
        action["context"] = {
            "default_ticket_ids": exceeding.ids,
            "default_stage_id": stage_id,
        }
        raise TextMissing(message, action, _("Start with a reason"))

    def _get_limit_reason(self, others, room):
        """Return why these tickets of one account and type cannot start.

        :param others: what is in progress
        :param int room: how many of these could start
        """
        account = self.commercial_partner_id
        request_type = self[0].request_type
        values = {
            "account": account.name,
            "limit": account._get_turn_limit(request_type),
            "numbers": ", ".join(others.mapped("number")),
            "room": room,
            "tickets": ", ".join(self.mapped("number")),
        }
        if request_type == "support":
            reason = _(
                "%(tickets)s cannot start: one support ticket of %(account)s is in "
                "progress at a time.",
                **values,
            )
        else:
            reason = _(
                "%(tickets)s cannot start: of the changes of %(account)s, %(limit)s "
                "may be in progress at a time.",
                **values,
            )
        lines = [reason]
        if others:
            lines.append(
                _(
                    "In progress: %(numbers)s. Resolve one of these first, or take it "
                    "to the queue.",
                    **values,
                )
            )
        if room:
            lines.append(_("%(room)s of them can start.", **values))
        return " ".join(lines)

    def _get_waiting_advice(self, queue, before):
        """Return where a ticket waits that cannot start, or how it comes to wait."""
        self.ensure_one()
        if self in queue:
            entries = policy.in_order(ticket._get_queue_entry() for ticket in queue)
            position = [entry.id for entry in entries].index(self.id) + 1
            return _(
                "%(ticket)s is no. %(position)s in the queue.",
                ticket=self.number,
                position=position,
            )
        if self in before and before[self].is_closed:
            return _(
                "Reopen %s into the backlog, and it waits for its turn.", self.number
            )
        return _("Press “To the queue” on %s, and it waits for its turn.", self.number)
