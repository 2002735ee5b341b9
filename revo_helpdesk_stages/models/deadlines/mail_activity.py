import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import SQL

from ...policies.halving import work_apart

_logger = logging.getLogger(__name__)

#: How many people's e-mails are one transaction.
PEOPLE = 100


class MailActivity(models.Model):
    """The e-mail that lists all idle tickets of a person."""

    _inherit = "mail.activity"

    unsent_since = fields.Datetime(
        index="btree_not_null",
        readonly=True,
        help="The person has been reminded, and the e-mail is still to be sent.",
    )

    @api.model
    def _send_reminders(self):
        """Send each person one e-mail of all tickets that they were reminded of.

        So many people are one transaction, in which their e-mails are queued and marked
        as sent. Whoever it fails for is left for the next run, alone.
        """
        # A new cursor sees what has been committed since this one began.
        with self.env.registry.cursor() as cr:
            user_ids = self.with_env(self.env(cr=cr))._get_unsent_user_ids()
        for start in range(0, len(user_ids), PEOPLE):
            people = user_ids[start : start + PEOPLE]
            work_apart(people, self._send_reminders_apart, self._report_unsent)

    @api.model
    def _get_unsent_user_ids(self):
        # sudo: the server asks for everybody's.
        rows = self.sudo()._read_group([("unsent_since", "!=", False)], ["user_id"])
        return [user.id for (user,) in rows]

    @api.model
    def _send_reminders_apart(self, user_ids):
        # Leaving it commits.
        with self.env.registry.cursor() as cr:
            self.with_env(self.env(cr=cr))._send_reminders_to(user_ids)

    @api.model
    def _report_unsent(self, user_ids, error):
        if isinstance(error, OperationalError):
            # Somebody is doing one of them right now; the next run sends it.
            _logger.info("The reminder of user %s waits for a run.", *user_ids)
            return
        _logger.warning(
            "The reminder of the user %s could not be sent, and is left for the next "
            "run: %s",
            self.env["res.users"].browse(user_ids).login,
            error,
        )

    @api.model
    def _send_reminders_to(self, user_ids):
        activities = self._lock_unsent(user_ids)
        activities._queue_reminders()
        activities.write({"unsent_since": False})

    @api.model
    def _lock_unsent(self, user_ids):
        """Return what people are still to be told of, and keep it from other runs."""
        # SQL: the ORM has no way to skip what others have locked.
        self.env.cr.execute(
            SQL(
                """
                SELECT id
                  FROM mail_activity
                 WHERE unsent_since IS NOT NULL AND user_id IN %s
                   FOR UPDATE SKIP LOCKED
                """,
                tuple(user_ids),
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )
        # sudo: the server sends the reminders of everybody.
        return self.sudo().browse(row[0] for row in self.env.cr.fetchall())

    def _queue_reminders(self):
        """Queue an e-mail to each person of these activities."""
        tickets = self.env["helpdesk.ticket"].browse(self.mapped("res_id"))
        tickets._fetch_for_reminders()
        mails = []
        for user, activities in self.grouped("user_id").items():
            readable = activities._get_readable_tickets(user)
            if not user.active or not readable:
                continue
            if user.email:
                mails.append(readable._prepare_reminder(user))
                continue
            _logger.warning(
                "%s has no e-mail address and finds %s idle tickets among the "
                "activities alone.",
                user.login,
                len(readable),
            )
        # sudo: nobody may queue e-mails; these are the server's own.
        self.env["mail.mail"].sudo().create(mails)

    def _get_readable_tickets(self, user):
        """Return the open tickets of activities that a user may read."""
        tickets = self.env["helpdesk.ticket"].with_user(user)
        return tickets.search(
            [("id", "in", self.mapped("res_id")), ("closed", "=", False)],
            order="last_action_date, id",
        )
