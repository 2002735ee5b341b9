"""Who follows a ticket that changes hands."""

from odoo import Command

from ..common import SupportLineCase


class TestFollowers(SupportLineCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        self._follow(self.ticket, self.ana, self.ben, self.sam, self.sue, self.cleo)

    def _follow(self, tickets, *users):
        for user in users:
            tickets.message_subscribe(user.partner_id.ids)

    def _get_following(self, ticket):
        """Return who of the line follows a ticket."""
        ticket.invalidate_recordset(["message_follower_ids", "message_partner_ids"])
        users = self.env["res.users"].union(*self.user_of.values())
        users |= self.ben | self.rita | self.sue | self.dora | self.cora
        return users & ticket.message_partner_ids.user_ids

    def test_support_stops_following_what_it_hands_to_development(self):
        self._follow(self.ticket, self.dan)
        self._move(self.ticket, self.sam, "backlog_dev")
        self.assertEqual(
            self._get_following(self.ticket), self.ana | self.ben | self.cleo | self.dan
        )

    def test_what_has_been_read_knows_who_has_gone(self):
        followers = self.ticket.message_follower_ids
        self.assertIn(self.ana.partner_id, self.ticket.message_partner_ids)
        self.ticket.reseller_team_id = self.south
        self.assertNotIn(self.ana.partner_id, self.ticket.message_partner_ids)
        self.assertFalse(
            self.ana.partner_id & self.ticket.message_follower_ids.partner_id
        )
        self.assertEqual(followers.exists(), self.ticket.message_follower_ids)

    def test_who_goes_costs_one_statement(self):
        followers = self.ticket.message_follower_ids
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.ticket._take_off(followers)
        self.assertFalse(followers.exists())

    def test_the_resellers_team_follows_what_it_escalates(self):
        ticket = self._create_ticket_in("backlog_reseller")
        self._follow(ticket, self.ana, self.ben, self.rita, self.cleo)
        self._move(ticket, self.ana, "backlog_support")
        self.assertEqual(self._get_following(ticket), self.ana | self.ben | self.cleo)

    def test_who_takes_the_case_back_follows_it_again(self):
        ticket = self._create_ticket_in("backlog_support")
        self._move(ticket, self.sam, "in_progress_support")
        self.assertIn(self.sam, self._get_following(ticket))
        self._walk(ticket, (self.sam, "backlog_dev"), (self.dan, "in_progress_dev"))
        vendor = self.sam | self.dan
        self.assertEqual(self._get_following(ticket) & vendor, self.dan)
        self._move(ticket, self.dan, "in_progress_support")
        self.assertEqual(self._get_following(ticket) & vendor, self.sam)

    def test_who_works_in_both_tiers_stays(self):
        self.development.user_ids |= self.sue
        self._move(self.ticket, self.sam, "backlog_dev")
        self.assertEqual(
            self._get_following(self.ticket) & (self.sam | self.sue), self.sue
        )

    def test_managers_and_people_of_no_tier_follow_by_their_own_choice(self):
        self.support.user_ids |= self.mia
        self._follow(self.ticket, self.mia, self.pia)
        self._move(self.ticket, self.sam, "confirmation_reseller")
        following = self._get_following(self.ticket)
        self.assertEqual(
            following, self.ana | self.ben | self.cleo | self.mia | self.pia
        )

    def test_a_team_without_a_list_is_let_go_as_well(self):
        self.support.user_ids = [Command.clear()]
        self._move(self.ticket, self.sam, "backlog_dev")
        self.assertFalse(self._get_following(self.ticket) & (self.sam | self.sue))

    def test_a_move_within_the_tier_lets_nobody_go(self):
        before = self._get_following(self.ticket)
        self._move(self.ticket, self.sam, "internal_review")
        self.assertEqual(self._get_following(self.ticket), before)

    def test_a_reseller_that_is_replaced_stops_following(self):
        self.ticket.with_user(self.mia).reseller_team_id = self.south
        following = self._get_following(self.ticket)
        self.assertFalse(following & (self.ana | self.ben))
        self.assertTrue(following & self.sam)

    def test_fifty_cases_in_one_write_let_go_of_the_same_people(self):
        tickets = self._create_followed(50, "pending_release")
        self._follow(tickets, self.dan, self.dora)
        tickets.with_user(self.sam).stage_id = self.stage["confirmation_reseller"]
        for ticket in tickets:
            self.assertEqual(
                self._get_following(ticket),
                self.ana | self.ben | self.cleo | self.sam | self.sue,
            )

    def test_letting_go_costs_the_same_for_many_cases_as_for_few(self):
        few = self._create_followed(5, "backlog_dev")
        many = self._create_followed(50, "backlog_dev")
        self._count_queries(few[:1])
        self.assertEqual(self._count_queries(few[1:]), self._count_queries(many))
        for ticket in few | many:
            following = self._get_following(ticket)
            self.assertEqual(following, self.ana | self.ben | self.cleo)

    def _create_followed(self, count, code):
        """Create tickets that stand somewhere after support had them."""
        tickets = self._create_ticket()
        for _index in range(count - 1):
            tickets |= self._create_ticket()
        self._put(tickets, code)
        self._follow(tickets, self.ana, self.ben, self.sam, self.sue, self.cleo)
        return tickets

    def _count_queries(self, tickets):
        """Count the queries of letting support go, and not those of the move."""
        tickets = tickets.with_user(self.sam)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        tickets._drop_followers(
            {ticket: ({"support"}, self.support) for ticket in tickets}
        )
        self.env.flush_all()
        return self.cr.sql_log_count - before
