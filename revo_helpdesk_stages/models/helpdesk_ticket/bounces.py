from odoo import fields, models

_EMPLOYEES = "base.group_user"


class HelpdeskTicket(models.Model):
    """How often a ticket went back and forth, counted whenever it moves."""

    _inherit = "helpdesk.ticket"

    handoff_count = fields.Integer(
        string="Hand-offs",
        readonly=True,
        copy=False,
        groups=_EMPLOYEES,
        help="How often the case went from one tier to another.",
    )
    bounce_count = fields.Integer(
        string="Bounces",
        readonly=True,
        copy=False,
        groups=_EMPLOYEES,
        help="How often the case came back to a tier that had handed it over, other "
        "than to be confirmed.",
    )
    reopening_count = fields.Integer(
        string="Reopenings", readonly=True, copy=False, groups=_EMPLOYEES
    )
