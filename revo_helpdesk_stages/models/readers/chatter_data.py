"""What the chatter is given with a ticket, its messages and its files.

The two series hand data to the web client in different ways; 19.0 has its own file.
"""

from odoo import models

from ...policies.languages import choose_language


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _get_mail_thread_data(self, request_list):
        data = super()._get_mail_thread_data(request_list)
        if self and "suggestedRecipients" in request_list and not self.env.user.share:
            data["writing_options"] = self._get_writing_options()
        return data

    def _message_get_suggested_recipients(self):
        """Suggest nobody in the line: the role of the author says who is told.

        Elsewhere, people whom Odoo knows: of other addresses it would make contacts,
        and the client's the ticket sends to by itself.
        """
        line = self.filtered(lambda ticket: ticket.pipeline == "escalation")
        others = super(HelpdeskTicket, self - line)
        suggested = others._message_get_suggested_recipients()
        known = {
            ticket_id: [row for row in rows if row[0]]
            for ticket_id, rows in suggested.items()
        }
        return {**known, **{ticket.id: [] for ticket in line}}


class ResUsers(models.Model):
    _inherit = "res.users"

    def _init_messaging(self):
        """Hand out the canned answers of all the vendor's people to these alone: Odoo
        reads them as the superuser, for everybody. Those of teams the composer asks
        for.
        """
        values = super()._init_messaging()
        if values["shortcodes"]:
            values["shortcodes"] = self.env["mail.shortcode"].search_read(
                [("helpdesk_team_id", "=", False)], ["source", "substitution"]
            )
        return values


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _get_message_format_fields(self):
        return [*super()._get_message_format_fields(), "audience"]

    def _message_format(self, *args, **kwargs):
        """Show what the server wrote into evidence in the reader's language."""
        described = super()._message_format(*args, **kwargs)
        for values in described:
            if "body" in values:
                values["body"] = choose_language(values["body"], self.env.lang)
        return described


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _attachment_format(self):
        files = super()._attachment_format()
        for attachment, values in zip(self, files, strict=True):
            values["audience"] = attachment.audience
        return files


class ResPartner(models.Model):
    _inherit = "res.partner"

    def mail_partner_format(self, fields=None):
        """Show resellers' people the vendor's by name alone.

        Whom else they may not read they are not shown, as Odoo has it.
        """
        if self.env.su or not self.env.user._is_reseller_only():
            return super().mail_partner_format(fields)
        readable = self._filter_access_rules("read")
        # Also who has left: their words stay.
        others = (self - readable).with_context(active_test=False)
        named = others.filtered(lambda partner: partner._works_for_vendor())
        if self - readable - named:
            return super().mail_partner_format(fields)
        # sudo: Odoo also reads the users of these people, which nobody shows.
        shown = super(ResPartner, self.sudo()).mail_partner_format(fields)
        for partner in named:
            shown[partner].pop("email", None)
        return shown
