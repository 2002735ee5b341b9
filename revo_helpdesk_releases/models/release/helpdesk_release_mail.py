from odoo import _, models
from odoo.tools import email_normalize

from .helpdesk_release import HelpdeskRelease as DefinedHelpdeskRelease


class HelpdeskRelease(models.Model):
    """Notify each reseller once what a release does to its tickets."""

    _inherit = DefinedHelpdeskRelease._name

    def _mail_resellers(self, template, tickets):
        """Queue one e-mail for each reseller and language, which lists its tickets.

        :param str template: external id of the text
        :param tickets: the tickets that have been moved, and those that were resolved
        :return: the reseller teams in which nobody has an e-mail address
        """
        untold = self.env["helpdesk.ticket.team"]
        mails = []
        for team, of_team in tickets.grouped("reseller_team_id").items():
            readers = team._get_members().filtered(
                lambda user: user.active and email_normalize(user.email)
            )
            if not readers:
                untold |= team
            for lang, users in readers.grouped("lang").items():
                mails.append(self._prepare_mail(template, of_team, users, lang))
        self.env["mail.mail"].create(mails)
        queue = self.env.ref(
            "mail.ir_cron_mail_scheduler_action", raise_if_not_found=False
        )
        if queue:
            # As soon as this transaction is committed.
            queue._trigger()
        return untold

    def _prepare_mail(self, template, tickets, users, lang):
        release = self.with_context(lang=lang or self.env.lang)
        tickets = tickets.with_env(release.env).sorted("number")
        resolved = tickets.filtered(lambda ticket: ticket.phase == "resolved")
        house = release.company_id
        root = self.env.ref("base.partner_root")
        body = release.env["ir.qweb"]._render(
            template,
            {
                "tickets": tickets - resolved,
                "house": house,
                "links": {
                    ticket: ticket._notify_get_action_link("view") for ticket in tickets
                },
                "release": release,
                "resolved": resolved,
            },
            minimal_qcontext=True,
            lang=release.env.lang,
        )
        addresses = {email_normalize(user.email): user for user in users}
        return {
            "auto_delete": True,
            "body_html": body,
            "email_from": house.email_formatted or root.email_formatted,
            "email_to": ", ".join(user.email_formatted for user in addresses.values()),
            "subject": release._get_mail_subject(),
        }

    def _get_mail_subject(self):
        if self.state == "published":
            return _("%s is out: please confirm", self.display_name)
        return _("%s has been withdrawn", self.display_name)
