import json

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import ReleasesCase

SECRET = "what-both-sides-know"
ADDRESS = "https://tracker.example.com/hook"
# What a ticket tells of development's tracker.
KNOWN_TO_VENDOR = [
    "development_status",
    "development_url",
    "is_unknown_to_tracker",
    "tracker_delivery_ids",
]


@tagged("post_install", "-at_install")
class TestTrackerHandover(ReleasesCase):
    """What is going to be sent, and when. Nothing is sent here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_tracker(ADDRESS, SECRET)
        cls.deliveries = cls.env["helpdesk.tracker.delivery"]

    @classmethod
    def _set_tracker(cls, url, secret):
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("revo_helpdesk_releases.tracker_url", url)
        parameters.set_param("revo_helpdesk_releases.tracker_secret", secret)

    def _hand_over(self, ticket, user=None):
        self._move(
            ticket, user or self.sam, "backlog_dev", body="<p>See the <b>log</b>.</p>"
        )
        return self._get_deliveries(ticket)

    def _get_deliveries(self, ticket):
        return self.deliveries.search([("ticket_id", "in", ticket.ids)])

    def _get_jobs(self, deliveries):
        return (
            self.env["queue.job"]
            .search([("model_name", "=", deliveries._name)])
            .filtered(lambda job: job.records in deliveries)
        )

    def test_the_tracker_is_told_what_development_needs(self):
        ticket = self._create_ticket_in("in_progress_support", priority="3")
        delivery = self._hand_over(ticket)
        self.assertEqual((delivery.state, delivery.attempts), ("waiting", 0))
        told = json.loads(delivery.payload)
        base = ticket.get_base_url()
        self.assertEqual(
            told,
            {
                "id": delivery.uuid,
                "number": ticket.number,
                "title": "Card payment fails",
                "summary": "See the *log*.",
                "priority": "very_high",
                "link": f"{base}/mail/view?model=helpdesk.ticket&res_id={ticket.id}",
                "reference": None,
            },
        )
        job = self._get_jobs(delivery)
        self.assertEqual((job.state, job.max_retries), ("pending", 0))
        self.assertEqual(job.channel, "root.tracker")

    def test_the_priority_is_told_in_english(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.sam.lang = "es_ES"
        ticket = self._create_ticket_in("in_progress_support", priority="2")
        told = json.loads(self._hand_over(ticket).payload)
        self.assertEqual(told["priority"], "high")

    def test_what_was_written_before_is_not_the_summary(self):
        ticket = self._create_ticket_in("backlog_support")
        self._walk(
            ticket,
            (self.sam, "in_progress_support"),
            (self.sam, "internal_review"),
        )
        self._put(ticket, "in_progress_support")
        delivery = self._hand_over(ticket)
        self.assertEqual(json.loads(delivery.payload)["summary"], "See the *log*.")
        # By the server, which is asked for no text.
        self._put(ticket, "in_progress_support")
        table = self.env["helpdesk.ticket.stage.transition"]
        table.search([("to_stage_id", "=", self.stage["backlog_dev"].id)]).write(
            {"requires": "nothing"}
        )
        self._move(ticket, self.sam, "backlog_dev")
        latest = self._get_deliveries(ticket)[0]
        self.assertNotEqual(latest, delivery)
        self.assertEqual(json.loads(latest.payload)["summary"], "Since this morning.")

    def test_a_manager_who_skips_the_backlog_hands_over_too(self):
        ticket = self._create_ticket_in("backlog_reseller")
        self._move(ticket, self.mia, "in_progress_dev")
        self.assertEqual(len(self._get_deliveries(ticket)), 1)

    def test_moves_within_development_tell_nothing(self):
        ticket = self._create_ticket_in("backlog_dev")
        self._move(ticket, self.dan, "in_progress_dev")
        ticket.with_user(self.dan).write({"user_id": self.dora.id})
        self._move(ticket, self.mia, "backlog_dev")
        self.assertFalse(self._get_deliveries(ticket))

    def test_what_waits_for_a_release_is_nothing_to_develop(self):
        ticket = self._create_ticket_in("confirmation_reseller")
        ticket.release_id = self._create_release()
        self._move(ticket, self.mia, "pending_release")
        self.assertFalse(self._get_deliveries(ticket))

    def test_a_change_of_team_hands_over(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        self.env["helpdesk.ticket.stage.transition"].search(
            [("to_stage_id", "=", self.stage["backlog_dev"].id)]
        ).write({"requires": "nothing"})
        ticket.with_user(self.sam).write({"team_id": self.development.id})
        self.assertEqual(ticket.stage_id, self.stage["backlog_dev"])
        self.assertEqual(len(self._get_deliveries(ticket)), 1)

    def test_many_tickets_have_a_delivery_each(self):
        tickets = self.tickets.union(
            *(self._create_ticket_in("in_progress_support") for _number in range(3))
        )
        self._hand_over(tickets)
        deliveries = self._get_deliveries(tickets)
        self.assertEqual(deliveries.ticket_id, tickets)
        self.assertEqual(len(set(deliveries.mapped("uuid"))), 3)
        self.assertEqual(len(self._get_jobs(deliveries)), 3)

    def test_handed_over_again_the_tracker_is_told_again(self):
        ticket = self._create_ticket_in("in_progress_support")
        ticket.development_item_id = self.env["helpdesk.development.item"].create(
            {"reference": "DEV-7"}
        )
        first = self._hand_over(ticket)
        self._move(ticket, self.dan, "in_progress_support")
        both = self._hand_over(ticket)
        self.assertEqual(len(both), 2)
        self.assertEqual(both.mapped("state"), ["waiting", "canceled"])
        self.assertEqual(both[1], first)
        self.assertNotEqual(both[0].uuid, first.uuid)
        self.assertEqual(json.loads(both[0].payload)["reference"], "DEV-7")

    def test_nothing_is_told_without_a_tracker(self):
        for secret in (SECRET, False):
            self._set_tracker(False, secret)
            ticket = self._create_ticket_in("in_progress_support")
            self.assertFalse(self._hand_over(ticket))

    def test_a_tracker_that_is_half_set_is_told_later(self):
        for url, secret in (
            (ADDRESS, False),
            ("file:///etc/passwd", SECRET),
            ("tracker", SECRET),
        ):
            self._set_tracker(url, secret)
            ticket = self._create_ticket_in("in_progress_support")
            with self.subTest(url=url):
                delivery = self._hand_over(ticket)
                self.assertEqual(delivery.state, "waiting")
                self.assertEqual(delivery._post().result, "not_configured")

    def test_the_secret_is_nowhere_but_in_the_settings(self):
        delivery = self._hand_over(self._create_ticket_in("in_progress_support"))
        job = self._get_jobs(delivery)
        self.assertTrue(job)
        stored = str(delivery.read() + job.read())
        self.assertNotIn(SECRET, stored)
        self.assertNotIn("tracker.example.com", stored)
        for user in (self.mia, self.sam, self.dan, self.ana):
            with self.assertRaises(AccessError):
                self.env["ir.config_parameter"].with_user(user).search([])

    def test_resellers_clients_and_others_read_no_delivery(self):
        ticket = self._create_ticket_in("in_progress_support")
        delivery = self._hand_over(ticket)
        for user in (self.ana, self.rita, self.pia, self.cleo, self.cora):
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError):
                    delivery.with_user(user).read(["payload"])
                with self.assertRaises(AccessError):
                    delivery.with_user(user).action_send_again()
                for name in KNOWN_TO_VENDOR:
                    with self.assertRaises(AccessError):
                        ticket.with_user(user).read([name])
        for user in (self.sam, self.dan, self.mia):
            self.assertIn("log", delivery.with_user(user).payload)
            mine = ticket.with_user(user)
            self.assertTrue(mine.read(KNOWN_TO_VENDOR))
            self.assertEqual(mine.tracker_delivery_ids, delivery)

    def test_a_hidden_team_hides_its_deliveries(self):
        delivery = self._hand_over(self._create_ticket_in("in_progress_support"))
        self.development.visibility_user_ids = self.dora
        with self.assertRaises(AccessError):
            delivery.with_user(self.sam).read(["payload"])
        self.assertTrue(delivery.with_user(self.dan).payload)
        self.development.visibility_user_ids = [Command.clear()]
        self.assertTrue(delivery.with_user(self.sam).payload)

    def test_nobody_writes_a_delivery(self):
        delivery = self._hand_over(self._create_ticket_in("in_progress_support"))
        for user in (self.sam, self.dan, self.mia):
            for attempt in (
                lambda mine: mine.write({"payload": "{}"}),
                lambda mine: mine.copy(),
                lambda mine: mine.unlink(),
            ):
                with self.assertRaises(AccessError):
                    attempt(delivery.with_user(user))

    def test_sent_now_it_waits_no_longer(self):
        ticket = self._create_ticket_in("in_progress_support")
        delivery = self._hand_over(ticket)
        earlier = self._get_jobs(delivery)
        earlier.eta = "2099-01-01"
        delivery.with_user(self.sam).action_send_again()
        self.assertEqual(earlier.state, "cancelled")
        job = self._get_jobs(delivery) - earlier
        self.assertEqual((job.state, job.eta), ("pending", False))
        delivery.with_user(self.sam).action_send_again()
        pending = self._get_jobs(delivery).filtered(lambda j: j.state == "pending")
        self.assertEqual(len(pending), 1)

    def test_what_development_no_longer_has_is_not_sent_again(self):
        ticket = self._create_ticket_in("in_progress_support")
        delivery = self._hand_over(ticket)
        self._move(ticket, self.dan, "in_progress_support")
        with self.assertRaisesRegex(UserError, ticket.number):
            delivery.with_user(self.sam).action_send_again()

    def test_what_was_handed_over_again_since_is_not_sent_again(self):
        ticket = self._create_ticket_in("in_progress_support")
        self._hand_over(ticket)
        self._move(ticket, self.dan, "in_progress_support")
        newer, older = self._hand_over(ticket).with_user(self.sam)
        with self.assertRaisesRegex(UserError, "second item"):
            older.action_send_again()
        newer.action_send_again()
        self.assertEqual(older.state, "canceled")

    def test_what_was_handed_over_again_can_still_be_edited(self):
        ticket = self._create_ticket_in("in_progress_support")
        self._hand_over(ticket)
        self._move(ticket, self.dan, "in_progress_support")
        newer, older = self._hand_over(ticket)
        with Form(ticket.with_user(self.mia)) as form:
            form.user_id = self.dan
        self.assertEqual(ticket.user_id, self.dan)
        self.assertTrue(older.is_superseded)
        self.assertFalse(newer.is_superseded)

    def test_what_the_tracker_has_stays_known_while_it_is_sent_again(self):
        ticket = self._create_ticket_in("in_progress_support")
        delivery = self._hand_over(ticket)
        delivery.write({"attempts": 1})
        self.assertTrue(ticket.is_unknown_to_tracker)
        delivery.write({"state": "sent", "sent_date": "2026-11-23 10:00:00"})
        delivery.with_user(self.sam).action_send_again()
        self.assertFalse(ticket.is_unknown_to_tracker)

    def test_deliveries_of_another_company_are_out_of_reach(self):
        ticket = self._create_ticket_in("in_progress_support")
        delivery = self._hand_over(ticket)
        ticket.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        for user in (self.sam, self.dan, self.mia):
            with self.assertRaises(AccessError):
                delivery.with_user(user).read(["payload"])

    def test_without_a_tracker_nothing_is_sent_again(self):
        delivery = self._hand_over(self._create_ticket_in("in_progress_support"))
        self._set_tracker(False, False)
        with self.assertRaisesRegex(UserError, "administrator"):
            delivery.with_user(self.sam).action_send_again()

    def test_settings_take_whole_addresses_and_ask_for_the_secret(self):
        settings = self.env["res.config.settings"]
        for url in ("tracker", "ftp://tracker.example.com", "https://", "javascript:1"):
            with self.subTest(url=url), self.assertRaisesRegex(
                ValidationError, "not complete"
            ):
                settings.create(
                    {"helpdesk_tracker_url": url, "helpdesk_tracker_secret": SECRET}
                )
        with self.assertRaisesRegex(ValidationError, "secret"):
            settings.create(
                {"helpdesk_tracker_url": ADDRESS, "helpdesk_tracker_secret": " "}
            )
        settings.create(
            {
                "helpdesk_tracker_url": f" {ADDRESS} ",
                "helpdesk_tracker_secret": "another",
            }
        ).execute()
        self.assertEqual(self.deliveries._get_tracker(), (ADDRESS, "another"))
        settings.create(
            {"helpdesk_tracker_url": False, "helpdesk_tracker_secret": False}
        ).execute()
        self.assertFalse(self.deliveries._get_tracker())
