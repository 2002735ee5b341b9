from datetime import timedelta

from odoo import SUPERUSER_ID, _, fields, models

from ..groups import EMPLOYEES

NUDGE = "revo_helpdesk_stages.mail_activity_type_nudge"
_PAUSE = timedelta(days=1)


class HelpdeskTicket(models.Model):
    """A client who waits for an answer too long pulls the team's sleeve.

    To be called as the client with sudo, like all that a client does.
    """

    _inherit = "helpdesk.ticket"

    nudge_date = fields.Datetime(
        string="Client reminded us on",
        readonly=True,
        copy=False,
        groups=EMPLOYEES,
    )

    def _may_be_nudged(self):
        """Return whether the client of an open ticket has waited long enough."""
        return self.is_answer_overdue and not self._is_nudged()

    def _is_nudged(self):
        """Return whether the client has reminded the team in the last day."""
        self.ensure_one()
        return bool(
            self.nudge_date and self.nudge_date > fields.Datetime.now() - _PAUSE
        )

    def _nudge_as_client(self):
        """Remind who has to answer, once a day; more is no more."""
        self.ensure_one()
        if self._is_nudged() and "answer" in self._get_client_actions():
            return
        self._check_client_may("nudge")
        self.nudge_date = fields.Datetime.now()
        # A second click at the same time waits here, fails, is tried again by Odoo, and
        # finds that it is done.
        self.flush_recordset(["nudge_date"])
        # As the house: the client may not see who works on the ticket.
        ticket = self.with_user(SUPERUSER_ID)
        owners = ticket._add_stand_ins(
            ticket._get_client_responsibles(), ticket._map_client_teams(), NUDGE
        )
        ticket._plan_activities(NUDGE, owners)
        for lang, users in owners[ticket].grouped("lang").items():
            ticket.with_context(lang=lang)._tell_nudged(users)

    def _tell_nudged(self, users):
        self.message_notify(
            partner_ids=users.partner_id.ids,
            subject=_("A client waits for your answer: %s", self.display_name),
            body=_(
                "The client has been waiting for an answer for too long, and asks you "
                "to have a look at it. Write to the client how things stand."
            ),
            model_description=self._description,
        )
