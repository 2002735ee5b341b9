from odoo import _, models

_SUBTYPES = {"note": "mail.mt_note", "message": "mail.mt_comment"}
_SHOWN_NAMES = 5


class HelpdeskTicket(models.Model):
    """What the chatter says of a text before it is sent: who reads it, who is told.

    The words come from what ``message_post`` itself asks, so that they never say
    something else than what happens.
    """

    _inherit = "helpdesk.ticket"

    def preview_text(self, kind, partner_ids):
        """Return what a text of the present user would do that names people.

        :param str kind: note or message
        :param list partner_ids: who is @mentioned
        :return: as one of :meth:`_get_writing_options`
        :raises AccessError: for a ticket that the user may not read
        """
        self.ensure_one()
        self.read(["number"])
        # Searched: only of people whom the user may see is anything told.
        named = self.env["res.partner"].search([("id", "in", partner_ids)])
        return self._preview_text(kind, named)

    def _get_writing_options(self):
        """Return what the two buttons of the chatter do for the present user.

        :return: ``{"note": {…}, "message": {…}}``, each with ``label``, ``readers``,
            ``told``, ``is_silent`` (nobody is told) and ``is_addressed`` (the line says
            who is told, not the author)
        """
        self.ensure_one()
        return {kind: self._preview_text(kind) for kind in _SUBTYPES}

    def _preview_text(self, kind, named=None):
        named = named or self.env["res.partner"]
        values = {"subtype_xmlid": _SUBTYPES[kind], "partner_ids": named.ids}
        values.update(self._prepare_audience(values))
        told = self._get_notified(values)
        tier, audience = values["author_tier"], values["audience"]
        is_addressed = self.pipeline == "escalation"
        if not is_addressed and kind == "message":
            # sudo: whom it goes to, who writes it sees.
            address = self.sudo()._get_client_address()
            said, is_silent = self._get_sent_text(address), not address
        else:
            said = self._get_told_text(kind, tier, told, named)
            is_silent = not told
        return {
            "label": self._get_writing_label(kind, tier, audience),
            "readers": self._get_readers_text(audience),
            "told": said,
            "is_silent": is_silent,
            "is_addressed": is_addressed,
        }

    def _get_notified(self, values):
        """Return the partners that a text with these values would notify."""
        subtype = self.env["ir.model.data"]._xmlid_to_res_id(values["subtype_xmlid"])
        values = {
            "author_id": self.env.user.partner_id.id,
            "audience": values["audience"],
            "message_type": "comment",
            "partner_ids": values["partner_ids"],
            "subtype_id": subtype,
        }
        recipients = self._notify_get_recipients(
            self.env["mail.message"].new(values), values
        )
        # sudo: who writes sees by name who is told, also of the other side.
        partners = self.env["res.partner"].sudo()
        return partners.browse([recipient["id"] for recipient in recipients])

    def _get_writing_label(self, kind, tier, audience):
        if audience == "vendor":
            return _("Internal note")
        if audience == "client":
            return {
                "note": _("Note for the client"),
                "message": _("Message to the client"),
            }[kind]
        if tier == "reseller":
            return _("Message to %s", self._get_vendor_name())
        return _("Message to %s", self._get_reseller_name())

    def _get_readers_text(self, audience):
        if self.pipeline != "escalation":
            return {
                "client": _("The client reads it."),
                "vendor": _("Only who works here reads it, the client does not."),
            }[audience]
        if audience == "vendor":
            return _("Only %s reads it.", self._get_vendor_name())
        escalated = {
            "client": _("Read by the client, %(reseller)s and %(vendor)s."),
            "reseller": _(
                "Read by %(reseller)s and %(vendor)s. The client does not see it."
            ),
        }
        before = {
            "client": _(
                "Read by the client and %(reseller)s; by the support of %(vendor)s "
                "once the ticket is escalated."
            ),
            "reseller": _(
                "Read by %(reseller)s; by the support of %(vendor)s once the ticket is "
                "escalated. The client does not see it."
            ),
        }
        texts = escalated if self.escalated_date else before
        return texts[audience] % {
            "reseller": self._get_reseller_name(),
            "vendor": self._get_vendor_name(),
        }

    def _get_told_text(self, kind, tier, told, named):
        names = sorted(told.mapped("name"))
        if len(names) > _SHOWN_NAMES:
            text = _(
                "Notified: %(names)s and %(count)s more.",
                names=", ".join(names[:_SHOWN_NAMES]),
                count=len(names) - _SHOWN_NAMES,
            )
        elif names:
            text = _("Notified: %s.", ", ".join(names))
        elif kind == "message" and tier == "reseller" and not self.escalated_date:
            text = _("Nobody is notified before the ticket is escalated.")
        else:
            text = _("Nobody is notified.")
        left_out = named - told - self.env.user.partner_id
        if left_out:
            text += " " + _(
                "Not notified, though named: %s.",
                ", ".join(sorted(left_out.mapped("name"))),
            )
        return text

    def _get_sent_text(self, address):
        """Return where a direct team's message goes, beside the people whom its author
        chooses.

        :param str address: of the client, empty for none
        """
        if address:
            return _("Sent to %s.", address)
        return _(
            "The client has no e-mail address and does not get it. Enter one on the "
            "ticket first."
        )

    def _get_vendor_name(self):
        """Return how the vendor is called: as the company that runs the line."""
        # sudo: the name alone; a reseller's people may not read the company.
        return self.sudo().company_id.name

    def _get_reseller_name(self):
        # sudo: the team's name alone; a direct team's people may not see the team.
        return self.sudo().reseller_team_id.name or _("the reseller")
