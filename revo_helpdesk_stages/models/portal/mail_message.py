from odoo import _, fields, models

from ..readers.mail_message import TICKET

# What a message for the web client says about whom it was sent to and who liked it.
ABOUT_READERS = (
    "recipients",
    "notifications",
    "needaction_partner_ids",
    "history_partner_ids",
    "reactions",
    "partner_ids",
)


class MailMessage(models.Model):
    """The vendor's people have no name, face or address for clients."""

    _inherit = "mail.message"

    author_avatar = fields.Binary(
        related=None,
        compute="_compute_author_avatar",
        depends=["author_id"],
        depends_context=["uid"],
        readonly=True,
    )

    def _compute_author_avatar(self):
        hidden = self.browse()
        if not self.env.user._is_internal():
            hidden = self.filtered(lambda message: message.model == TICKET)
            sides = hidden._get_shown_authors()
            hidden = hidden.filtered(lambda message: sides[message.id][1] == "vendor")
        hidden.author_avatar = False
        for message in self - hidden:
            # sudo: as the related field of Odoo, for the person who may read the
            # message.
            message.author_avatar = message.sudo().author_id.avatar_128

    def _get_shown_authors(self):
        """Return as whom a client sees the authors of messages on tickets.

        Clients and resellers' people go by their names, everybody else by the name of
        the vendor's company.

        :return: ``{message id: (name, side)}``, the side being client, reseller or
            vendor
        """
        # sudo: clients may not read who the vendor's people are.
        messages = self.sudo().with_context(active_test=False)
        tickets = self.env[TICKET].sudo()
        shown = {}
        for message in messages:
            author = message.author_id
            # A person who has left the vendor keeps no name either.
            employees = author.user_ids.filtered(lambda user: not user.share)
            if not employees and message.author_tier in (False, "client"):
                name = author.name or _("By e-mail")
                shown[message.id] = (name, "client")
            elif employees and all(user._is_reseller_only() for user in employees):
                shown[message.id] = (author.name, "reseller")
            else:
                company = tickets.browse(message.res_id).company_id
                shown[message.id] = (
                    (company or self.env.company.sudo()).name,
                    "vendor",
                )
        return shown

    # Routes of the web client that a client's login reaches, too. Each method is of one
    # series, or of both.

    def _message_fetch(self, domain, *args, **kwargs):
        """Return no messages of tickets to clients, who read them on the ticket's
        page.
        """
        if not self.env.user._is_internal():
            domain = [("model", "!=", TICKET), *(domain or [])]
        return super()._message_fetch(domain, *args, **kwargs)

    def portal_message_format(self, options=None):
        """Likewise where the route of the site asks, with or without a link."""
        messages = self
        if not self.env.user._is_internal():
            # sudo: only the model is read, to leave messages out.
            messages = self.filtered(lambda message: message.sudo().model != TICKET)
        return super(MailMessage, messages).portal_message_format(options=options)

    def message_format(self, *args, **kwargs):
        """Name no readers to clients, and no strangers to resellers (17.0)."""
        formatted = super().message_format(*args, **kwargs)
        if self.env.user._is_reseller_only():
            self._leave_out_strangers(formatted)
        if self._hides_readers():
            for values in formatted:
                values.update({name: [] for name in ABOUT_READERS if name in values})
        return formatted

    def _hides_readers(self):
        """Return whether the present user is told nothing of who reads these: clients
        nowhere, others of the portal on tickets.
        """
        user = self.env.user
        if user._get_line_role() == "client":
            return True
        # sudo: only the model is read.
        return not user._is_internal() and TICKET in self.sudo().mapped("model")

    def _leave_out_strangers(self, formatted):
        ids = {person["id"] for values in formatted for person in values["recipients"]}
        # sudo: whose names they are is looked at here.
        people = self.env["res.partner"].sudo().browse(ids)
        strangers = set(people._get_strangers().ids)
        for values in formatted:
            values["recipients"] = [
                person
                for person in values["recipients"]
                if person["id"] not in strangers
            ]
