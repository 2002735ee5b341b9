"""What calls cost, in queries."""

import logging

from .common import ApiCase

_measured = logging.getLogger("revo.measured")

# What the two transactions of a call, its own and the one that counts it, take in tests
# alone: each is a savepoint that is set and released.
_OF_TESTS = 4


class TestCosts(ApiCase):
    def _count(self, call):
        """Count the queries of a request, after some that have warmed everything."""
        for _time in range(3):
            self.env.flush_all()
            before = self.cr.sql_log_count
            call()
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
            timeout=60,
        )

    def test_a_list_costs_the_same_however_long(self):
        """Who calls is four queries, with a client two more; that it calls, one. The
        tickets are found by one, of which the rules are conditions and cost no other,
        read by one, and what is named on them by one or two. On 17.0 Odoo asks two.
        """
        for _time in range(50):
            self._create_ticket()
        for path, user, most in (
            ("/tickets", self.cleo, 10),
            ("/board/tickets", self.ana, 9),
        ):
            few = self._count(lambda: self._get(f"{path}?limit=5", user))
            many = self._count(lambda: self._get(f"{path}?limit=50", user))
            many -= _OF_TESTS
            _measured.info("list of 50 on %s: %s queries", path, many)
            self.assertEqual(many, few - _OF_TESTS)
            self.assertLessEqual(many, most)
