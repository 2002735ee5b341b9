from odoo import _, api, models


class HelpdeskTicket(models.Model):
    """What canned answers may say of a ticket: a closed list, as far as the readers of
    the text may know it.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_answer_names(self):
        """Return what can be filled in. A hook for other addons.

        :return: ``{name: what it is}``
        """
        return {
            "client": _("Name of the client's contact"),
            "company": _("Name of the client's company"),
            "number": _("Number of the ticket"),
            "title": _("Title of the ticket"),
            "assignee": _("Who works on it, by the name that the readers know"),
            "reseller": _("Who looks after the client: the reseller, or the team"),
        }

    def _get_answer_values(self, audience):
        """Return what is filled in on this ticket. A hook for other addons.

        :param str audience: whom the text is for: what these must not know is not in
            what is returned
        :return: ``{name: text}`` for all that :meth:`_get_answer_names` names
        """
        self.ensure_one()
        # sudo: names alone, which who reads the ticket reads; the readers of the text
        # are looked at for each.
        ticket = self.sudo()
        company = ticket.commercial_partner_id
        return {
            "client": ticket._get_client_name(),
            "company": company.name or ticket.partner_name or "",
            "number": ticket.number,
            "title": ticket.name,
            "assignee": ticket._get_assignee_name(audience),
            "reseller": ticket._get_house_name(),
        }

    def _get_assignee_name(self, audience):
        """Return who works on the ticket: clients know the vendor's people by no
        name.
        """
        user = self.user_id
        if audience == "client" and user and not user._is_reseller_only():
            return self.company_id.name or self._get_house_name()
        return user.name or ""
