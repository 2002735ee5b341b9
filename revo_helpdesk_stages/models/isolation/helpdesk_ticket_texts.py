from markupsafe import Markup

from odoo import SUPERUSER_ID, _, models
from odoo.tools import html2plaintext

_TEXTS = ("name", "description")


class HelpdeskTicket(models.Model):
    """Words of others are not overwritten without a trace.

    Who changes title or description of a ticket that somebody else opened leaves the
    former text on it, for its readers.
    """

    _inherit = "helpdesk.ticket"

    def _plan_texts(self, plan):
        """Remember texts of others that are about to be overwritten.

        :param plan: WritePlan
        """
        written = [name for name in _TEXTS if name in plan.vals]
        if not written or self.env.uid == SUPERUSER_ID:
            return
        # sudo: what it said decides, no matter who may read who opened it.
        plan.memo["texts"] = {
            ticket: {name: ticket[name] for name in written}
            for ticket in self.sudo()
            if not ticket._is_opened_by(self.env.user)
        }

    def _is_opened_by(self, user):
        """Return whether a ticket is in the words of a user: who opened it for somebody
        else wrote down what that person said.
        """
        self.ensure_one()
        return self.create_uid == user and self.origin != "client"

    def _keep_former_texts(self, plan):
        """Leave on the tickets what they said before.

        :param plan: WritePlan
        """
        for ticket, texts in plan.memo.get("texts", {}).items():
            for name, former in texts.items():
                if _plain(former) != _plain(ticket[name]) and _plain(former):
                    ticket._log_former_text(name, former, self.env.user)

    def _log_former_text(self, name, former, user):
        # As the house, in the language of the contact: its readers include the client.
        ticket = self.with_user(SUPERUSER_ID).with_context(lang=self.partner_id.lang)
        label = ticket.fields_get([name], ["string"])[name]["string"]
        who = self._get_side_name(user)
        text = ticket._get_former_text(label, who)
        body = former if name == "description" else Markup("<p>%s</p>") % former
        ticket.message_post(
            body=Markup("<p>%s</p><blockquote>%s</blockquote>") % (text, body),
            audience="client",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )

    def _get_former_text(self, label, who):
        return _(
            "%(who)s has changed this of the ticket: %(label)s. Before, it said:",
            label=label,
            who=who,
        )

    def _get_side_name(self, user):
        """Return the name under which everybody may know who acts: a reseller's or the
        vendor's, of the client's people their own.
        """
        if user.share:
            return user.name
        if user._is_reseller_only() and self.reseller_team_id:
            return self.reseller_team_id.name
        return self._get_vendor_name()


def _plain(text):
    return html2plaintext(text or "").strip()
