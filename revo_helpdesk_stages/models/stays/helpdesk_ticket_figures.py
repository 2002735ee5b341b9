from odoo import api, fields, models

from ..groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """How often a ticket went back and forth, counted whenever it moves."""

    _inherit = "helpdesk.ticket"

    handoff_count = fields.Integer(
        string="Hand-offs",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="How often the ticket went from one tier to another.",
    )
    bounce_count = fields.Integer(
        string="Bounces",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="How often the ticket came back to a tier that had handed it over, other "
        "than to be confirmed.",
    )
    reopening_count = fields.Integer(
        string="Reopenings", readonly=True, copy=False, groups=EMPLOYEES
    )

    resolution_working_hours = fields.Float(
        compute="_compute_resolution_working_hours",
        store=True,
        groups=EMPLOYEES,
        help="From the opening until it was resolved for the last time, in the hours "
        "of the team that works with the client.",
    )

    @api.depends("create_date", "resolved_date")
    def _compute_resolution_working_hours(self):
        self._settle_working_hours(
            "resolution_working_hours",
            {
                ticket: (ticket.resolved_date, ticket._get_client_team())
                for ticket in self
                if ticket.resolved_date
            },
        )

    def _begin_stays(self):
        """Note where new tickets stand."""
        # sudo: stays are kept by the server; nobody may write them.
        self.env["helpdesk.ticket.stay"].sudo()._begin(
            self.sudo(), fields.Datetime.now()
        )

    def _note_waits(self):
        """Note that tickets were let wait until a date, for who has them."""
        # sudo: stays are kept by the server; nobody may write them.
        running = self.env["helpdesk.ticket.stay"].sudo()
        running = running.search(
            [("ticket_id", "in", self.ids), ("date_end", "=", False)]
        )
        for count, stays in running.grouped("wait_count").items():
            stays.write({"wait_count": count + 1})

    def _note_stays(self):
        """Note how long tickets are held where they are: a stage may change where team
        and person do not.
        """
        # sudo: stays are kept by the server; nobody may write them.
        self.env["helpdesk.ticket.stay"].sudo()._follow(self.sudo())
