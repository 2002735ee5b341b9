"""What somebody is told of the board, of all that a connection would deliver."""

from odoo.tests import BaseCase

from ...policies.board_changes import CHANGED, keep_readable


def changed(number, *ids):
    return {"id": number, "message": {"type": CHANGED, "payload": {"ids": list(ids)}}}


def left(number, *ids):
    payload = {"ids": list(ids), "left": list(ids)}
    return {"id": number, "message": {"type": CHANGED, "payload": payload}}


def other(number):
    return {"id": number, "message": {"type": "mail.message", "payload": {"ids": [1]}}}


class TestKeepReadable(BaseCase):
    def _keep(self, notifications, readable=()):
        asked = []

        def find(ids):
            asked.append(ids)
            return [one for one in ids if one in readable]

        return keep_readable(notifications, find), asked

    def test_what_is_not_about_the_board_costs_nothing(self):
        notifications = [other(1), other(2)]
        self.assertEqual(self._keep(notifications), (notifications, []))
        self.assertEqual(self._keep([]), ([], []))

    def test_only_what_may_be_read_is_told_and_is_asked_for_at_once(self):
        kept, asked = self._keep([changed(1, 7, 8), changed(2, 9)], {7, 9})
        self.assertEqual(kept, [changed(1, 7), changed(2, 9)])
        self.assertEqual(asked, [[7, 8, 9]])

    def test_each_is_told_once(self):
        kept, _asked = self._keep([changed(1, 7), changed(2, 7, 8), other(3)], {7, 8})
        self.assertEqual(kept, [changed(1, 7), changed(2, 8), other(3)])

    def test_what_says_nothing_goes_unless_it_is_the_last(self):
        """The server would look at it again, and at all that come after it."""
        kept, _asked = self._keep([changed(1, 7), other(2)])
        self.assertEqual(kept, [other(2)])
        kept, _asked = self._keep([other(1), changed(2, 7), changed(3, 8)])
        self.assertEqual(kept, [other(1), changed(3)])

    def test_who_has_lost_one_hears_that_it_has_gone_and_not_which(self):
        kept, _asked = self._keep([left(1, 7), other(2)])
        self.assertEqual(kept[0]["message"]["payload"], {"ids": [], "gone": True}, kept)
        kept, _asked = self._keep([left(1, 7), left(2, 8), other(3)], {7})
        self.assertEqual(
            [one["message"]["payload"] for one in kept[:2]],
            [{"ids": [7]}, {"ids": [], "gone": True}],
        )

    def test_what_it_is_given_stays_as_it_is(self):
        given = [changed(1, 7, 8)]
        self._keep(given, {7})
        self.assertEqual(given, [changed(1, 7, 8)])
