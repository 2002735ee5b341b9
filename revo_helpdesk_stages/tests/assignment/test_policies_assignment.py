import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...policies.assignment import balance, take_turns
from ..unhurried import unhurried

_MEMBERS = st.lists(st.integers(1, 50), min_size=1, max_size=12, unique=True)
_SEEDS = st.integers(0, 10_000)


@tagged("post_install", "-at_install")
class TestRounds(BaseCase):
    @unhurried
    @given(_MEMBERS, st.lists(st.integers(0, 30), max_size=8), _SEEDS)
    def test_everybody_gets_one_in_each_round_however_the_tickets_come(
        self, members, batches, seed
    ):
        shuffle = random.Random(seed).shuffle
        dealt, last, served = [], 0, set()
        for count in batches:
            turns = take_turns(members, count, last, served, shuffle)
            self.assertEqual(len(turns), count)
            dealt += turns
            if turns:
                last = turns[-1][1]
                served = {member for member, number in dealt if number == last}
        rounds = Counter(number for _member, number in dealt)
        self.assertEqual(len(set(dealt)), len(dealt))
        for number in range(1, last):
            self.assertEqual(rounds[number], len(members))
        shares = Counter(member for member, _number in dealt)
        given_out = [shares[member] for member in members]
        self.assertLessEqual(max(given_out) - min(given_out), 1)

    @unhurried
    @given(_MEMBERS, st.integers(0, 11), _SEEDS)
    def test_who_joins_in_the_middle_of_a_round_gets_one_in_it(
        self, members, already, seed
    ):
        served = set(members[: already % len(members)])
        newcomer = 99
        turns = take_turns(
            [*members, newcomer],
            len(members) - len(served) + 1,
            7,
            served,
            random.Random(seed).shuffle,
        )
        self.assertIn((newcomer, 7), turns)
        self.assertEqual({number for _member, number in turns}, {7})

    def test_who_has_left_ends_no_round_early(self):
        turns = take_turns([1, 2], 2, 3, {1, 9}, random.Random(1).shuffle)
        self.assertEqual(turns[0], (2, 3))
        self.assertEqual(turns[1][1], 4)

    def test_each_round_is_in_an_order_of_its_own(self):
        turns = take_turns(range(6), 60, 0, set(), random.Random(5).shuffle)
        orders = {
            tuple(member for member, number in turns if number == wanted)
            for wanted in range(1, 11)
        }
        self.assertGreater(len(orders), 5)


@tagged("post_install", "-at_install")
class TestBalance(BaseCase):
    @unhurried
    @given(
        _MEMBERS,
        st.integers(0, 40),
        st.dictionaries(st.integers(1, 50), st.integers(0, 20)),
        _SEEDS,
    )
    def test_each_ticket_goes_to_whoever_has_the_fewest(
        self, members, count, loads, seed
    ):
        takers = balance(members, count, loads, random.Random(seed).shuffle)
        self.assertEqual(len(takers), count)
        now = {member: loads.get(member, 0) for member in members}
        for taker in takers:
            self.assertEqual(now[taker], min(now.values()))
            now[taker] += 1

    def test_ties_are_broken_at_random(self):
        first = {
            balance([1, 2, 3], 1, {}, random.Random(seed).shuffle)[0]
            for seed in range(40)
        }
        self.assertEqual(first, {1, 2, 3})
