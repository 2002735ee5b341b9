"""What calls cost, in queries."""

import logging
from functools import partial

from .common import ApiCase

_measured = logging.getLogger("revo.measured")

# The most that a list may cost.
_LIST = 10


class TestCosts(ApiCase):
    def _count(self, call):
        """Count the queries of a request, after some that have warmed everything."""
        for _time in range(3):
            self.env.flush_all()
            before = self.cr.sql_log_count
            call()
        return self.cr.sql_log_count - before

    def _count_of_tests(self):
        """Count the queries of a transaction that does nothing: in tests it may be a
        savepoint, which is set and released.
        """
        before = self.cr.sql_log_count
        with self.env.registry.cursor():
            pass
        return self.cr.sql_log_count - before

    def test_opening_costs_little_more_than_by_the_portal(self):
        self._log_in(self.cleo)
        portal = self._count(self._open_by_portal)
        api = self._count(self._open)
        _measured.info("opening a ticket: %s queries by portal, %s by API", portal, api)
        self.assertLessEqual(api, 1.5 * portal)

    def _open_by_portal(self):
        """Send the form, without the page that it leads to."""
        self.opener.request(
            "POST",
            f"{self.base_url()}/submitted/ticket",
            data={
                "csrf_token": self._get_token(),
                "subject": f"No receipt {self.cr.sql_log_count}",
                "description": "Since noon",
            },
            allow_redirects=False,
            timeout=600,
        )

    def test_a_list_costs_the_same_however_long(self):
        """What they are: whose key it is, 2, and whether it is still that client's, 2
        more; that it calls, 1; the tickets are found by 1, read by 1, and what they
        name by 1 or 2; Odoo itself asks 2, and outside of tests one more: whether
        other processes have changed what it remembers. The rules are conditions of
        the one that finds the tickets: on 19.0 they read the reseller's user, 1.
        """
        for _time in range(50):
            self._create_ticket()
        # A call is a transaction, and is counted in one of its own.
        of_tests = 2 * self._count_of_tests()
        for path, user in (("/tickets", self.cleo), ("/board/tickets", self.ana)):
            few, many = (
                self._count(partial(self._get, f"{path}?limit={limit}", user))
                for limit in (5, 50)
            )
            asked = many - of_tests
            _measured.info("list of 50 on %s: %s queries", path, asked)
            self.assertEqual(many, few)
            self.assertLessEqual(asked, _LIST)
