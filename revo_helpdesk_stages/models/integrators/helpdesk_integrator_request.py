import secrets

from odoo import _, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date, format_datetime

from ..deadlines.helpdesk_batch import HelpdeskBatch

STATES = [
    ("new", "Not asked yet"),
    ("asked", "Waits for an answer"),
    ("answered", "Answered"),
    ("over", "No longer awaited"),
]
# Of these an answer is still awaited.
AWAITED = ("new", "asked")

# What people write themselves. All else follows from what is sent and answered.
_WRITABLE = {"next_date", "reference"}


class HelpdeskIntegratorRequest(models.Model):
    """What an integrator is asked about a case, and what it answers: a conversation
    apart from the ticket's own, for the vendor alone.

    There is one for each integrator of a case. It is read with the ticket, has no
    followers, and nobody is notified of its messages: an activity on the ticket says
    that there is an answer.
    """

    _name = "helpdesk.integrator.request"
    _inherit = ["mail.thread", HelpdeskBatch._name]
    _description = "Request to an Integrator"
    _order = "id desc"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, readonly=True, index=True, ondelete="cascade"
    )
    integrator_id = fields.Many2one(
        "helpdesk.integrator",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Support team",
        readonly=True,
        help="The team that the case stood with.",
    )
    reference = fields.Char(help="The integrator's own number of it.")
    state = fields.Selection(STATES, required=True, default="new", readonly=True)
    asked_date = fields.Datetime(string="Asked on", readonly=True)
    answer_date = fields.Datetime(string="Answered on", readonly=True)
    answer_until = fields.Datetime(
        string="Answer due",
        readonly=True,
        help="Until when it should answer, by its hours and the working hours of the "
        "team.",
    )
    next_date = fields.Date(
        string="Ask again on",
        help="On this day, or on the next working day, who has the case is reminded.",
    )
    is_undelivered = fields.Boolean(string="Not delivered", readonly=True)
    mark = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        index=True,
        default=lambda self: secrets.token_hex(10),
        groups="base.group_system",
        help="What answers are addressed to, and nobody can guess.",
    )

    def init(self):
        """Index, so that there is one conversation with an integrator on a ticket."""
        # SQL: the two series declare it in different words.
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS helpdesk_integrator_request_one_idx
                ON helpdesk_integrator_request (ticket_id, integrator_id)
            """
        )

    @api.depends("integrator_id", "ticket_id")
    def _compute_display_name(self):
        for request in self:
            request.display_name = _(
                "%(integrator)s about %(ticket)s",
                integrator=request.integrator_id.name or "",
                ticket=request.ticket_id.number or "",
            )

    def write(self, vals):
        """Let people write the reference and the next date, and nothing else.

        :raises AccessError: for anything else
        """
        if not self.env.su and not vals.keys() <= _WRITABLE:
            raise AccessError(
                _(
                    "Of a request to an integrator you change the reference and the "
                    "date on which it is asked again. Everything else follows from "
                    "what is sent and answered."
                )
            )
        return super().write(vals)

    def action_open_ticket(self):
        """Open the case of a request."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "res_id": self.ticket_id.id,
            "views": [(False, "form")],
        }

    def action_open(self):
        """Open a request in a window, to write its reference and the next date."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _end(self):
        """Wait no longer for the answers that have not come."""
        self.filtered(lambda request: request.state in AWAITED).write({"state": "over"})

    def _say_state(self):
        """Return in a few words how far the integrator is."""
        self.ensure_one()
        name = self.integrator_id.name
        if self.state == "answered":
            moment = format_datetime(
                self.env, self.answer_date, dt_format="d MMM, HH:mm"
            )
            return _("%(who)s has answered: %(date)s", who=name, date=moment)
        if self.next_date:
            day = format_date(self.env, self.next_date, date_format="d MMM")
            return _("%(who)s: ask again on %(date)s", who=name, date=day)
        if self.state == "new":
            return _("%s: not asked yet", name)
        return _("%s: waits for an answer", name)
