from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    """In how many working hours a ticket was resolved, for reports."""

    _inherit = "helpdesk.ticket"

    resolution_working_hours = fields.Float(
        compute="_compute_resolution_working_hours",
        store=True,
        groups="base.group_user",
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
