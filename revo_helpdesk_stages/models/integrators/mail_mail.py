from odoo import fields, models

from ...policies.delivery import next_attempt


class MailMail(models.Model):
    """Requests that the mail server does not take are tried again, as what is written
    on tickets is.
    """

    _inherit = "mail.mail"

    def _try_requests_again(self, failure):
        """Put those of these e-mails that have failed and are requests to integrators
        back into the queue, and give up what has waited long enough.

        :param failure: what kind of failure the mail server's client names, if any
        """
        requests = self.env["helpdesk.integrator.request"]
        now = fields.Datetime.now()
        for mail in self.filtered(
            lambda mail: mail.model == requests._name and mail.state == "exception"
        ):
            pause = next_attempt(now - mail.create_date, failure)
            if pause is None:
                requests.browse(mail.res_id).exists()._note_undelivered()
                continue
            mail.write({"state": "outgoing", "scheduled_date": now + pause})
            self.env["helpdesk.ticket"]._trigger_mail_queue(now + pause)
