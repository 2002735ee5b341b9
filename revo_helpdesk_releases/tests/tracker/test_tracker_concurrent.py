from concurrent.futures import ThreadPoolExecutor

import requests

from odoo.tests import tagged

from odoo.addons.revo_helpdesk_stages.tests.own_database import OwnDatabaseCase

from .tracker_case import PATH, SECRET, prepare


@tagged("post_install", "-at_install")
class TestTrackerConcurrent(OwnDatabaseCase):
    """Events that come at the same moment, over HTTP."""

    @classmethod
    def _set_up_data(cls):
        cls.env["ir.config_parameter"].set_param(
            "revo_helpdesk_releases.tracker_secret", SECRET
        )
        item = cls.env["helpdesk.development.item"].create({"reference": "DEV-1"})
        tickets = cls.tickets.union(
            *(cls._create_ticket_in("backlog_dev") for _number in range(3))
        )
        tickets.development_item_id = item
        cls.ticket_ids = tickets.ids
        cls.others = cls.tickets.union(
            *(cls._create_ticket_in("backlog_dev") for _number in range(3))
        ).mapped("number")

    def _post_at_once(self, requests_):
        url = self.address.replace("/xmlrpc/2", PATH)

        def send(request):
            body, headers = request
            return requests.post(url, data=body, headers=headers, timeout=600)

        with ThreadPoolExecutor(len(requests_)) as pool:
            answers = list(pool.map(send, requests_))
        return sorted(answer.json()["code"] for answer in answers)

    def test_the_first_reports_on_an_item_make_one_item(self):
        (self.address,) = self._start_servers(1)
        for reference in ("DEV-7", "DEV-8", "DEV-9"):
            reports = [
                prepare(reference=reference, ticket=number) for number in self.others
            ]
            self.assertEqual(self._post_at_once(reports), ["done"] * len(reports))
            with self._open() as env:
                items = env["helpdesk.development.item"]
                item = items.search([("reference", "=", reference)])
                self.assertEqual(
                    set(item.ticket_ids.mapped("number")), set(self.others)
                )

    def test_of_the_same_event_many_times_at_once_one_is_done(self):
        (self.address,) = self._start_servers(1)
        # Signed by different moments, as the person who repeats an event does.
        signed = [prepare(id="one", status="In progress", when=n) for n in range(6)]
        self.assertEqual(self._post_at_once(signed), ["already_known"] * 5 + ["done"])
        codes = self._post_at_once([prepare(id="two", status="To do")] * 6)
        # Nothing leads back to the backlog: refused once, and the rest not looked at.
        self.assertEqual(codes, ["illegal_move"] + ["replay"] * 5)
        with self._open() as env:
            tickets = env["helpdesk.ticket"].browse(self.ticket_ids)
            self.assertEqual(tickets.stage_id.code, "in_progress_dev")
            moves = env["mail.tracking.value"].search_count(
                [
                    ("mail_message_id.res_id", "in", tickets.ids),
                    ("mail_message_id.model", "=", tickets._name),
                    ("new_value_char", "=", tickets.stage_id.name),
                ]
            )
            self.assertEqual(moves, len(tickets))

    def test_what_somebody_else_is_changing_is_refused_soon_and_taken_later(self):
        (self.address,) = self._start_servers(1)
        report = prepare(reference="DEV-11", ticket=self.others[0])
        with self.own_registry.cursor() as cr:
            cr.execute(
                "SELECT id FROM helpdesk_ticket WHERE number IN %s FOR UPDATE",
                [tuple(self.others)],
            )
            self.assertEqual(self._post_at_once([report]), ["busy"])
        self.assertEqual(self._post_at_once([report]), ["done"])
