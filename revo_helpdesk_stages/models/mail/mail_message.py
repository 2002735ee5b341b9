from odoo import fields, models
from odoo.tools import email_normalize

from ..readers.mail_message import TICKET
from ..selections import UNDELIVERED

GIVEN_UP = "revo_helpdesk_stages.mail_activity_type_undelivered"


class MailMessage(models.Model):
    """Whether what was written on a ticket has arrived by e-mail."""

    _inherit = "mail.message"

    undelivered = fields.Selection(
        UNDELIVERED,
        string="Not delivered",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Why an e-mail about this message has not arrived.",
    )

    def _get_mailed_addresses(self):
        """Return the addresses of those whom Odoo notifies of a message."""
        partners = self.notification_ids.res_partner_id
        return {email_normalize(partner.email) for partner in partners} - {False}

    def _mark_undelivered(self, reason):
        """Note why messages on tickets have not arrived, or that they have.

        Where nothing is tried any more by itself, who has to act gets an activity.

        :param reason: one of the selection, ``False`` for what has arrived
        """
        changed = self.filtered(lambda message: message.undelivered != reason)
        if not changed:
            return
        changed.undelivered = reason
        tickets = self.env[TICKET].browse(set(changed.mapped("res_id"))).exists()
        waiting = self.search(
            [
                ("model", "=", TICKET),
                ("res_id", "in", tickets.ids),
                ("undelivered", "!=", False),
            ]
        )
        flagged = tickets.browse(set(waiting.mapped("res_id")))
        for is_undelivered, some in ((True, flagged), (False, tickets - flagged)):
            some = some.filtered(
                lambda ticket, flag=is_undelivered: ticket.is_undelivered != flag
            )
            if some:
                some._write_settled({"is_undelivered": is_undelivered})
        if reason in ("bounced", "failed"):
            tickets._plan_activities(GIVEN_UP, changed._get_owners(tickets))

    def _note_arrival(self):
        """Note that what was tried again has arrived, where nothing of it waits."""
        retried = self.filtered(lambda message: message.undelivered == "retrying")
        if retried:
            retried -= retried._get_waiting_mails().mail_message_id
            retried._mark_undelivered(False)

    def _get_waiting_mails(self):
        """Return the e-mails about messages that were given up or wait to be sent."""
        states = ("exception", "outgoing")
        return self.env["mail.mail"].search(
            [("mail_message_id", "in", self.ids), ("state", "in", states)]
        )

    def _get_owners(self, tickets):
        """Return who has to see to it that words on tickets arrive: who answers the
        client, for others who wrote them.

        :return: ``{ticket: res.users}``
        """
        of_client = self.filtered(lambda message: message.audience == "client")
        of_client = tickets.browse(set(of_client.mapped("res_id")))
        owners = of_client._get_client_responsibles()
        others = tickets - of_client
        responsibles = others._get_responsibles()
        for message in self:
            ticket = tickets.browse(message.res_id)
            if ticket in others:
                authors = message.author_id.user_ids.filtered(lambda u: not u.share)
                owners[ticket] = owners.get(ticket, authors.browse()) | (
                    authors or responsibles[ticket]
                )
        return owners

    def _resend(self):
        """Send again what has not arrived.

        :raises UserError: where a client still has no address
        """
        mails = self._get_waiting_mails()
        mails.action_retry()
        mails.scheduled_date = False
        for message in self - mails.mail_message_id:
            if message.audience != "client":
                # Its e-mail is gone, and it was for nobody else.
                message._mark_undelivered(False)
                continue
            ticket = self.env[TICKET].browse(message.res_id)
            was_unsent = message.undelivered == "no_address"
            ticket._queue_for_client(message)
            message._mark_undelivered(False)
            if was_unsent:
                # Only now it answers the client.
                ticket._note_message(message)
        mails.mail_message_id._mark_undelivered("retrying")
        self.env[TICKET]._trigger_mail_queue()
