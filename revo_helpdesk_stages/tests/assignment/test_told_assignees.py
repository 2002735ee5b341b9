"""Who is told that a ticket is theirs: whoever gets it, and nobody who has it."""

from ..common import SupportLineCase


class TestToldAssignees(SupportLineCase):
    def _count_told(self, user):
        return self.env["mail.notification"].search_count(
            [
                ("res_partner_id", "=", user.partner_id.id),
                ("mail_message_id.model", "=", "helpdesk.ticket"),
                ("mail_message_id.message_type", "=", "user_notification"),
            ]
        )

    def test_who_keeps_a_ticket_that_moves_on_is_told_nothing(self):
        ticket = self._create_ticket()
        self._put(ticket, "backlog_client", user=self.ana)
        before = self._count_told(self.ana)
        ticket.with_user(self.cleo).sudo()._answer_as_client("It is the left one", [])
        self.assertEqual(ticket.stage_id.code, "backlog_reseller")
        self.assertEqual(ticket.user_id, self.ana)
        self._move(ticket, self.ben, "in_progress_reseller")
        self.assertEqual(ticket.user_id, self.ana)
        self.assertEqual(self._count_told(self.ana), before)

    def test_who_is_written_once_more_is_told_nothing(self):
        ticket = self._create_ticket()
        self._put(ticket, "in_progress_reseller", user=self.ana)
        before = self._count_told(self.ana)
        self._as(self.ben, ticket).user_id = self.ana
        self.assertEqual(self._count_told(self.ana), before)

    def test_who_gets_a_ticket_is_told_once(self):
        ticket = self._create_ticket()
        before = self._count_told(self.ana)
        self._as(self.ben, ticket).user_id = self.ana
        self.assertEqual(self._count_told(self.ana), before + 1)
