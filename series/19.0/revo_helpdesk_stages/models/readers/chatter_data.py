"""What the chatter is given with a ticket, its messages and its files.

The two series hand data to the web client in different ways; 17.0 has its own file.
"""

from odoo import _, api, models

from odoo.addons.mail.tools.discuss import Store

from ...policies.languages import choose_language
from ..portal.mail_message import ABOUT_READERS
from .mail_message import TICKET

# What is shown of people whom a reseller knows by name.
_BY_NAME = {"active", "avatar_128_access_token", "is_company", "name", "write_date"}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _thread_to_store(self, store: Store, fields, *, request_list=None):
        # sudo: a client who is shown something of it may not read its line.
        line = self.filtered(lambda ticket: ticket.sudo().pipeline == "escalation")
        if line and request_list:
            # Only Odoo's full composer schedules messages, and it is not offered.
            request_list = [
                name for name in request_list if name != "scheduledMessages"
            ]
        super()._thread_to_store(store, fields, request_list=request_list)
        if "suggestedRecipients" not in (request_list or ()) or self.env.user.share:
            return
        for ticket in self:
            options = {"writing_options": ticket._get_writing_options()}
            store.add(ticket, options, as_thread=True)

    def _message_get_suggested_recipients_batch(self, *args, **kwargs):
        """Suggest nobody in the line: the role of the author says who is told.

        Elsewhere, people whom Odoo knows: it would leave out other addresses in
        silence, and the client's the ticket sends to by itself.
        """
        line = self.filtered(lambda ticket: ticket.pipeline == "escalation")
        others = super(HelpdeskTicket, self - line)
        suggested = others._message_get_suggested_recipients_batch(*args, **kwargs)
        known = {
            ticket_id: [row for row in rows if row["partner_id"]]
            for ticket_id, rows in suggested.items()
        }
        return {**known, **{ticket.id: [] for ticket in line}}


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Call a message by its subject to its readers alone."""
        result = super()._compute_display_name()
        if not self.env.user._is_vendor():
            messages = self.filtered("id")
            if not self.env.user._is_party():
                # sudo: only the model is read, to leave what is no ticket's alone.
                messages = messages.filtered(lambda m: m.sudo().model == TICKET)
            # Under the rules of the user, also where the superuser asks for the name.
            own = messages.sudo(False).with_context(active_test=False)
            own = own.search([("id", "in", messages.ids)])
            # sudo: what a message is called, in the words of Odoo, and nothing else.
            model = self.env["ir.model"].sudo()._get(self._name)
            (messages - own).display_name = model.name
        return result

    def _to_store_defaults(self, target):
        """Tell employees whom a message is for, and clients nothing of its readers.

        What the server wrote into evidence is shown in the reader's language.
        """
        body = Store.Attr("body", lambda m: choose_language(m.body, m.env.lang))
        described = [
            body if field == "body" else field
            for field in super()._to_store_defaults(target)
        ]
        if self._hides_readers():
            described = [
                field
                for field in described
                if getattr(field, "field_name", field) not in ABOUT_READERS
            ]
        if not target.is_internal(self.env):
            return described
        audience = Store.Attr("audience", predicate=lambda m: m.model == TICKET)
        return [*described, audience]


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _to_store_defaults(self, target):
        fields = super()._to_store_defaults(target)
        if not target.is_internal(self.env):
            return fields
        audience = Store.Attr("audience", predicate=lambda f: f.res_model == TICKET)
        return [*fields, audience]


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _to_store(self, store: Store, fields):
        """Show resellers' people the vendor's by name alone, and strangers not at all.

        Odoo shows everybody to whom a message went to the person who reads it.
        """
        reader = store.target.get_user(self.env)
        if not reader or not reader._is_reseller_only():
            store.add_records_fields(self, fields)
            return
        # Also who has left: their words stay.
        people = self.with_context(active_test=False)
        named = people.filtered(lambda partner: partner._works_for_vendor())
        strangers = (people - named).with_user(reader)._get_strangers()
        store.add_records_fields(self - named - strangers, fields)
        # sudo: the contact itself is not theirs to read.
        store.add_records_fields(named.sudo(), _keep(fields, _BY_NAME))
        if _keep(fields, {"name"}):
            store.add_records_fields(strangers, {"name": _("Somebody else")})


def _keep(fields, names):
    return [field for field in fields if getattr(field, "field_name", field) in names]
