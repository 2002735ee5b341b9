from collections import defaultdict

from odoo import fields, models

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
        failure = kwargs.get("failure_type")
        # sudo: the server sends for whoever wrote it.
        mails = self.sudo().filtered(lambda mail: mail.model == TICKET)
        failed = mails.filtered(lambda mail: mail.state == "exception")
        arrived = (mails - failed).mail_message_id.filtered("undelivered")
        unaddressed = failed.browse()
        if failure in WITHOUT_ADDRESS:
            unaddressed = failed.mail_message_id.filtered(
                lambda message: message.audience == "client"
            )
        # Odoo deletes those that went, and those that have no address.
        result = super()._postprocess_sent_message(*args, **kwargs)
        if failure in WITHOUT_ADDRESS:
            unaddressed._mark_undelivered("no_address")
        elif failed:
            failed._try_again_later()
        arrived._note_arrival()
        return result

    def _try_again_later(self):
        """Put what has failed back into the queue, and give up what has waited long
        enough.
        """
        now = fields.Datetime.now()
        waiting = defaultdict(self.browse)
        for mail in self:
            waiting[next_attempt(now - mail.create_date)] |= mail
        for pause, mails in waiting.items():
            if pause is None:
                mails.mail_message_id._mark_undelivered("failed")
                continue
            mails.write({"state": "outgoing", "scheduled_date": now + pause})
            mails._await_again()
            mails.mail_message_id._mark_undelivered("retrying")
            self.env[TICKET]._trigger_mail_queue(now + pause)

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
