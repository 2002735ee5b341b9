from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.tools import format_date

from ...policies import client_status as policy
from ...policies.client_steps import client_step, states_of
from ...policies.pausing import leave_day_out

# In the order of policies.client_status.
CLIENT_STATUSES = [
    ("answer", "We wait for your answer"),
    ("check", "Please check the solution"),
    ("received", "Received"),
    ("reseller", "With your reseller"),
    ("working", "We are working on it"),
    ("technical", "With the technical team"),
    ("external", "Waits for an external partner"),
    ("release", "A fix is on its way"),
    ("resolved", "Solved"),
    ("closed", "Closed"),
]


class HelpdeskTicket(models.Model):
    """Where a ticket stands, in the words of a client."""

    _inherit = "helpdesk.ticket"

    client_status = fields.Selection(
        CLIENT_STATUSES,
        string="Status for the client",
        compute="_compute_client_status",
        store=True,
        help="What the client reads in the portal about where the ticket stands.",
    )
    client_rank = fields.Integer(
        compute="_compute_client_status",
        store=True,
        help="The order in which a client should look at the tickets.",
    )

    @api.depends("pipeline", "phase", "waiting_on", "closed_date", "reseller_team_id")
    def _compute_client_status(self):
        for ticket in self:
            status = policy.client_status(
                ticket.pipeline,
                ticket._get_shown_phase(),
                ticket.waiting_on,
                bool(ticket.closed_date),
                bool(ticket.reseller_team_id),
            )
            ticket.client_status = status
            ticket.client_rank = policy.STATUSES.index(status)

    def _get_shown_phase(self):
        """Return the phase that the client is told of.

        A hook for other addons: what stands in a stage may not be worked on yet.
        """
        self.ensure_one()
        return self.phase

    def _get_client_view(self):
        """Return what a client is told of this ticket besides its texts.

        :return: dict of ``status``, ``label``, ``next_step``, ``is_yours``, ``steps``
            and ``holder``, the name of whom the client deals with
        """
        self.ensure_one()
        # sudo: the client may not read its reseller's team, and is told its name.
        ticket = self.sudo()
        holder = ticket.reseller_team_id.name or ticket.company_id.name
        if ticket.pipeline != "escalation":
            holder = ticket.team_id.name or ticket.company_id.name
        label = dict(self._fields["client_status"]._description_selection(self.env))[
            ticket.client_status
        ]
        if ticket.client_status == "reseller" and ticket.reseller_team_id:
            label = _("With your reseller, %s", holder)
        next_step = self._get_client_next_steps(holder)[ticket.client_status]
        if ticket.wait_until and ticket.client_status not in policy.YOURS:
            next_step = _(
                "It waits until %(date)s, when %(holder)s goes on with it. You do not "
                "have to do anything. If it cannot wait, write below.",
                date=format_date(self.env, ticket.wait_until, date_format="long"),
                holder=holder,
            )
        if ticket.closed_date:
            next_step = self._get_duplicate_words() or next_step
        return {
            "status": ticket.client_status,
            "label": label,
            "next_step": next_step,
            "is_yours": ticket.client_status in policy.YOURS,
            "steps": ticket._get_client_steps(),
            "holder": holder,
        }

    def _get_client_wait_reason(self):
        """Return why the ticket waits until a date, as its client reads it; empty where
        it does not wait, or the words were for another client.
        """
        self.ensure_one()
        # sudo: the client may not read the field, and is told what it says.
        message_id = self.sudo().wait_message_id
        if not message_id:
            return ""
        messages = self._get_client_messages()
        message = messages.filtered(lambda message: message.id == message_id)
        # What has been sent was sanitized then.
        return Markup(leave_day_out(message.body))

    def _get_client_steps(self):
        """Return how far this ticket is, as the client is told: four steps in their
        order.

        To be called with sudo, as the page opens to clients.

        :return: list of dicts of ``name``, ``label``, ``spoken``, the same with its
            number, and ``state`` (done, current or open)
        """
        self.ensure_one()
        current = client_step(
            self._get_shown_phase(),
            self.waiting_on,
            is_begun=bool(self.escalated_date or self.first_answer_date),
            is_closed=bool(self.closed_date),
        )
        asks = self.client_status == "answer"
        labels = {
            "received": _("Received"),
            "working": _("Being worked on"),
            "yours": _("Waits for you") if asks else _("Is being checked"),
            "solved": _("Closed") if self.client_status == "closed" else _("Solved"),
        }
        states = states_of(current)
        steps = []
        for number, (step, state) in enumerate(states.items(), 1):
            spoken = _(
                "Step %(number)s of %(count)s: %(label)s",
                number=number,
                count=len(states),
                label=labels[step],
            )
            label = labels[step]
            steps.append(
                {"name": step, "label": label, "spoken": spoken, "state": state}
            )
        return steps

    @api.model
    def _get_client_next_steps(self, holder):
        """Return for each status what happens next, and what the client has to do."""
        return {
            "answer": _("%s needs your answer to go on. Write it below.", holder),
            "check": _(
                "There is a solution. Please try it, and say below whether it works."
            ),
            "received": _("%s has your ticket and looks at it next.", holder),
            "reseller": _("%s is looking into it and answers here.", holder),
            "working": _("%s is working on it and answers here.", holder),
            "technical": _(
                "%s has passed your ticket on to the technical team, and answers here "
                "as soon as there is news. You do not have to do anything.",
                holder,
            ),
            "external": _(
                "It waits for the answer of an external partner. You do not have to do "
                "anything: %s answers here as soon as there is news.",
                holder,
            ),
            "release": _(
                "The cause is found, and the fix comes with the next update. You do "
                "not have to do anything."
            ),
            "resolved": _(
                "The ticket is solved. Does it work? Close it, and we know that the "
                "work is finished. Does it happen again? Reopen it and say what you "
                "see."
            ),
            "closed": _("The ticket is closed. Open a new one if you need help."),
        }
