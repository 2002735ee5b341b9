from odoo.tests import BaseCase

from ...policies.halving import work_apart


class TestWorkApart(BaseCase):
    def _work(self, items, broken=()):
        """Work where some fail; give what was done and reported, and the calls."""
        done, reported, calls = [], [], []

        def work(part):
            calls.append(part)
            if set(part) & set(broken):
                raise ValueError(part)
            done.extend(part)

        work_apart(items, work, lambda part, error: reported.append((part, error)))
        return done, reported, len(calls)

    def test_what_does_not_fail_is_done_at_once(self):
        self.assertEqual(self._work([1, 2, 3]), ([1, 2, 3], [], 1))

    def test_whatever_fails_is_reported_alone_and_the_rest_is_done(self):
        done, reported, _calls = self._work(list(range(100)), broken=[0, 41, 99])
        self.assertEqual(done, [n for n in range(100) if n not in (0, 41, 99)])
        self.assertEqual([part for part, _error in reported], [[0], [41], [99]])
        self.assertEqual(str(reported[0][1]), "[0]")

    def test_nothing_to_do_is_no_failure(self):
        self.assertEqual(self._work([]), ([], [], 1))

    def test_what_is_no_failure_of_an_item_is_raised(self):
        def work(_part):
            raise TimeoutError

        with self.assertRaises(TimeoutError):
            work_apart([1, 2], work, self.fail, let_through=(TimeoutError,))
