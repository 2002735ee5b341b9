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

    def test_of_the_same_event_many_times_at_once_one_is_done(self):
        (address,) = self._start_servers(1)
        url = address.replace("/xmlrpc/2", PATH)

        def send(request):
            body, headers = request
            return requests.post(url, data=body, headers=headers, timeout=60)

        # Signed by different moments, as whoever repeats an event does.
        signed = [prepare(id="one", status="In progress", when=n) for n in range(6)]
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(send, signed))
        codes = sorted(answer.json()["code"] for answer in answers)
        self.assertEqual(codes, ["already_known"] * 5 + ["done"])
        same = prepare(id="two", status="To do")
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(send, [same] * 6))
        codes = sorted(answer.json()["code"] for answer in answers)
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
