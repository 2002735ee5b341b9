"""What the chatter is given with a ticket, its messages and its files.

The two series hand data to the web client in different ways: 19.0 has a file of its own.
"""

from odoo import models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _get_mail_thread_data(self, request_list):
        data = super()._get_mail_thread_data(request_list)
        if self and "suggestedRecipients" in request_list and not self.env.user.share:
            data["writing_options"] = self._get_writing_options()
        return data

    def _message_get_suggested_recipients(self):
        """Suggest nobody in the line: the role of the author says who is told."""
        suggested = super()._message_get_suggested_recipients()
        for ticket in self:
            if ticket.pipeline == "escalation":
                suggested[ticket.id] = []
        return suggested


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _get_message_format_fields(self):
        return [*super()._get_message_format_fields(), "audience"]


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _attachment_format(self):
        files = super()._attachment_format()
        for attachment, values in zip(self, files, strict=True):
            values["audience"] = attachment.audience
        return files
