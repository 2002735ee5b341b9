from odoo import _, fields, models
from odoo.exceptions import AccessError

from ..selections import TICKET_ACCESS


class ResPartner(models.Model):
    """Which of a company's tickets each of its people sees.

    Source: issue 18, section 4.
    """

    _inherit = "res.partner"

    ticket_access = fields.Selection(
        TICKET_ACCESS,
        string="Sees",
        default="company",
        copy=False,
        help="Which tickets of the company this person sees in the portal. A contact "
        "person also says what the company's other people see.",
    )

    def action_show_company_tickets(self):
        """Show these people all tickets of their company.

        :raises AccessError: for who may not choose it
        """
        self._choose_ticket_access("company")
        return True

    def action_show_own_tickets(self):
        """Show these people their own tickets alone, and those they are named on.

        :raises AccessError: for who may not choose it
        """
        self._choose_ticket_access("own")
        return True

    def action_make_ticket_contact(self):
        """Let these people say what the others of their company see.

        :raises AccessError: for who may not choose it
        """
        self._choose_ticket_access("contact")
        return True

    def _choose_ticket_access(self, access):
        if not all(self.env.user._may_choose_access(one, access) for one in self):
            raise AccessError(self._get_access_text())
        # sudo: who may choose it may write nothing else of a contact.
        self.sudo().write({"ticket_access": access})

    def _check_ticket_access(self, vals):
        """Check that nobody of the parties opens tickets to themselves or to others'
        people. Held for the superuser, too, as the site writes a client's contact so.

        :raises AccessError: for who may not choose it
        """
        user = self.env.user
        if (
            "ticket_access" in vals
            and user._is_party()
            and not all(
                user._may_choose_access(one, vals["ticket_access"]) for one in self
            )
        ):
            raise AccessError(self._get_access_text())

    def _get_access_text(self):
        return _(
            "Who sees which tickets of a client is said by the client's contact "
            "person, its reseller and helpdesk managers. Ask one of them."
        )

    def _get_ticket_contacts(self):
        """Return which of these people say what others of their companies see, with the
        companies.
        """
        # sudo: whoever moves a contact need not know of it.
        people = self.sudo().filtered(lambda one: one.ticket_access == "contact")
        return {one: one.commercial_partner_id for one in people}

    def _demote_moved_contacts(self, before):
        """Let nobody who has gone to another company say what its people see.

        :param dict before: from :meth:`_get_ticket_contacts`
        """
        for person, company in before.items():
            if person.commercial_partner_id != company:
                person.ticket_access = "company"
