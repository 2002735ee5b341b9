"""The stays of tickets: noted when they move, whatever moves them."""

from datetime import timedelta

from .deadline_case import NOON, DeadlineCase


class TestHoldings(DeadlineCase):
    """A case of Ana's, which is handed around in the hours after noon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._open()

    def _get_stays(self, ticket=None):
        """Give the stays in order: stage, team, person, hours since noon of ends."""
        stays = self.env["helpdesk.ticket.holding"].search(
            [("ticket_id", "=", (ticket or self.ticket).id)], order="date_start"
        )
        return [
            (
                stay.stage_id.code,
                stay.team_id,
                stay.user_id,
                *(
                    moment and (moment - NOON) / timedelta(hours=1)
                    for moment in (stay.date_start, stay.date_end)
                ),
            )
            for stay in stays
        ]

    def _at(self, hours, user, code):
        with self._after(hours=hours):
            self._move(self.ticket, user, code)
            self._track()

    def _track(self):
        """Let Odoo post what has changed, as it does at the end of a transaction."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_a_hand_off_ends_one_stay_and_starts_another(self):
        nobody = self.env["res.users"]
        self._at(1, self.ana, "in_progress_reseller")
        self._at(3, self.ana, "backlog_support")
        self._at(4, self.sam, "in_progress_support")
        self._at(9, self.sam, "confirmation_reseller")
        self.assertEqual(
            self._get_stays(),
            [
                ("backlog_reseller", self.north, nobody, 0, 1),
                ("in_progress_reseller", self.north, self.ana, 1, 3),
                ("backlog_support", self.support, nobody, 3, 4),
                ("in_progress_support", self.support, self.sam, 4, 9),
                ("confirmation_reseller", self.north, self.ana, 9, False),
            ],
        )

    def test_what_was_tracked_says_the_same(self):
        """Notes on a case that was there before are read from its history."""
        for hours, user, code in (
            (1, self.ana, "in_progress_reseller"),
            (3, self.ana, "backlog_support"),
            (4, self.sam, "in_progress_support"),
            (9, self.sam, "backlog_reseller"),
        ):
            self._at(hours, user, code)
        with self._after(hours=10):
            self.ticket.with_user(self.ana).user_id = self.ben
            self._track()
        with self._after(hours=11):
            self.ticket.with_user(self.ben).user_id = False
            self._track()
        noted = self._get_stays()
        self.assertEqual(len(noted), 7)
        holdings = self.env["helpdesk.ticket.holding"]
        stays = holdings.search([("ticket_id", "=", self.ticket.id)])
        hours = stays.sorted("date_start").mapped("working_hours")
        stays.unlink()
        holdings._note_history()
        self.assertEqual(self._get_stays(), noted)
        stays = holdings.search([("ticket_id", "=", self.ticket.id)])
        self.assertEqual(stays.sorted("date_start").mapped("working_hours"), hours)
        holdings._note_history()
        self.assertEqual(self._get_stays(), noted)
