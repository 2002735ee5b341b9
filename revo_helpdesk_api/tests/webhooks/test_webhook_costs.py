"""What it costs that somebody is told: nothing for whoever is not of them."""

from freezegun import freeze_time

from odoo.tests import tagged

from .compat import COSTS
from .webhook_case import WebhookCase

OPENED, MOVED = "2026-03-02 09:00:00", "2026-03-02 11:00:00"


@tagged("post_install", "-at_install")
class TestWebhookCosts(WebhookCase):
    def _count(self, act, prepare=None):
        """Return the queries of an action once everything is known that Odoo keeps:
        when it costs the same twice in a row.
        """
        counts = []
        while counts[-2:-1] != counts[-1:] or not counts:
            with freeze_time(OPENED):
                subject = prepare and prepare()
                self._settle()
                self.env["queue.job"].search([]).unlink()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            with freeze_time(MOVED):
                act(subject)
                self._settle()
            counts.append(self.cr.sql_log_count - before)
            self.assertLess(len(counts), 9, "It costs something else each time")
        return counts[-1]

    def _get_counts(self):
        def stand():
            return self._create_ticket_in("backlog_reseller", user=self.ana)

        def move(ticket):
            stage = self.stage["in_progress_reseller"]
            ticket.with_user(self.ana).write({"stage_id": stage.id})

        return {
            "move": self._count(move, stand),
            "note": self._count(
                lambda ticket: self._write_text(ticket, self.ana, "note"), stand
            ),
            "open": self._count(lambda _nothing: self._create_ticket()),
        }

    def test_what_it_costs_to_be_told(self):
        self.maxDiff = None
        without = self._get_counts()
        self._subscribe(client=self.cafe)
        self._subscribe("reseller", self.south)
        self.assertEqual(self._get_counts(), without)
        self._subscribe(client=self.shop)
        told = self._get_counts()
        self.assertEqual(told.keys(), COSTS.keys())
        more = {name: told[name] - without[name] for name in told}
        # By what has run before in the process, one of them is asked or kept.
        for name, most in COSTS.items():
            with self.subTest(name):
                self.assertIn(more[name], (most - 1, most))

    def test_many_tickets_at_once_cost_the_same(self):
        def count(number):
            # Before: it empties the cache.
            self.env["queue.job"].search([]).unlink()
            tickets = self.tickets.create(
                [
                    {
                        "name": f"Ticket {index}",
                        "description": "<p>x</p>",
                        "partner_id": self.cleo.partner_id.id,
                    }
                    for index in range(number)
                ]
            )
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.cr.precommit.run()
            cost = self.cr.sql_log_count - before
            self.assertEqual(len(self._find_deliveries_of(tickets)), self.told * number)
            return cost

        self.told = 0
        count(2)
        few, many = count(3), count(30)
        self._subscribe(client=self.shop)
        self.told = 1
        count(2)
        self.assertEqual(count(3) - few, count(30) - many)

    def _find_deliveries_of(self, tickets):
        deliveries = self.env["helpdesk.webhook.delivery"]
        return deliveries.search([("ticket_id", "in", tickets.ids)])

    def test_where_nobody_subscribes_nobody_asks_the_database(self):
        ticket = self._create_ticket()
        self._settle()
        self.env["helpdesk.webhook"]._get_subscriptions()
        with self.assertQueryCount(0):
            ticket._watch(["stage_id"])
            ticket._watch_new()
            self.cr.precommit.run()
