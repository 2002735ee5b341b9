"""Nobody reads by a merger what was written for others."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .merging_case import MergingCase


@tagged("post_install", "-at_install")
class TestRefused(MergingCase):
    def _refuse(self, other, words, goal=None, user=None, error=UserError, **values):
        goal = goal or self.goal
        with self.assertRaisesRegex(error, words):
            self._merge(other, goal, user=user, **values)
        self.env.invalidate_all()
        self.assertNotEqual(other.stage_id, self.stage["canceled"])
        self.assertFalse(other.sudo().merged_into_id)

    def test_clients_of_competing_resellers(self):
        self._refuse(
            self._create_ticket(partner_id=self.cora.partner_id.id), "the reseller"
        )

    def test_clients_of_one_reseller(self):
        neighbour = self._create_client("Bar", self.north)
        other = self._create_ticket(partner_id=neighbour.id)
        self.assertEqual(other.reseller_team_id, self.north)
        self._refuse(other, "the client")

    def test_a_clients_ticket_and_its_resellers_own(self):
        values = {"partner_id": self.cleo.partner_id.id, "origin": "reseller"}
        own = self._create_ticket(opener=self.ana, **values)
        self._refuse(own, "the readers")

    def test_direct_teams_ask_for_one_client_too(self):
        team = self._create_team("direct", self.pia)
        one, other = (
            self._create_ticket(opener=self.mia, team_id=team.id, partner_id=partner.id)
            for partner in (self.cleo.partner_id, self.cora.partner_id)
        )
        for values in ({}, {"create_new_ticket": True, "dst_ticket_name": "New"}):
            self._refuse(other, "the client", goal=one, **values)

    def test_who_works_without_a_client_by_address(self):
        one, other = (
            self._create_ticket(
                opener=self.mia,
                partner_email=address,
                team_id=self.north.id,
                origin="client",
            )
            for address in ("a@shop.example", "b@shop.example")
        )
        self._refuse(other, "the client", goal=one)

    def test_a_new_ticket_for_what_stands_in_the_line(self):
        self._refuse(
            self.other, "goes on", create_new_ticket=True, dst_ticket_name="New"
        )

    def test_into_a_closed_one_or_itself(self):
        self._put(self.goal, "canceled")
        self._refuse(self.other, "open ticket")
        self._put(self.goal, "backlog_reseller")
        with self.assertRaisesRegex(UserError, "open ticket"):
            self._merge(self.goal, self.goal)

    def test_what_is_merged_already(self):
        self._merge(self.other, self.goal)
        third = self._create_ticket()
        with self.assertRaisesRegex(UserError, self.other.number):
            self._merge(self.other, third)

    def test_what_one_may_not_change(self):
        for user in (self.ana, self.cleo, self.dan):
            self._refuse(self.other, "", user=user, error=(AccessError, UserError))
