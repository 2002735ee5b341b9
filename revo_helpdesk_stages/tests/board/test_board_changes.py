"""What boards are told of, as the connection of each person delivers it."""

import json

from odoo import Command

from ...policies.board_changes import CHANGED
from ..common import SupportLineHttpCase
from ..site import PATIENCE

# Who has a board, and who has none.
BOARDS = ("ana", "ben", "rita", "sam", "sue", "dan", "dora", "mia", "pia")
NO_BOARDS = ("cleo", "cora", "nobody")


class TestBoardChanges(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nobody = cls._create_user("nobody", "plain")
        cls.nobody.groups_id = [Command.set(cls.env.ref("base.group_user").ids)]
        cls.direct = cls._create_team("direct", cls.pia, name="Shop desk")
        cls.cases = {
            code: cls._create_ticket_in(code)
            for code, stage in cls.stage.items()
            if code != "canceled"
        }
        cls.cases["south"] = cls._create_ticket(
            cls.rita, partner_id=cls.cora.partner_id.id
        )
        cls.cases["direct"] = cls._create_ticket(cls.mia, team_id=cls.direct.id)

    def setUp(self):
        super().setUp()
        self._store()

    def _store(self):
        """Do what Odoo does when a transaction is stored."""
        self.env.cr.precommit.run()
        last = self.env["bus.bus"].search([], order="id desc", limit=1)
        return last.id

    def _get_told(self, user, since, channels=()):
        """Return the ids of the messages that somebody's connection delivers."""
        return [said["ids"] for said in self._get_said(user, since, channels)]

    def _get_said(self, user, since, channels=()):
        """Return what the messages say that somebody's connection delivers."""
        self._log_in(user)
        asked = {"channels": list(channels), "last": since, "is_first_poll": True}
        answer = self.url_open(
            "/websocket/peek_notifications",
            data=json.dumps({"params": asked}),
            headers={"Content-Type": "application/json"},
            timeout=PATIENCE,
        ).json()
        return [
            notification["message"]["payload"]
            for notification in answer["result"]["notifications"]
            if notification["message"]["type"] == CHANGED
        ]

    def _may_read(self, user, ticket):
        return bool(self.tickets.with_user(user).search([("id", "=", ticket.id)]))

    def test_who_has_a_board_hears_of_what_they_may_see_and_once(self):
        since = self._store()
        for ticket in self.cases.values():
            ticket.priority = "2"
            ticket.message_post(body="It is still so.")
            self._store()
        for name in BOARDS:
            user = getattr(self, name)
            with self.subTest(user=name):
                told = [ids for ids in self._get_told(user, since) if ids]
                expected = [
                    [ticket.id]
                    for ticket in self.cases.values()
                    if self._may_read(user, ticket)
                ]
                self.assertTrue(expected)
                self.assertEqual(told, expected)

    def test_who_has_none_hears_nothing(self):
        since = self._store()
        for ticket in self.cases.values():
            ticket.priority = "2"
        self._store()
        wanted = [CHANGED, "helpdesk.board", f"helpdesk.ticket.team_{self.north.id}"]
        for name in NO_BOARDS:
            with self.subTest(user=name):
                told = self._get_told(getattr(self, name), since, wanted)
                self.assertEqual(told, [])

    def test_who_has_left_a_team_hears_of_nothing_any_more(self):
        channels = self.ana._get_board_channels()
        self.north.user_ids -= self.ana
        since = self._store()
        self.cases["backlog_reseller"].priority = "2"
        self._store()
        bus = self.env["bus.bus"].with_user(self.ana)
        told = [one["message"] for one in bus._poll(channels, since)]
        self.assertFalse([m for m in told if m["payload"]["ids"]], told)

    def test_the_reseller_who_had_it_hears_that_it_has_gone_elsewhere(self):
        """It is named to the new one alone."""
        ticket = self.cases["south"]
        since = self._store()
        ticket.reseller_team_id = self.north
        self._store()
        self.assertEqual(self._get_said(self.ana, since), [{"ids": [ticket.id]}])
        self.assertEqual(self._get_said(self.rita, since), [{"ids": [], "gone": True}])

    def test_support_hears_that_a_case_has_found_its_reseller(self):
        """Which one is not said any more to whoever does not see it."""
        self.company.helpdesk_default_reseller_team_id = False
        self.shop.reseller_team_id = False
        ticket = self._create_ticket()
        since = self._store()
        self.shop.reseller_team_id = self.north
        self._store()
        self.assertEqual(ticket.team_id, self.north)
        said = self._get_said(self.sam, since)
        self.assertEqual(said, [{"ids": [], "gone": True}])
        for user in (self.ana, self.mia):
            said = self._get_said(user, since)
            self.assertEqual([one["ids"] for one in said if one["ids"]], [[ticket.id]])
        self.assertEqual(self._get_said(self.rita, since), [])

    def test_a_direct_team_hears_that_a_case_has_gone_to_another(self):
        other = self._create_team("direct", self.sue, name="Other desk")
        other.visibility_user_ids = self.sue
        ticket = self.cases["direct"]
        self.assertTrue(self._may_read(self.pia, ticket))
        since = self._store()
        ticket.with_user(self.mia).team_id = other
        self._store()
        self.assertFalse(self._may_read(self.pia, ticket))
        said = self._get_said(self.pia, since)
        self.assertEqual(said, [{"ids": [], "gone": True}])

    def test_what_is_taken_back_is_not_told_and_stops_nothing(self):
        since = self._store()
        with self.assertRaisesRegex(ValueError, "back"), self.env.cr.savepoint():
            self._create_ticket()
            raise ValueError("back")
        self.cases["backlog_client"].priority = "2"
        self._store()
        told = self._get_told(self.mia, since)
        self.assertEqual(told, [[self.cases["backlog_client"].id]])

    def test_what_is_deleted_again_is_not_told_and_stops_nothing(self):
        since = self._store()
        self.cases["backlog_client"].priority = "2"
        self._create_ticket().unlink()
        self._store()
        told = self._get_told(self.mia, since)
        self.assertEqual(told, [[self.cases["backlog_client"].id]])

    def test_a_batch_is_one_message_for_each_who_hears(self):
        tickets = self.tickets.union(*self.cases.values())
        self._store()
        before = self.env["bus.bus"].search_count([])
        tickets.priority = "2"
        self._store()
        # Of the vendor all and managers alone, and two resellers.
        self.assertEqual(self.env["bus.bus"].search_count([]) - before, 4)
