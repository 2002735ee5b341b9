from odoo.exceptions import AccessError

from .test_inflation import InflationCase


class TestPriorityReport(InflationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._open_many("0" * 5 + "1" * 5 + "2" * 8 + "3" * 7)
        cls._open_many("1112", partner=cls.bea.partner_id)

    def _search(self, domain=(), **options):
        mine = [("partner_id", "in", (self.acme | self.bistro).ids)]
        reports = self.env["helpdesk.client.priority"].with_user(self.mia)
        return reports.search([*mine, *domain], **options)

    def test_each_client_has_its_figures_the_worst_first(self):
        self.assertEqual(
            [
                (row.partner_id, row.ticket_count, row.high_count, row.high_share)
                for row in self._search()
            ],
            [(self.acme, 20, 15, 0.75), (self.bistro, 4, 1, 0.25)],
        )
        self.assertEqual(self._search()[0].account_leader_id, self.lola)

    def test_it_sorts_by_each_figure(self):
        for name in ("ticket_count", "high_count", "high_share"):
            rows = self._search(order=f"{name} asc")
            self.assertEqual(rows.partner_id.ids, [self.bistro.id, self.acme.id])

    def test_it_finds_the_clients_for_whom_nearly_everything_is_urgent(self):
        self.assertEqual(
            self._search([("is_inflating", "=", True)]).partner_id, self.acme
        )
        for domain in ([("is_inflating", "=", False)], [("is_inflating", "!=", True)]):
            self.assertEqual(self._search(domain).partner_id, self.bistro)
        self.assertEqual(self._search().filtered("is_inflating").partner_id, self.acme)

    def test_it_opens_the_tickets_of_a_client(self):
        action = self._search()[0].action_open_tickets()
        tickets = self.tickets.with_user(self.mia).search(action["domain"])
        self.assertEqual(tickets.commercial_partner_id, self.acme)
        self.assertEqual(len(tickets), 25)

    def test_archived_tickets_do_not_count(self):
        self.tickets.search(
            [("commercial_partner_id", "=", self.bistro.id), ("priority", "=", "2")]
        ).active = False
        self.env.invalidate_all()
        self.assertEqual(self._search()[1].high_count, 0)

    def test_clients_and_triage_are_counted_by_priority(self):
        rows = self.tickets.with_user(self.mia)._read_group(
            [("commercial_partner_id", "=", self.acme.id)],
            ["commercial_partner_id", "priority"],
            ["__count"],
        )
        self.assertEqual(
            {priority: count for _client, priority, count in rows},
            {"0": 5, "1": 5, "2": 8, "3": 7},
        )

    def test_managers_alone_open_the_report(self):
        for user in (self.kim, self.ana, self.sam, self.cati):
            reports = self.env["helpdesk.client.priority"].with_user(user)
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                reports.search([])

    def test_nobody_writes_it(self):
        row = self._search()[0]
        with self.assertRaises(AccessError):
            row.write({"high_count": 0})
