from odoo import _, models
from odoo.tools import email_normalize

RESOLVED = "revo_helpdesk_stages.mail_template_duplicate_resolved"


class HelpdeskTicket(models.Model):
    """What a client reads of a ticket that goes on in another one."""

    _inherit = "helpdesk.ticket"

    def _mail_duplicates(self, words):
        """Notify the clients of the duplicates of tickets that have just been resolved:
        each address once, and nobody who is told of the ticket itself.

        :param dict words: ``{ticket id: html}`` of what the staff says with it
        """
        duplicates = self._find_duplicates()
        if not duplicates:
            return
        told = {
            (ticket, email_normalize(ticket._get_client_address())) for ticket in self
        }
        own = email_normalize(self.env.user.email or "")
        chosen = self.browse()
        for ticket in duplicates:
            address = email_normalize(ticket._get_client_address())
            key = (ticket.duplicate_of_id, address)
            if address and address != own and key not in told:
                told.add(key)
                chosen |= ticket
        said = {ticket.id: words.get(ticket.duplicate_of_id.id) for ticket in chosen}
        if chosen:
            chosen._mail_clients(RESOLVED, said)

    # Asked by the template

    def _get_shown_original(self):
        """Return the ticket that this one is a duplicate of, empty where its contact is
        not to see that one. To be called with sudo.
        """
        original = self.duplicate_of_id
        return original if original._is_shown_to(self.partner_id) else self.browse()

    # Asked by the page

    def _get_duplicate_words(self):
        """Return what the page says of where this ticket goes on, empty for one that
        does not. The present user may read the other ticket or not.
        """
        self.ensure_one()
        # sudo: the client may not read the link, and is told of what it may read.
        original = self.sudo().duplicate_of_id
        if not original:
            return ""
        seen = original._keep_shown()
        if original.resolved_date or original.closed_date:
            return (
                _("It was about the same as %s, which is solved.", seen.number)
                if seen
                else _("It was about the same as another ticket, which is solved.")
            )
        return (
            _("It is about the same as %s and goes on there.", seen.number)
            if seen
            else _(
                "It is about the same as another ticket. We tell you when that one is "
                "solved."
            )
        )
