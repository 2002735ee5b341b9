"""The list of a client's tickets."""

from lxml import html

from ..common import SupportLineHttpCase


class TestPortalList(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.waiting = cls._create_ticket_in("backlog_client", name="Waiting for me")
        cls.escalated = cls._create_ticket_in("in_progress_dev", name="Escalated")
        cls.done = cls._create_ticket_in("resolved", name="Finished")
        cls.direct_team = cls._create_team("direct", cls.pia, name="Shop desk")
        cls.direct = cls._create_ticket(name="Direct", team_id=cls.direct_team.id)
        cls.foreign = cls._create_ticket(
            opener=cls.rita, partner_id=cls.cafe.id, name="Somebody else's"
        )
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _get_list(self, query=""):
        response = self.url_open(f"/my/tickets{query}")
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.text)

    def _get_rows(self, query=""):
        """Return titles and statuses of the list, in its order."""
        rows = self._get_list(query).xpath(
            "//*[contains(@class, 'o_helpdesk_tickets')]/a"
        )
        return [
            (
                row.xpath(".//strong")[0].text_content(),
                row.xpath(".//*[contains(@class, 'o_helpdesk_status')]")[0]
                .text_content()
                .strip(),
            )
            for row in rows
        ]

    def test_the_list_says_who_has_the_ball_and_begins_with_the_client(self):
        self.assertEqual(
            self._get_rows(),
            [
                ("Waiting for me", "We wait for your answer"),
                ("Direct", "Received"),
                ("Escalated", "With the technical team"),
                ("Finished", "Solved"),
            ],
        )

    def test_no_stage_of_the_vendors_is_named(self):
        for query in ("", "?groupby=status", "?filterby=yours", "?sortby=name"):
            page = self._get_list(query).xpath("//main")[0].text_content()
            for stage in self.env["helpdesk.ticket.stage"].search([]):
                if stage.name != "New":
                    self.assertNotIn(stage.name, page)
            self.assertNotIn("REVO", page)

    def test_the_list_is_filtered_by_the_clients_words(self):
        page = self._get_list()
        filters = [
            " ".join(link.text_content().split())
            for link in page.xpath("//a[contains(@href, 'filterby=')]")
        ]
        self.assertEqual(
            filters,
            [
                "All",
                "Waiting for you (1)",
                "We wait for your answer (1)",
                "Received (1)",
                "With the technical team (1)",
                "Solved (1)",
            ],
        )
        self.assertEqual(
            self._get_rows("?filterby=technical"),
            [("Escalated", "With the technical team")],
        )
        self.assertEqual(
            self._get_rows("?filterby=yours"),
            [("Waiting for me", "We wait for your answer")],
        )

    def test_the_list_is_grouped_and_sorted_by_the_clients_words(self):
        page = self._get_list("?groupby=status&sortby=name")
        self.assertEqual(
            [heading.text_content() for heading in page.xpath("//h6")],
            [
                "We wait for your answer",
                "Received",
                "With the technical team",
                "Solved",
            ],
        )
        titles = [title for title, _status in self._get_rows("?sortby=name")]
        self.assertEqual(titles, sorted(titles))

    def test_a_ticket_is_found_by_number_and_title(self):
        self.assertEqual(
            self._get_rows(f"?search={self.done.number}"), [("Finished", "Solved")]
        )
        self.assertEqual(
            self._get_rows("?search=escal&search_in=name"),
            [("Escalated", "With the technical team")],
        )
        self.assertFalse(self._get_rows("?search=escal&search_in=number"))
        self.assertIn(
            "No ticket is like that",
            self._get_list("?search=nothing+like+this").text_content(),
        )

    def test_the_pages_of_the_list_show_each_ticket_once(self):
        clients = self.tickets.with_user(self.cleo).sudo()
        clients.create(
            [
                {
                    "name": f"Another {number}",
                    "description": "<p>Once more.</p>",
                    "partner_id": self.cleo.partner_id.id,
                }
                for number in range(80)
            ]
        )
        self.env.flush_all()
        pages = [self._get_rows(f"/page/{page}") for page in (1, 2)]
        self.assertEqual([len(page) for page in pages], [80, 4])
        self.assertEqual(len({title for page in pages for title, _status in page}), 84)

    def test_a_longer_list_asks_the_database_no_more_often(self):
        counts = []
        for _time in range(2):
            for number in range(10):
                self._create_ticket(name=f"Another {number}")
            self.env.flush_all()
            self._get_list()
            before = self.env.cr.sql_log_count
            self._get_list()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_without_tickets_the_list_says_what_to_do(self):
        newcomer = self._create_user("nina", "client")
        newcomer.partner_id.parent_id = self._create_client("Bar", self.north)
        self._log_in(newcomer)
        page = self._get_list()
        self.assertIn("You have no tickets yet", page.text_content())
        self.assertTrue(page.xpath("//a[@href='/new/ticket']"))

    def test_the_home_page_counts_the_clients_own_tickets(self):
        counted = self._post_json("/my/counters", counters=["ticket_count"])
        self.assertEqual(counted["result"], {"ticket_count": 4})
