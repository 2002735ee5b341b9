from contextlib import contextmanager

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskTicketTeam(models.Model):
    """How soon a team has to write, to answer and to act."""

    _inherit = "helpdesk.ticket.team"

    resource_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working hours",
        ondelete="restrict",
        help="Hours and days count in this time alone: nights, weekends and public "
        "holidays do not. Empty, every hour and every day counts.",
    )
    contact_hours = fields.Float(
        string="Hours without contact",
        default=24,
        help="A ticket in work turns red when nobody of the staff has written on it "
        "for so long. 24 hours are a day: it turns red by the same hour of the next "
        "working day. 0 switches it off.",
    )
    answer_hours = fields.Float(
        string="Hours to answer",
        default=4,
        help="How soon the client has to be answered. 0 switches it off.",
    )
    reminder_days = fields.Integer(
        string="Days until a reminder",
        default=7,
        help="Who works on a ticket is reminded when nothing has been done on it for "
        "so many days, and again after as many: working days, where the team has "
        "working hours. 0 switches it off.",
    )
    todo_ticket_count_without_contact = fields.Integer(
        string="Number of tickets without contact", compute="_compute_overdue_tickets"
    )
    todo_ticket_count_answer_overdue = fields.Integer(
        string="Number of tickets with an overdue answer",
        compute="_compute_overdue_tickets",
    )

    @contextmanager
    def _counting_again(self):
        """Count in working hours also what a team held before it had any.

        A calendar that takes the place of another one changes nothing of what is over.
        """
        begun = self.filtered(lambda team: not team.resource_calendar_id)
        yield
        # sudo: stays are the server's.
        stays = self.env["helpdesk.ticket.stay"].sudo()
        stays._count_again(begun.filtered("resource_calendar_id"))

    def _compute_overdue_tickets(self):
        """Count what the present user sees, at the time of looking."""
        for name, overdue in {
            "todo_ticket_count_without_contact": "is_contact_overdue",
            "todo_ticket_count_answer_overdue": "is_answer_overdue",
        }.items():
            rows = self.env["helpdesk.ticket"]._read_group(
                [("team_id", "in", self.ids), (overdue, "=", True)],
                ["team_id"],
                ["__count"],
            )
            counts = {team.id: count for team, count in rows}
            for team in self:
                team[name] = counts.get(team.id, 0)

    @api.constrains("contact_hours", "answer_hours", "reminder_days")
    def _check_deadlines(self):
        for team in self:
            if min(team.contact_hours, team.answer_hours, team.reminder_days) < 0:
                raise ValidationError(
                    _(
                        "The deadlines of %s cannot be negative. Set 0 to switch one "
                        "off.",
                        team.name,
                    )
                )

    def _get_responsibles(self):
        """Return the leader of the team, without one its members.

        The leader of a reseller who is none of its people is asked last.
        """
        # sudo: asked by the server, whichever team it is.
        team = self.sudo()
        leader = team._get_leader()
        if not team or (
            leader and (team.tier != "reseller" or leader in team.user_ids)
        ):
            return leader
        return team._get_members() or leader
