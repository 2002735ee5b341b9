import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)


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

        Each person is a transaction of its own, in which the e-mail is queued and
        marked as sent.
        """
        # A new cursor sees what has been committed since this one began.
        with self.env.registry.cursor() as cr:
            user_ids = self.with_env(self.env(cr=cr))._get_unsent_user_ids()
        for user_id in user_ids:
            try:
                # Leaving it commits.
                with self.env.registry.cursor() as cr:
                    self.with_env(self.env(cr=cr))._send_reminder(user_id)
            except OperationalError:
                # Somebody is doing one of them right now; the next run sends it.
                _logger.info("The reminder of user %s waits for a run.", user_id)
            except Exception as error:
                _logger.warning(
                    "The reminder of the user %s could not be sent, and is left for "
                    "the next run: %s",
                    self.env["res.users"].browse(user_id).login,
                    error,
                )

    @api.model
    def _get_unsent_user_ids(self):
        # sudo: the server asks for everybody's.
        rows = self.sudo()._read_group([("unsent_since", "!=", False)], ["user_id"])
        return [user.id for (user,) in rows]

    @api.model
    def _send_reminder(self, user_id):
        activities = self._lock_unsent(user_id)
        # sudo: the server writes to the person who it is.
        user = self.env["res.users"].sudo().browse(user_id)
        tickets = activities._get_readable_tickets(user)
        if not user.active:
            tickets = tickets.browse()
        if tickets and user.email:
            tickets._mail_reminder(user)
        elif tickets:
            _logger.warning(
                "%s has no e-mail address and finds %s idle tickets among the "
                "activities alone.",
                user.login,
                len(tickets),
            )
        activities.write({"unsent_since": False})

    @api.model
    def _lock_unsent(self, user_id):
        """Return what a person is still to be told of, and keep it from other runs."""
        # SQL: the ORM has no way to skip what others have locked.
        self.env.cr.execute(
            SQL(
                """
                SELECT id
                  FROM mail_activity
                 WHERE unsent_since IS NOT NULL AND user_id = %s
                   FOR UPDATE SKIP LOCKED
                """,
                user_id,
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )
        # sudo: the server sends the reminders of everybody.
        return self.sudo().browse(row[0] for row in self.env.cr.fetchall())

    def _get_readable_tickets(self, user):
        """Return the open tickets of activities that a user may read."""
        tickets = self.env["helpdesk.ticket"].with_user(user)
        return tickets.search(
            [("id", "in", self.mapped("res_id")), ("closed", "=", False)],
            order="last_action_date, id",
        )
