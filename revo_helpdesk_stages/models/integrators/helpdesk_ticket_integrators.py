from odoo import api, fields, models
from odoo.tools import format_datetime

from ...policies.searching import choose
from ..groups import VENDOR_LINE

REQUEST = "helpdesk.integrator.request"


class HelpdeskTicket(models.Model):
    """Whose answer a case waits for, for the vendor alone: others read that it waits
    for an external partner.

    What is said of the conversations is asked only of tickets that have one, so that
    boards and forms cost nothing more without.
    """

    _inherit = "helpdesk.ticket"

    integrator_id = fields.Many2one(
        "helpdesk.integrator",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups=VENDOR_LINE,
        help="Whose answer the case waits for.",
    )
    has_integrators = fields.Boolean(
        readonly=True,
        copy=False,
        groups=VENDOR_LINE,
        help="An integrator was asked about it.",
    )
    integrator_request_ids = fields.Many2many(
        REQUEST,
        string="Requests to integrators",
        compute="_compute_integrator_request_ids",
        groups=VENDOR_LINE,
    )
    integrator_thread = fields.Html(
        string="Conversation",
        compute="_compute_integrator_thread",
        sanitize=False,
        groups=VENDOR_LINE,
    )
    integrator_note = fields.Char(
        compute="_compute_integrator_note", groups=VENDOR_LINE
    )
    is_integrator_answered = fields.Boolean(
        string="The integrator has answered",
        compute="_compute_integrator_note",
        search="_search_is_integrator_answered",
        groups=VENDOR_LINE,
    )

    @api.depends("has_integrators")
    @api.depends_context("uid")
    def _compute_integrator_request_ids(self):
        self.integrator_request_ids = False
        asked = self.filtered("has_integrators")
        for ticket, requests in asked._get_integrator_requests().items():
            ticket.integrator_request_ids = requests

    @api.depends("has_integrators")
    @api.depends_context("lang", "tz", "uid")
    def _compute_integrator_thread(self):
        self.integrator_thread = False
        asked = self.filtered("has_integrators")
        for ticket, requests in asked._get_integrator_requests().items():
            ticket.integrator_thread = self.env["ir.qweb"]._render(
                "revo_helpdesk_stages.integrator_thread",
                {"requests": requests, "format_datetime": format_datetime},
                minimal_qcontext=True,
                lang=self.env.lang,
            )

    @api.depends("integrator_id", "waiting_on")
    @api.depends_context("lang", "tz", "uid")
    def _compute_integrator_note(self):
        self.integrator_note = False
        self.is_integrator_answered = False
        waiting = self.filtered(
            lambda ticket: ticket.integrator_id and ticket.waiting_on == "integrator"
        )
        for ticket, requests in waiting._get_integrator_requests().items():
            request = requests.filtered(
                lambda request, of=ticket: request.integrator_id == of.integrator_id
            )
            ticket.is_integrator_answered = request.state == "answered"
            ticket.integrator_note = request and request._say_state()

    @api.model
    def _search_is_integrator_answered(self, operator, value):
        answered = self.env[REQUEST].search(
            [("state", "=", "answered"), ("ticket_id.waiting_on", "=", "integrator")]
        )
        ids = [
            request.ticket_id.id
            for request in answered
            if request.integrator_id == request.ticket_id.integrator_id
        ]
        return choose(operator, value, [("id", "in", ids)], [("id", "not in", ids)])

    def _get_integrator_requests(self):
        """Return the requests about these tickets that the present user may read.

        :return: ``{ticket: helpdesk.integrator.request}``, the newest first
        """
        if not self:
            return {}
        found = self.env[REQUEST].search([("ticket_id", "in", self.ids)])
        of = found.grouped("ticket_id")
        return {ticket: of.get(ticket, found.browse()) for ticket in self}

    def _plan_integrators(self, plan):
        """Settle that a ticket which goes on waits for no integrator any more.

        :param WritePlan plan: of the change
        """
        if "stage_id" not in plan.vals:
            return
        # Not written yet: what it waits for until now.
        waiting = self.filtered(lambda ticket: ticket.waiting_on == "integrator")
        # sudo: whose answer it waits for is the vendor's to know, whoever moves it.
        for ticket in waiting.sudo().filtered("integrator_id"):
            stage = ticket.stage_id.browse(plan.get(ticket, "stage_id"))
            if stage.waiting_on != "integrator":
                plan.settled[ticket]["integrator_id"] = False

    def _let_integrators_go(self, plan):
        """Wait no longer for the answers about tickets that have gone on.

        :param WritePlan plan: of the change
        """
        gone = self.filtered(lambda ticket: "integrator_id" in plan.settled[ticket])
        if gone:
            # sudo: the server ends what it has begun, whoever moves the ticket.
            requests = self.env[REQUEST].sudo()
            requests.search([("ticket_id", "in", gone.ids)])._end()

    def _delete_integrator_requests(self):
        """Delete what integrators were asked about tickets that go, with its messages
        and files, which the database alone would leave.
        """
        # sudo: who may delete the ticket, may all that hangs on it.
        requests = self.env[REQUEST].sudo()
        requests.search([("ticket_id", "in", self.ids)]).unlink()

    def _wait_for_integrator(self, integrator, **values):
        """Note whose answer tickets wait for, instead of anybody else's before.

        :param integrator: helpdesk.integrator record
        :param values: of the requests, such as the reference
        :return: the requests to it about these tickets, new ones where there were none
        """
        # sudo: the server keeps requests; whoever may ask was checked before.
        requests = self.env[REQUEST].sudo()
        known = requests.search([("ticket_id", "in", self.ids)])
        own = known.filtered(lambda request: request.integrator_id == integrator)
        (known - own)._end()
        # What it has answered before is no answer to what it is asked now.
        own.filtered(
            lambda request: request.ticket_id.integrator_id != integrator
        ).write({"state": "new"})
        # sudo: the team that it stands with, whoever may read it.
        missing = (self - own.ticket_id).sudo()
        quietly = requests.with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True
        )
        own |= quietly.create(
            [
                {
                    "ticket_id": ticket.id,
                    "integrator_id": integrator.id,
                    "team_id": ticket.team_id.id,
                }
                for ticket in missing
            ]
        )
        if values:
            own.write(values)
        # sudo: no person writes whose answer it is.
        waiting = self.sudo().filtered(lambda t: t.waiting_on == "integrator")
        waiting._write_settled(
            {"integrator_id": integrator.id, "has_integrators": True}
        )
        (self.sudo() - waiting)._write_settled({"has_integrators": True})
        waiting._note_stays()
        return own.sudo(False)
