from collections import defaultdict

from odoo import _, api, fields, models
from odoo.tools import format_datetime

from ...policies import agreements as policy
from ...policies.searching import choose
from ..groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """Until when whoever has a ticket has agreed to take, to solve or to confirm it.

    It is settled when the ticket enters a stage or a team, in the hours of that team,
    and stays: neither other hours nor another person of the team changes it.

    Source: issue 19, point 7.
    """

    _inherit = "helpdesk.ticket"

    agreed_deadline = fields.Datetime(
        string="Agreed until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=EMPLOYEES,
        help="Until when the team that has it has agreed to take it, to return or "
        "solve it, or to confirm it.",
    )
    is_agreed_overdue = fields.Boolean(
        string="Later than agreed",
        compute="_compute_agreed_note",
        search="_search_is_agreed_overdue",
        groups=EMPLOYEES,
    )
    agreed_note = fields.Char(compute="_compute_agreed_note", groups=EMPLOYEES)

    @api.depends("agreed_deadline", "phase", "wait_until", "closed_date")
    @api.depends_context("lang", "tz", "uid")
    def _compute_agreed_note(self):
        now = fields.Datetime.now()
        until = {
            "backlog": _("Take it until %s"),
            "in_progress": _("Return or solve it until %s"),
            "confirmation": _("Confirm it until %s"),
        }
        since = {
            "backlog": _("Not taken, late since %s"),
            "in_progress": _("Not returned nor solved, late since %s"),
            "confirmation": _("Not confirmed, late since %s"),
        }
        for ticket in self:
            deadline = ticket.agreed_deadline
            is_running = (
                deadline
                and ticket.phase in until
                and not (ticket.wait_until or ticket.closed_date)
            )
            ticket.is_agreed_overdue = bool(is_running and deadline <= now)
            sentences = since if ticket.is_agreed_overdue else until
            ticket.agreed_note = is_running and sentences[ticket.phase] % (
                format_datetime(self.env, deadline, dt_format="d MMM, HH:mm")
            )

    @api.model
    def _search_is_agreed_overdue(self, operator, value):
        now = fields.Datetime.now()
        overdue = [
            ("agreed_deadline", "<=", now),
            ("wait_until", "=", False),
            ("closed_date", "=", False),
        ]
        not_overdue = [
            "|",
            "|",
            "|",
            ("agreed_deadline", "=", False),
            ("agreed_deadline", ">", now),
            ("wait_until", "!=", False),
            ("closed_date", "!=", False),
        ]
        return choose(operator, value, overdue, not_overdue)

    @api.model
    def _plan_first_agreed(self, plan):
        """Settle until when the teams of new tickets have agreed to act.

        :param plan: CreatePlan
        """
        # sudo: who opens a ticket need not see where it goes.
        teams = self.env["helpdesk.ticket.team"].sudo()
        stages = self.env["helpdesk.ticket.stage"].sudo()
        entries = {}
        for index, vals in enumerate(plan.vals_list):
            team = teams.browse(vals.get("team_id") or [])
            if index not in plan.past and team._has_agreed():
                stage = stages.browse(vals.get("stage_id") or [])
                entries[index] = (stage or team._get_applicable_stages()[:1], team)
        for index, end in self._get_agreed(entries).items():
            plan.vals_list[index]["agreed_deadline"] = end

    def _plan_agreed(self, plan):
        """Settle until when the teams that tickets come to have agreed to act.

        :param plan: WritePlan
        """
        entries = {}
        # sudo: who moves a ticket need not see where it goes.
        for ticket in self.sudo():
            before = plan.before[ticket]
            stage = before.stage.browse(
                plan.get(ticket, "stage_id", before.stage.id) or []
            )
            team = before.team.browse(plan.get(ticket, "team_id", before.team.id) or [])
            if (stage, team) != (before.stage, before.team):
                entries[ticket] = (stage, team)
        ends = self._get_agreed(entries)
        for ticket in entries:
            end = ends.get(ticket, False)
            if end or ticket.agreed_deadline:
                plan.settled[ticket]["agreed_deadline"] = end

    def _agree_anew(self):
        """Let the time that was agreed begin once more, for tickets that have waited
        rightly until now.
        """
        # sudo: the server settles what nobody writes, and keeps stays.
        agreed = self.sudo().filtered("agreed_deadline")
        if not agreed:
            return
        ends = self._get_agreed({t: (t.stage_id, t.team_id) for t in agreed})
        by_end = defaultdict(self.browse)
        for ticket in agreed:
            by_end[ends.get(ticket, False)] |= ticket
        for end, tickets in by_end.items():
            tickets._write_settled({"agreed_deadline": end})
        self.env["helpdesk.ticket.stay"].sudo()._agree(agreed)

    def _agree_after_waits(self, plan):
        """Let the time that was agreed begin once more where a change has ended that a
        ticket waits, and it has stayed where it is.

        :param plan: WritePlan
        """
        over = self.browse(
            ticket.id
            for ticket, settled in plan.settled.items()
            if "wait_over_date" in settled and "agreed_deadline" not in settled
        )
        over._agree_anew()

    @api.model
    def _get_agreed(self, entries):
        """Return until when teams have agreed to act on what comes to them now.

        The calendar is asked once for all that count by it.

        :param dict entries: ``{key: (stage, team)}``
        :return: ``{key: datetime}``, without those on which nothing is agreed
        """
        now = fields.Datetime.now()
        spans = {}
        for key, (stage, team) in entries.items():
            hours = policy.hours_agreed(stage.phase, team._get_agreed_hours())
            if hours > 0:
                spans[key] = (team.resource_calendar_id, hours)
        ends = {
            (calendar, hours): calendar._add_hours({now}, hours)
            for calendar, hours in set(spans.values())
        }
        known = {key: ends[span].get(now) for key, span in spans.items()}
        return {key: end for key, end in known.items() if end}
