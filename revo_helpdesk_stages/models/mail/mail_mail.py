from collections import defaultdict

from odoo import Command, fields, models

from ...policies.delivery import WITHOUT_ADDRESS, next_attempt
from ..context import UNSEALED, saying
from ..readers.mail_message import TICKET


class MailMail(models.Model):
    """E-mails about tickets that the mail server does not take are tried again.

    Odoo keeps them, and leaves it at that: here they wait in its own queue for their
    next attempt.
    """

    _inherit = "mail.mail"

    def unlink(self):
        """Let the server clear e-mails away, whoever works meanwhile: with some of them
        goes a message that is nothing but the e-mail.
        """
        mails = saying(self, UNSEALED) if self.env.su else self
        return super(MailMail, mails).unlink()

    def _postprocess_sent_message(self, *args, **kwargs):
        # sudo: the server sends for whoever wrote it.
        self.sudo()._try_requests_again(kwargs.get("failure_type"))
        mails = self.sudo().filtered(lambda mail: mail.model == TICKET)
        failed = mails.filtered(lambda mail: mail.state == "exception")
        arrived = (mails - failed).mail_message_id.filtered("undelivered")
        failed._leave_reached_out(kwargs.get("success_pids") or [])
        is_unaddressed = kwargs.get("failure_type") in WITHOUT_ADDRESS
        lost = failed.filtered(lambda mail: is_unaddressed or not mail._has_recipient())
        unaddressed = lost.mail_message_id
        # Odoo deletes those that went, and those that have no address.
        result = super()._postprocess_sent_message(*args, **kwargs)
        unaddressed = unaddressed.exists()
        for_client = unaddressed.filtered(lambda m: m.audience == "client")
        for_client._mark_undelivered("no_address")
        (unaddressed - for_client)._mark_undelivered(False)
        (failed - lost).exists()._try_again_later()
        arrived._note_arrival()
        return result

    def _has_recipient(self):
        return bool(self.email_to or self.email_cc or self.recipient_ids)

    def _leave_reached_out(self, partners):
        """Keep for the next attempt those whom the mail server has not taken it for:
        Odoo sends an e-mail to several one by one, and gives up at the first refusal.

        :param partners: res.partner records who have got it
        """
        reached = [Command.unlink(partner.id) for partner in partners]
        if self and reached:
            self.write({"recipient_ids": reached, "email_to": False, "email_cc": False})

    def _try_again_later(self):
        """Put what has failed back into the queue, and give up what has waited long
        enough.
        """
        now = fields.Datetime.now()
        waiting = defaultdict(self.browse)
        for mail in self | self._split():
            waiting[next_attempt(now - mail.create_date)] |= mail
        for pause, mails in waiting.items():
            if pause is None:
                mails.mail_message_id._mark_undelivered("failed")
                continue
            mails.write({"state": "outgoing", "scheduled_date": now + pause})
            mails._await_again()
            mails.mail_message_id._mark_undelivered("retrying")
            self.env[TICKET]._trigger_mail_queue(now + pause)

    def _split(self):
        """Leave one recipient to each of these e-mails, and give the others one each:
        behind one who is refused, nobody would be reached.

        :return: the new ones
        """
        several = self.filtered(lambda mail: len(mail.recipient_ids) > 1)
        split = several.browse()
        if not several:
            return split
        notifications = self.env["mail.notification"].search(
            [("mail_mail_id", "in", several.ids)]
        )
        of = notifications.grouped(lambda one: (one.mail_mail_id, one.res_partner_id))
        for mail in several:
            for partner in mail.recipient_ids[1:]:
                other = mail.copy(
                    {
                        "mail_message_id": mail.mail_message_id.id,
                        "recipient_ids": [Command.set(partner.ids)],
                        "email_to": False,
                        "email_cc": False,
                    }
                )
                of.get((mail, partner), notifications.browse()).mail_mail_id = other
                split |= other
            mail.recipient_ids = mail.recipient_ids[:1]
        return split

    def _await_again(self):
        """Let Odoo show as on their way what waits for its next attempt: who sent it
        again by hand there would send it twice.
        """
        self.env["mail.notification"].search(
            [
                ("mail_mail_id", "in", self.ids),
                ("notification_status", "=", "exception"),
            ]
        ).write(
            {
                "failure_reason": False,
                "failure_type": False,
                "notification_status": "ready",
            }
        )
