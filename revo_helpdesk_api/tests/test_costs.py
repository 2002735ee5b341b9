"""What calls cost, in queries."""

import logging

from .common import ApiCase

_measured = logging.getLogger("revo.measured")


class TestCosts(ApiCase):
    def _count(self, call):
        """Count the queries of a request, after one that has warmed everything."""
        call()
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
        for _time in range(50):
            self._create_ticket()
        few = self._count(lambda: self._get("/tickets?limit=5", self.cleo))
        many = self._count(lambda: self._get("/tickets?limit=50", self.cleo))
        _measured.info("list of 5: %s queries, of 50: %s", few, many)
        self.assertLessEqual(many, few)
