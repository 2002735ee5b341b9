from odoo import _, api, fields, models
from odoo.tools import float_repr, format_datetime

from ...policies.searching import choose
from ..groups import EMPLOYEES

UNANSWERED = "revo_helpdesk_stages.mail_activity_type_unanswered"


class HelpdeskTicket(models.Model):
    """What is overdue, at the time of looking."""

    _inherit = "helpdesk.ticket"

    is_contact_overdue = fields.Boolean(
        string="Without contact",
        compute="_compute_is_contact_overdue",
        search="_search_is_contact_overdue",
        groups=EMPLOYEES,
    )
    contact_note = fields.Char(compute="_compute_is_contact_overdue", groups=EMPLOYEES)
    is_answer_overdue = fields.Boolean(
        string="Answer overdue",
        compute="_compute_is_answer_overdue",
        search="_search_is_answer_overdue",
        groups=EMPLOYEES,
    )
    answer_note = fields.Char(compute="_compute_is_answer_overdue", groups=EMPLOYEES)

    deadline_note = fields.Char(
        string="Until",
        compute="_compute_deadline_note",
        groups=EMPLOYEES,
        help="Until when somebody has to write or to answer, and what is late.",
    )

    @api.depends("contact_deadline")
    @api.depends_context("lang")
    def _compute_is_contact_overdue(self):
        overdue = self._get_overdue("contact_deadline")
        overdue.is_contact_overdue = True
        (self - overdue).is_contact_overdue = False
        (self - overdue).contact_note = False
        for ticket in overdue:
            # sudo: who looks may not see the team.
            hours = float_repr(ticket.sudo().team_id.contact_hours, 2)
            ticket.contact_note = _(
                "No contact for %s h", hours.rstrip("0").rstrip(".")
            )

    @api.depends("answer_deadline")
    @api.depends_context("lang", "tz", "uid")
    def _compute_is_answer_overdue(self):
        overdue = self._get_overdue("answer_deadline")
        overdue.is_answer_overdue = True
        (self - overdue).is_answer_overdue = False
        (self - overdue).answer_note = False
        for ticket in overdue:
            ticket.answer_note = _(
                "Answer overdue since %s",
                format_datetime(
                    self.env, ticket.answer_deadline, dt_format="d MMM, HH:mm"
                ),
            )

    @api.depends("agreed_deadline", "answer_deadline", "contact_deadline", "wait_until")
    @api.depends_context("lang", "tz", "uid")
    def _compute_deadline_note(self):
        now = fields.Datetime.now()
        for ticket in self:
            agreed = bool(ticket.agreed_note) and ticket.agreed_deadline
            # The first that is late says why.
            reasons = [
                (ticket.answer_deadline, _("client unanswered")),
                (ticket.contact_deadline, _("no contact")),
                (agreed, _("later than agreed")),
            ]
            late = [(until, why) for until, why in reasons if until and until <= now]
            coming = min((until for until, _why in reasons if until), default=None)
            until, why = late[0] if late else (coming, "")
            said = format_datetime(self.env, until, dt_format="d MMM, HH:mm")
            ticket.deadline_note = f"{said}: {why}" if why else said

    def _search_is_contact_overdue(self, operator, value):
        return self._get_overdue_domain("contact_deadline", operator, value)

    def _search_is_answer_overdue(self, operator, value):
        return self._get_overdue_domain("answer_deadline", operator, value)

    def _get_overdue(self, deadline):
        now = fields.Datetime.now()
        return self.filtered(
            lambda ticket: ticket[deadline] and ticket[deadline] <= now
        )

    @api.model
    def _get_overdue_domain(self, deadline, operator, value):
        """Return the domain for a search of what is overdue, or of what is not."""
        now = fields.Datetime.now()
        overdue = [(deadline, "<=", now)]
        not_overdue = ["|", (deadline, "=", False), (deadline, ">", now)]
        return choose(operator, value, overdue, not_overdue)

    last_alert_date = fields.Datetime(
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="When somebody was last told that an answer is overdue.",
    )
    alert_date = fields.Datetime(
        compute="_compute_alert_date",
        store=True,
        index="btree_not_null",
        groups=EMPLOYEES,
        help="When somebody is told that the answer is overdue.",
    )

    @api.depends("answer_deadline", "answer_since", "last_alert_date")
    def _compute_alert_date(self):
        """Alert once of what a client waits for, whatever becomes of the deadline."""
        for ticket in self:
            told, since = ticket.last_alert_date, ticket.answer_since
            is_told = told and since and told > since
            ticket.alert_date = not is_told and ticket.answer_deadline

    @api.model
    def _cron_alert_unanswered(self):
        self._run_due("alert_date", "_alert_unanswered")

    def _alert_unanswered(self):
        owners = self._add_stand_ins(
            self._get_client_responsibles(), self._map_client_teams(), UNANSWERED
        )
        self._plan_for_one(UNANSWERED, owners)
        self.write({"last_alert_date": fields.Datetime.now()})
