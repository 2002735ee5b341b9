from odoo import _, api, fields, models
from odoo.tools import format_datetime

from ...policies import next_step as policy
from ...policies import transitions
from ..groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """What happens next with a ticket, and what is usually done now.

    Source: issue 18, section 4.
    """

    _inherit = "helpdesk.ticket"

    next_step = fields.Char(
        string="What happens next", compute="_compute_next_step", groups=EMPLOYEES
    )
    is_late = fields.Boolean(compute="_compute_next_step", groups=EMPLOYEES)
    usual_target = fields.Integer(
        compute="_compute_usual_move",
        groups=EMPLOYEES,
        help="The stage that the usual next step leads to, 0 for none.",
    )
    usual_label = fields.Char(compute="_compute_usual_move", groups=EMPLOYEES)

    @api.depends(
        "agreed_deadline",
        "answer_deadline",
        "auto_close_date",
        "closed_date",
        "contact_deadline",
        "partner_id",
        "phase",
        "team_id",
        "user_id",
        "wait_until",
        "waiting_on",
        "waiting_since",
    )
    @api.depends_context("lang", "tz", "uid")
    def _compute_next_step(self):
        now = fields.Datetime.now()
        # sudo: the people and teams are named to who may read the ticket.
        for ticket, known in zip(self, self.sudo(), strict=True):
            line = policy.next_line(
                known.phase,
                bool(known.closed_date),
                known._get_next_deadlines(),
                known.auto_close_date,
                now,
            )
            ticket.is_late = line.sentence == "late"
            ticket.next_step = known._say_next_step(line)

    def _get_next_deadlines(self):
        """Return until when whom the ticket waits on has to have done something: the
        team's deadlines are none for a client.
        """
        if self.waiting_on == "client":
            return []
        agreed = not self.wait_until and self.agreed_deadline
        return [self.answer_deadline, self.contact_deadline, agreed]

    def _say_next_step(self, line):
        """Return the sentence of a :class:`~..policies.next_step.Line`."""
        said = {
            "who": self._get_awaited_name(),
            "since": self._say_time(self.waiting_since),
            "until": self._say_time(line.until),
        }
        if line.sentence == "canceled":
            return _("Canceled: nothing happens any more.")
        if line.sentence == "closed":
            return _("Closed: nothing happens any more.")
        if line.sentence == "resolved":
            if line.until:
                return _("Resolved: it closes by itself on %(until)s.", **said)
            return _("Resolved: it can be reopened.")
        if line.sentence == "late":
            return _("Waits on %(who)s since %(since)s; late since %(until)s.", **said)
        if line.until:
            return _("Waits on %(who)s since %(since)s, until %(until)s.", **said)
        return _("Waits on %(who)s since %(since)s.", **said)

    def _say_time(self, moment):
        return format_datetime(self.env, moment, dt_format="d MMM, HH:mm")

    def _get_awaited_name(self):
        """Return the name of whom a ticket waits on, as far as it has one."""
        if self.waiting_on == "client":
            return self.partner_id.name or self.partner_name or _("the client")
        if self.pipeline == "escalation" and self.waiting_on in (
            "integrator",
            "release",
        ):
            label = dict(self._fields["waiting_on"]._description_selection(self.env))
            return label[self.waiting_on]
        return self.user_id.name or self.team_id.name or self.company_id.name

    @api.depends("stage_id", "team_id", "reseller_team_id", "escalated_date")
    @api.depends_context("lang", "uid")
    def _compute_usual_move(self):
        actors = self._get_actors()
        for ticket in self:
            target, label = ticket._get_usual_step(actors[ticket.id])
            ticket.usual_target = target
            ticket.usual_label = label

    def _get_usual_step(self, actors):
        """Return what is usually done next by who has these roles here.

        A hook for other addons.

        :return: ``(id of a stage, label of the button)``, ``(0, "")`` for nothing
        """
        self.ensure_one()
        if self.pipeline != "escalation":
            resolved = self.selectable_stage_ids.filtered(
                lambda stage: stage.phase == "resolved"
            )[:1]
            is_open = self.phase not in ("resolved", "canceled")
            return (resolved.id, _("Resolve")) if resolved and is_open else (0, "")
        row = transitions.usual_move(self._get_allowed_moves(actors))
        if not row:
            return 0, ""
        # sudo: the label of the button, in the user's language.
        moves = self.env["helpdesk.ticket.stage.transition"].sudo()
        return row.to_stage, moves.browse(row.id).name
