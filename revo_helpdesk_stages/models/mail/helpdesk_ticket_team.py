from odoo import fields, models

from ..selections import EMAIL_ANSWERS, MAIL_SENDERS


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
    mail_sender = fields.Selection(
        MAIL_SENDERS,
        string="E-mails to clients come from",
        required=True,
        default="team",
        help="Of a direct team. The address of the team is its alias, without one the "
        "catchall address or that of the company. Answers come to the team either way.",
    )
    asks_by_mail = fields.Boolean(
        string="Tell clients that an answer is awaited",
        default=True,
        help="When a ticket starts to wait for its client, the client is told once by "
        "e-mail, with the note that asks.",
    )
