from odoo import _, api, fields, models

from ..groups import EMPLOYEES

IDLE = "revo_helpdesk_stages.mail_activity_type_idle"


class HelpdeskTicket(models.Model):
    """Remind who works on a ticket that nothing has been done on it for days."""

    _inherit = "helpdesk.ticket"

    last_reminder_date = fields.Datetime(
        string="Last reminder", readonly=True, copy=False, groups=EMPLOYEES
    )

    reminder_count = fields.Integer(
        string="Reminders",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
        help="How often somebody was reminded that nothing had been done.",
    )

    @api.model
    def _cron_remind(self):
        """Remind of all idle tickets, then send each person one e-mail of theirs.

        A run that was killed in between leaves its e-mails to the next one.
        """
        off = self._get_teams_off()
        self._run_due("reminder_date", "_remind", [("team_id", "not in", off.ids)])
        self.env["mail.activity"]._send_reminders()

    def _remind(self):
        owners = self._add_stand_ins(
            self._get_responsibles(), self._map_own_teams(), IDLE
        )
        activities = self._plan_activities(IDLE, owners)
        now = fields.Datetime.now()
        activities.write({"unsent_since": now})
        self.write({"last_reminder_date": now})
        told = set(activities.mapped("res_id"))
        reminded = self.filtered(lambda ticket: ticket.id in told)
        for count, tickets in reminded.grouped("reminder_count").items():
            tickets.write({"reminder_count": count + 1})

    def _fetch_for_reminders(self):
        """Read what reminders tell of tickets, once for all who are reminded.

        Nobody is told of a ticket that they may not read: see ``_prepare_reminder``.
        """
        # sudo: each reader's own tickets are picked afterwards, under their rules.
        tickets = self.sudo()
        tickets.mapped("last_action_date")
        tickets.mapped("display_name")
        tickets.mapped("commercial_partner_id.name")

    def _prepare_reminder(self, user):
        """Return the values of an e-mail to a user, in their language, that lists these
        tickets.

        To be called on tickets that the user may read, and with sudo on the user.
        """
        lang = user.lang or self.env.lang
        tickets = self.with_context(lang=lang, tz=user.tz)
        company = user.company_id
        now = fields.Datetime.now()
        lines = [
            {
                "days": (now - ticket.last_action_date).days,
                "link": ticket._notify_get_action_link("view"),
                "ticket": ticket,
            }
            for ticket in tickets
        ]
        # sudo: the template is the server's; what it shows is read as the user.
        body = (
            self.env["ir.qweb"]
            .sudo()
            ._render(
                "revo_helpdesk_stages.mail_idle_tickets",
                {"company": company, "lines": lines, "user": user},
                minimal_qcontext=True,
                lang=lang,
            )
        )
        return {
            "auto_delete": True,
            "body_html": body,
            "email_from": company.email_formatted or user.email_formatted,
            "email_to": user.email_formatted,
            "subject": tickets._get_reminder_subject(),
        }

    def _get_reminder_subject(self):
        if len(self) == 1:
            return _("A ticket of yours waits: %s", self.display_name)
        return _("%s tickets of yours wait", len(self))
