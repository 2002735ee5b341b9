from odoo import _, models


class HelpdeskTicket(models.Model):
    """Of many tickets that somebody opens at once, each person is told once."""

    _inherit = "helpdesk.ticket"

    def _log_batch(self, plan):
        """Note on each of several new tickets that it was created, and tell once who is
        to take them where nobody has them.

        A single one is told of by Odoo, with a message of its own.

        :param plan: CreatePlan
        """
        if not plan.is_batch or plan.past:
            # Of what is not new nobody is told.
            return
        if self.env.context.get("mail_create_nolog"):
            return
        self._message_log_batch({t.id: t._creation_message() for t in self})
        # sudo: who opens tickets need not see who works where.
        for team, tickets in self.sudo().grouped("team_id").items():
            waiting = tickets.filtered(lambda ticket: not ticket.user_id)
            if not team or not waiting:
                continue
            for user in team._get_present_members() or team._get_leader():
                if user != self.env.user:
                    # In the reader's language: "_" takes it from self.
                    subject = waiting.with_context(lang=user.lang)._get_batch_subject()
                    waiting._tell_person_of_many(user, subject)

    def _get_batch_subject(self):
        return _("%s new tickets wait for somebody of your team", len(self))
