from datetime import datetime, time, timedelta

from markupsafe import Markup
from pytz import timezone, utc

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...policies import pausing as policy
from ..context import PAUSING, TO_CLIENT, saying
from ..deadlines.helpdesk_ticket_overdue import UNANSWERED
from ..deadlines.helpdesk_ticket_reminders import IDLE
from ..groups import EMPLOYEES

WAIT_OVER = "revo_helpdesk_stages.mail_activity_type_wait_over"


class HelpdeskTicket(models.Model):
    """A ticket that waits rightly: until which day, and why, as its client reads.

    The reason is a message, and read by whoever may read that.
    """

    _inherit = "helpdesk.ticket"

    wait_until = fields.Date(
        string="Waits until",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="Until this day nobody is reminded of it. It comes back by itself, or as "
        "soon as somebody writes.",
    )
    wait_end = fields.Datetime(
        string="Comes back on",
        compute="_compute_wait_end",
        store=True,
        index="btree_not_null",
        groups=EMPLOYEES,
        help="When work begins on the day until which it waits, or on the next working "
        "day.",
    )
    wait_over_date = fields.Datetime(
        string="Back since",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="When it last went on after having waited until a date.",
    )
    wait_message_id = fields.Integer(
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="The message that says why it waits. No link: Odoo would tell its title "
        "to whoever sees the ticket.",
    )
    wait_reason = fields.Html(
        string="Why it waits", compute="_compute_wait_reason", groups=EMPLOYEES
    )
    can_wait = fields.Boolean(compute="_compute_can_wait", groups=EMPLOYEES)

    @api.depends("wait_until", "company_id", "team_id.resource_calendar_id")
    def _compute_wait_end(self):
        waiting = self.filtered("wait_until")
        (self - waiting).wait_end = False
        for (calendar, zone), tickets in waiting.grouped(
            lambda ticket: ticket._get_pause_place()
        ).items():
            midnights = {
                day: zone.localize(datetime.combine(day, time.min))
                .astimezone(utc)
                .replace(tzinfo=None)
                for day in set(tickets.mapped("wait_until"))
            }
            starts = calendar._find_starts(midnights.values())
            for ticket in tickets:
                midnight = midnights[ticket.wait_until]
                # Where nobody ever works it comes back all the same.
                ticket.wait_end = starts.get(midnight, midnight)

    @api.depends("wait_message_id")
    @api.depends_context("uid")
    def _compute_wait_reason(self):
        told = self.filtered("wait_message_id")
        (self - told).wait_reason = False
        if not told:
            return
        # Searched as the user: the rules say who reads the message.
        messages = self.env["mail.message"].search(
            [("id", "in", told.mapped("wait_message_id"))]
        )
        reasons = {message.id: message.body for message in messages}
        for ticket in told:
            ticket.wait_reason = policy.leave_day_out(
                reasons.get(ticket.wait_message_id)
            )

    @api.depends("closed", "pipeline", "tier", "reseller_team_id")
    @api.depends_context("uid")
    def _compute_can_wait(self):
        actors = self._get_actors()
        for ticket in self:
            mine = {ticket.tier, "manager"} & set(actors[ticket.id])
            ticket.can_wait = (
                not ticket.closed
                and not self.env.user.share
                and bool(ticket.pipeline != "escalation" or mine)
            )

    def action_go_on(self):
        """End that tickets wait, by hand.

        :raises UserError: naming those that the present user does not work on
        """
        self._check_can_wait()
        # The server notes what follows from it.
        saying(self.filtered("wait_until"), PAUSING)._go_on()
        return True

    def _check_can_wait(self):
        """
        :raises UserError: naming the tickets that are not the user's to let wait
        """
        refused = self.filtered(lambda ticket: not ticket.can_wait)
        if refused:
            raise UserError(
                _(
                    "Not every one of these is yours to let wait: %s. Who works on an "
                    "open ticket says until when it waits. Write them a message "
                    "instead.",
                    ", ".join(refused.mapped("number")),
                )
            )

    def _check_wait_day(self, day):
        """Check that all of these tickets may wait until a day.

        :raises UserError: for a day that is over, a day off and one that is too far,
            with what to choose instead
        """
        now = fields.Datetime.now()
        for (calendar, zone), tickets in self.grouped(
            lambda ticket: ticket._get_pause_place()
        ).items():
            today = utc.localize(now).astimezone(zone).date()
            days = None
            if calendar:
                horizon = timedelta(days=policy.FARTHEST + 31)
                days = calendar._get_working_days(now, now + horizon)
            fault = policy.find_fault(day, today, days)
            if fault:
                # sudo: who works on a ticket need not see its team.
                team = tickets.sudo().team_id[:1].name
                raise UserError(self._get_day_refusal(fault, day, today, days, team))

    @api.model
    def _get_day_refusal(self, fault, day, today, working_days, team):
        said = format_date(self.env, day)
        if fault == "past":
            return _(
                "%s is no day to wait for: it is not later than today. Choose a day "
                "from tomorrow on.",
                said,
            )
        if fault == "far":
            farthest = today + timedelta(days=policy.FARTHEST)
            return _(
                "%(day)s is too far: by then nobody knows any more what was agreed. "
                "Choose a day until %(farthest)s, and let the ticket wait again if it "
                "has to.",
                day=said,
                farthest=format_date(self.env, farthest),
            )
        proposed = policy.next_working_day(day, working_days)
        return _(
            "On %(day)s nobody works in %(team)s. Choose a working day, as "
            "%(proposed)s.",
            day=said,
            team=team,
            proposed=format_date(self.env, proposed or today),
        )

    def _get_pause_place(self):
        """Return by whose calendar a ticket waits, and in which time zone.

        :return: ``(resource.calendar, tzinfo)``
        """
        self.ensure_one()
        # sudo: who looks may not see the team.
        ticket = self.sudo()
        calendar = ticket.team_id.resource_calendar_id
        company = ticket.company_id.resource_calendar_id
        return calendar, timezone(calendar.tz or company.tz or "UTC")

    def _wait(self, day, reason):
        """Let tickets wait until a day, and tell why.

        :param date day: when they come back
        :param reason: html, which the client reads
        :raises UserError: for tickets of others, and for a day that is none
        """
        self._check_can_wait()
        self._check_wait_day(day)
        for ticket in self:
            message = ticket._tell_wait(day, reason)
            # sudo: the server notes which message it was.
            ticket.sudo()._write_settled(
                {"wait_until": day, "wait_message_id": message.id}
            )
        self._withdraw_reminders()
        self._note_waits()

    def _tell_wait(self, day, reason):
        """Write the reason where client, reseller and vendor read it.

        In the line it is as a note for the client, of which nobody is notified; a
        direct team's is a message, and goes to its client.
        """
        self.ensure_one()
        ticket = saying(self, PAUSING)
        is_note = self.pipeline == "escalation"
        if is_note and self.env.user._is_vendor():
            # Who writes may not choose these readers for other texts.
            ticket = saying(ticket, TO_CLIENT)
        # sudo: the language of the contact, no matter who may read the contact.
        lang = self.sudo()._get_client_lang()
        return ticket.message_post(
            body=self.with_context(lang=lang)._get_wait_text(day, reason),
            message_type="comment",
            subtype_xmlid="mail.mt_note" if is_note else "mail.mt_comment",
            audience="client",
        )

    def _get_wait_text(self, day, reason):
        until = _("Waits until %s", format_date(self.env, day))
        return Markup("<p><strong>%s</strong></p>%s") % (until, reason)

    def _withdraw_reminders(self):
        """Take back what reminds people of tickets that wait now."""
        types = self.env["mail.activity.type"].browse()
        for name in (IDLE, UNANSWERED, WAIT_OVER):
            types |= self.env.ref(name, raise_if_not_found=False) or types
        # sudo: the server has planned them, for whoever it was.
        self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "in", types.ids),
            ]
        ).unlink()
