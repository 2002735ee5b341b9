from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.unhurried import unhurried

from ...policies.turns import AT_WORK, Entry, draw, in_order, limit, place, room

_START = datetime(2026, 11, 2, 9)


def _entries(sequences):
    return st.lists(
        st.tuples(sequences, st.integers(0, 4), st.integers(0, 9)), max_size=9
    ).map(
        lambda rows: [
            Entry(number, sequence, priority, _START + timedelta(hours=hours))
            for number, (sequence, priority, hours) in enumerate(rows, 1)
        ]
    )


_QUEUES = _entries(st.integers(0, 5))
_UNTOUCHED = _entries(st.just(0))
# What happens in an account: a ticket is classified, the first or any one of the queue
# is started by hand, one in progress ends or goes back to the queue.
_EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["classify", "start", "end", "back"]),
        st.integers(0, 4),
        st.integers(0, 9),
    ),
    max_size=40,
)


@tagged("post_install", "-at_install")
class TestLimits(BaseCase):
    def test_a_general_account_has_one_of_each(self):
        self.assertEqual(limit("general", 5, "support"), 1)
        self.assertEqual(limit("general", 5, "change"), 1)

    def test_a_special_account_has_the_agreed_changes_and_one_support_case(self):
        self.assertEqual(limit("special", 5, "support"), 1)
        self.assertEqual(limit("special", 5, "change"), 5)

    def test_nothing_more_starts_where_a_manager_has_exceeded_the_limit(self):
        self.assertEqual(room(1, 3), 0)


@tagged("post_install", "-at_install")
class TestOrder(BaseCase):
    @unhurried
    @given(_UNTOUCHED)
    def test_the_most_urgent_is_next_and_of_these_the_oldest(self, entries):
        remaining = list(entries)
        for entry in in_order(entries):
            top = max(e.priority for e in remaining)
            self.assertEqual(entry.priority, top)
            oldest = min(e.since for e in remaining if e.priority == top)
            self.assertEqual(entry.since, oldest)
            remaining.remove(entry)
        self.assertFalse(remaining)

    @unhurried
    @given(_QUEUES)
    def test_the_order_that_people_chose_counts_before_the_priority(self, entries):
        places = [entry.sequence for entry in in_order(entries)]
        self.assertEqual(places, sorted(places))

    @unhurried
    @given(_QUEUES, st.integers(0, 4))
    def test_a_newcomer_overtakes_none_that_is_as_urgent(self, entries, priority):
        newcomer = Entry(99, 0, priority, _START + timedelta(days=1))
        newcomer = newcomer._replace(sequence=place(newcomer, entries))
        queue = in_order([*entries, newcomer])
        behind = queue[queue.index(newcomer) + 1 :]
        self.assertTrue(all(entry.priority < priority for entry in behind))


@tagged("post_install", "-at_install")
class TestOneAtATime(BaseCase):
    @unhurried
    @given(st.integers(1, 4), _EVENTS)
    def test_an_account_works_as_a_plain_model_of_it_does(self, allowed, events):
        """The model: a counter with a ticket for each that may be in progress, and a
        line before it in which the more urgent pass the others.
        """
        working, queue, line, at_work = [], [], [], []
        for number, (event, priority, pick) in enumerate(events, 1):
            entry = Entry(number, 0, priority, _START + timedelta(minutes=number))
            if event == "classify":
                free = room(allowed, len(working))
                started = draw(free, queue, [entry])
                (working if started else queue).append(entry)
                self._join(line, at_work, allowed, entry)
            elif event == "start" and queue:
                chosen = in_order(queue)[pick % len(queue)]
                if room(allowed, len(working)):
                    queue.remove(chosen)
                    working.append(chosen)
                if len(at_work) < allowed:
                    at_work.append(line.pop(pick % len(line)))
            elif event in ("end", "back") and working:
                ended = working.pop(pick % len(working))
                at_work.pop(pick % len(at_work))
                if event == "back":
                    queue.append(ended)
                    self._stand(line, ended)
            self.assertEqual(working, at_work)
            self.assertEqual(in_order(queue), line)
            self.assertLessEqual(len(working), allowed)

    def _join(self, line, at_work, allowed, entry):
        """Begin at once where there is room and nobody stands before; else stand in
        line.
        """
        self._stand(line, entry)
        if line.index(entry) < allowed - len(at_work):
            line.remove(entry)
            at_work.append(entry)

    def _stand(self, line, entry):
        """Pass who is less urgent, or as urgent and came later."""
        position = len(line)
        while position and (
            line[position - 1].priority < entry.priority
            or line[position - 1].priority == entry.priority
            and line[position - 1].id > entry.id
        ):
            position -= 1
        line.insert(position, entry)

    @unhurried
    @given(st.integers(0, 6), _QUEUES)
    def test_several_that_arrive_at_once_start_as_far_as_there_is_room(
        self, free, entries
    ):
        waiting, arriving = entries[::2], entries[1::2]
        started = draw(free, waiting, arriving)
        self.assertLessEqual(len(started), free)
        queue = list(waiting)
        for entry in in_order(arriving):
            queue.append(entry._replace(sequence=place(entry, waiting)))
        first = [entry.id for entry in in_order(queue)][:free]
        for entry in arriving:
            self.assertEqual(entry.id in started, entry.id in first)

    def test_who_was_at_work_before_does_not_overtake_the_queue(self):
        waiting = [Entry(1, 3, 1, _START), Entry(2, 4, 1, _START)]
        back = Entry(3, AT_WORK, 1, _START + timedelta(days=1))
        self.assertFalse(draw(1, waiting, [back]))
        self.assertEqual(draw(1, waiting, [back._replace(priority=2)]), {3})
