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
        """Give the stays in order: stage, team, person, hours since noon of the ends."""
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
