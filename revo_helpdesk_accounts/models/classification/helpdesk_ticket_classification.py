from odoo import fields, models

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES

from ..selections import REQUEST_TYPES


class HelpdeskTicket(models.Model):
    """What kind of request a ticket is: the first thing that staff says of it.

    Source: 004, "Atención a Clientes": support, change or consulting.
    """

    _inherit = "helpdesk.ticket"

    request_type = fields.Selection(
        REQUEST_TYPES,
        string="Request type",
        tracking=True,
        groups=EMPLOYEES,
        help="Support: something in operation does not behave as expected. Change: "
        "something new. Consulting: questions, understanding, reports.",
    )
    # The word of the client proposes; only staff classifies, as a type starts the work.
    reported_type = fields.Selection(
        REQUEST_TYPES,
        string="Reported as",
        readonly=True,
        groups=EMPLOYEES,
        help="What the client took it for when opening the ticket.",
    )

    def _is_support(self):
        """Return whether this is a support request, by its type or the client's
        word.
        """
        self.ensure_one()
        return (self.request_type or self.reported_type) == "support"
