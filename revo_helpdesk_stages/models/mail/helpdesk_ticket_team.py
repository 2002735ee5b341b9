from odoo import fields, models

from ..selections import EMAIL_ANSWERS


class HelpdeskTicketTeam(models.Model):
    """What a team does with answers that come by e-mail."""

    _inherit = "helpdesk.ticket.team"

    email_answers = fields.Selection(
        EMAIL_ANSWERS,
        string="Answers by e-mail",
        required=True,
        default="log",
        help="The place to answer is the ticket, and notification e-mails say so. If "
        "somebody answers the e-mail all the same while the ticket stands with this "
        "team: write it on the ticket, for the readers of what it answers, or send it "
        "back with the text and a link to the ticket. E-mails from people who have "
        "nothing to do with the ticket are always sent back.",
    )
