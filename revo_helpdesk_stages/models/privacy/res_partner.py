from psycopg2 import IntegrityError

from odoo import _, api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..groups import FORGETTING_GROUPS


class ResPartner(models.Model):
    """Forgetting a client: what identifies the person goes from all tickets."""

    _inherit = "res.partner"

    def forget_client(self):
        """Forget these contacts: on tickets, as logins, and where nothing else in Odoo
        needs them, as contacts.

        For server actions, too, as of OCA's ``privacy_consent``. What is done is
        written in Odoo's privacy log.

        :raises AccessError: for everybody but helpdesk managers and administrators
        :raises UserError: for people and companies that work on tickets
        """
        self._forget_client()
        return True

    def _forget_client(self):
        """Forget these contacts, as :meth:`forget_client` does.

        :return: Outcome
        """
        self._check_may_forget()
        self._check_forgettable()
        contacts = self._log_forgetting()
        outcome = contacts._forget_on_tickets()
        contacts._forget_logins()
        contacts._forget_contacts()
        return outcome

    def _forget_on_tickets(self, tickets=None):
        """Take those of these contacts who may be forgotten out of tickets.

        :param tickets: as for ``helpdesk.forgetting._forget``
        :return: Outcome
        """
        # sudo: the server takes out what the present user may not write.
        forgetting = self.env["helpdesk.forgetting"].sudo()
        return forgetting._forget(self._get_forgettable(), tickets)

    def _check_may_forget(self):
        user = self.env.user
        if self.env.su or any(user.has_group(group) for group in FORGETTING_GROUPS):
            return
        raise AccessError(
            _(
                "Forgetting a client cannot be taken back: helpdesk managers and "
                "administrators do it. Ask one of them."
            )
        )

    def _check_forgettable(self):
        others = self - self._get_forgettable()
        if others:
            raise UserError(
                _(
                    "These work on tickets, or did, and what they wrote is what others "
                    "rely on: %s. Archive their logins instead. Clients only are "
                    "forgotten.",
                    # sudo: the user has chosen them.
                    ", ".join(others.sudo().mapped("display_name")),
                )
            )

    def _get_forgettable(self):
        """Return those of these contacts who are clients: neither staff, nor a reseller
        or a company of ours, nor who stands for all that were forgotten.
        """
        # sudo: logins and teams decide, no matter who asks.
        contacts = self.sudo().with_context(active_test=False)
        companies = self.env["res.company"].sudo().search([]).partner_id
        former = self._get_former_client()
        return contacts.filtered(
            lambda contact: all(user.share for user in contact.user_ids)
            and not contact.helpdesk_team_ids
            and contact not in companies | former
        ).with_env(self.env)

    def _log_forgetting(self):
        """Note in Odoo's privacy log, first of all, who forgets whom.

        :return: these contacts
        """
        # sudo: the log is the administrators', and managers add to it.
        logs = self.env["privacy.log"].sudo()
        # sudo: the user has chosen them.
        for contact in self.sudo():
            logs.create(
                {
                    "anonymized_name": contact.name or "-",
                    # The log takes none but complete addresses.
                    "anonymized_email": contact.email_normalized or "none@none.none",
                    "user_id": self.env.uid,
                    "execution_details": _("Forgotten on tickets"),
                }
            )
        return self

    def _forget_logins(self):
        """Close the logins, which Odoo's own job deletes."""
        # sudo: who may forget a client need not manage users.
        users = self.sudo().user_ids.filtered("share")
        if users:
            users._deactivate_portal_user()
            # sudo: a job runs as nobody in particular.
            self.env.ref("base.ir_cron_res_users_deletion").sudo()._trigger()

    def _forget_contacts(self):
        """Delete those of these contacts who have no login, unless something else
        needs them: who has one is deleted with it.
        """
        # sudo: who may forget a client need not be allowed to delete contacts; what
        # other apps need is kept by their own restrictions.
        contacts = self.sudo().with_context(active_test=False)
        for contact in contacts.filtered(lambda one: not one.user_ids):
            try:
                with self.env.cr.savepoint():
                    contact.unlink()
            except (UserError, IntegrityError):
                # It is told by its being there.
                contact.invalidate_recordset()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_tickets(self):
        """Keep contacts whose words stand on tickets, where they would be nobody's.

        :raises UserError: naming what to do instead
        """
        # sudo: tickets and texts count, whoever may read them.
        clients = self.sudo().filtered(
            lambda contact: contact.is_helpdesk_client
            or contact.commercial_partner_id.is_helpdesk_client
        )
        named = clients and clients._get_named_on_tickets()
        if named:
            raise UserError(
                _(
                    "%s is on tickets, which would lose whose they are. Archive the "
                    "contact, merge it with another one, or ask a helpdesk manager to "
                    "forget it: Action, Forget this client.",
                    ", ".join(named.mapped("display_name")),
                )
            )

    def _get_named_on_tickets(self):
        """Return those of these contacts who tickets and texts on them are of."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                SELECT partner_id FROM helpdesk_ticket WHERE partner_id IN %(ids)s
                 UNION
                SELECT commercial_partner_id
                  FROM helpdesk_ticket
                 WHERE commercial_partner_id IN %(ids)s
                 UNION
                SELECT author_id
                  FROM mail_message
                 WHERE author_id IN %(ids)s AND model = 'helpdesk.ticket'
                 UNION
                SELECT party_client_id
                  FROM mail_message
                 WHERE party_client_id IN %(ids)s
                """,
                ids=tuple(self.ids),
            )
        )
        return self.browse(row[0] for row in self.env.cr.fetchall())
