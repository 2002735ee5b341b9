"""What is told, to whom, and in which words. Nothing is sent here."""

from contextlib import suppress

from odoo.tests import tagged

from odoo.addons.revo_helpdesk_releases.tests.release.publishing_case import (
    PublishingMixin,
)
from odoo.addons.revo_helpdesk_stages.tests.common import Undo

from .webhook_case import WebhookCase


@tagged("post_install", "-at_install")
class TestClientEvents(PublishingMixin, WebhookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop.ref = "C-17"
        cls.webhook = cls._subscribe(client=cls.shop)
        cls.others = cls._subscribe(client=cls.cafe) | cls._subscribe(team=cls.south)

    def tearDown(self):
        self._settle()
        self.assertFalse(self._find_deliveries(self.others))
        super().tearDown()

    def _stand(self, code, **values):
        ticket = self._create_ticket_in(code, **values)
        self._settle()
        self._find_deliveries(self.webhook | self.others).unlink()
        return ticket

    def test_a_note_is_told_and_nobody_by_name_or_number(self):
        ticket = self._stand("in_progress_reseller", user=self.ana)
        self._write_text(ticket, self.ana, "note", "<p>We have it.</p>")
        self.assertEqual(
            self._take_told(self.webhook),
            [
                (
                    "ticket.note",
                    {
                        "ticket": ticket.number,
                        "title": "Card payment fails",
                        "client": {"name": "Shop", "reference": "C-17"},
                        "text": "We have it.",
                        "files": [],
                    },
                )
            ],
        )

    def test_a_file_is_told_by_its_name(self):
        ticket = self._stand("in_progress_reseller", user=self.ana)
        ticket.with_user(self.ana).message_post(
            attachments=[("how.pdf", b"x")],
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        ((kind, data),) = self._take_told(self.webhook)
        self.assertEqual((kind, data["files"]), ("ticket.note", ["how.pdf"]))

    def test_what_others_read_is_not_told(self):
        ticket = self._stand("in_progress_support", user=self.sam)
        for user in (self.ana, self.sam, self.mia):
            self._write_text(ticket, user, "message")
        self._write_text(ticket, self.sam, "note")
        # What the client itself says, it knows.
        self._write_text(ticket, self.cleo, "message")
        self.assertEqual(self._take_told(self.webhook), [])

    def test_a_question_is_told_with_its_text_once(self):
        ticket = self._stand("in_progress_reseller", user=self.ana)
        self._move(ticket, self.ana, "backlog_client")
        (question, stage) = self._take_told(self.webhook)
        self.assertEqual(question[0], "ticket.question")
        self.assertEqual(question[1]["text"], "Which printer is it?")
        self.assertEqual(stage[0], "ticket.stage")
        for _kind, data in (question, stage):
            self.assertEqual((data["step"], data["status"]), ("yours", "answer"))
            self.assertEqual(data["step_label"], "Waits for you")
            self.assertIn("needs your answer", data["next_step"])

    def test_a_question_that_was_written_before(self):
        ticket = self._stand("in_progress_reseller", user=self.ana)
        self._write_text(ticket, self.ana, "note", "<p>Which one?</p>")
        self.assertEqual(self._take_kinds(self.webhook), ["ticket.note"])
        ticket.with_user(self.ana).stage_id = self.stage["backlog_client"]
        (question, _stage) = self._take_told(self.webhook)
        self.assertEqual(question[1]["text"], "Which one?")

    def test_each_step_is_told_from_the_first_to_the_last(self):
        ticket = self._create_ticket()
        steps = [self._take_told(self.webhook)]
        for user, code in (
            (self.ana, "in_progress_reseller"),
            (self.ana, "backlog_support"),
            (self.sam, "in_progress_support"),
            (self.sam, "confirmation_reseller"),
            (self.ana, "resolved"),
        ):
            self._move(ticket, user, code)
            steps.append(self._take_told(self.webhook))
        ticket.with_user(self.cleo).sudo()._close_as_client()
        steps.append(self._take_told(self.webhook))
        statuses = [
            [data["status"] for kind, data in told if kind == "ticket.stage"]
            for told in steps
        ]
        self.assertEqual(
            statuses,
            [
                *(["reseller"], ["reseller"], ["technical"], []),
                *(["check"], ["resolved"], ["closed"]),
            ],
        )
        self.assertEqual(steps[0][0][1]["step"], "received")
        self.assertEqual(steps[0][0][1]["status_label"], "With your reseller, North")

    def test_the_first_answer_begins_it(self):
        ticket = self._stand("backlog_reseller", user=self.ana)
        self._write_text(ticket, self.ana, "note")
        (stage, _note) = self._take_told(self.webhook)
        self.assertEqual((stage[0], stage[1]["step"]), ("ticket.stage", "working"))
        self._write_text(ticket, self.ana, "note")
        self.assertEqual(self._take_kinds(self.webhook), ["ticket.note"])

    def test_it_is_told_in_the_language_of_the_webhook(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.env["ir.module.module"]._load_module_terms(
            ["revo_helpdesk_stages"], ["es_ES"]
        )
        self.webhook.lang = "es_ES"
        ticket = self._create_ticket()
        ((_kind, data),) = self._take_told(self.webhook)
        shown = ticket.with_context(lang="es_ES").sudo()._get_client_view()
        self.assertEqual(data["status_label"], shown["label"])
        self.assertNotEqual(data["status_label"], "With your reseller, North")

    def test_the_version_that_solves_it_is_told_until_it_is_out(self):
        ticket = self._stand("in_progress_dev", user=self.dan)
        release = self._create_release()
        ticket.release_id = release
        self._move(ticket, self.dan, "pending_release")
        stage, version = self._take_told(self.webhook)
        self.assertEqual(stage[1]["status"], "release")
        self.assertEqual(version[0], "ticket.version")
        self.assertEqual(version[1]["version"], "3.42")
        self.assertFalse(version[1]["is_out"])
        release.date_planned = "2027-01-20"
        ((kind, data),) = self._take_told(self.webhook)
        self.assertEqual(kind, "ticket.version")
        self.assertIn("2027", data["news"])
        self._publish(release)
        told = dict(self._take_told(self.webhook))
        self.assertEqual(told.keys(), {"ticket.stage", "ticket.version"})
        self.assertTrue(told["ticket.version"]["is_out"])
        self.assertEqual(told["ticket.stage"]["status"], "check")

    def test_what_is_undone_is_not_told(self):
        ticket = self._stand("in_progress_reseller", user=self.ana)
        with suppress(Undo), self.env.cr.savepoint():
            self._write_text(ticket, self.ana, "note")
            self._settle()
            raise Undo
        self.assertEqual(self._take_told(self.webhook), [])

    def test_a_ticket_that_is_gone_again_is_not_told(self):
        self._create_ticket().unlink()
        self.assertEqual(self._take_told(self.webhook), [])

    def test_who_is_given_a_ticket_is_told_of_it_and_nobody_else(self):
        kiosk = self._create_client("Kiosk", self.north)
        new = self._subscribe(client=kiosk)
        ticket = self._stand("in_progress_reseller", user=self.ana)
        self._write_text(ticket, self.ana, "note", "<p>For the shop.</p>")
        self._take_told(self.webhook)
        ticket.write({"partner_id": kiosk.id})
        self._write_text(ticket, self.ana, "note", "<p>For the kiosk.</p>")
        told = self._take_told(new)
        self.assertEqual([data.get("text") for _kind, data in told], ["For the kiosk."])
        self.assertEqual(self._take_told(self.webhook), [])


@tagged("post_install", "-at_install")
class TestWhoIsTold(WebhookCase):
    """Of a client's ticket, by which webhooks, and until when."""

    def _is_told(self, webhook):
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self._settle()
        self._find_deliveries(webhook).unlink()
        self._write_text(ticket, self.ana, "note")
        return "ticket.note" in self._take_kinds(webhook)

    def test_the_clients_its_resellers_and_the_vendors(self):
        mine = [
            self._subscribe(client=self.shop),
            self._subscribe(client=self.shop, team=self.north),
            self._subscribe(team=self.north),
            self._subscribe(),
        ]
        others = [
            self._subscribe(client=self.cafe),
            self._subscribe(client=self.cafe, team=self.south),
            self._subscribe(team=self.south),
            self._subscribe("reseller", self.north),
            self._subscribe("reseller", self.south),
        ]
        self.assertEqual([self._is_told(webhook) for webhook in mine], [True] * 4)
        self.assertEqual([self._is_told(webhook) for webhook in others], [False] * 5)

    def test_a_client_without_a_reseller_of_its_own(self):
        """It is with the reseller of all such clients, whose back office is told."""
        webhook = self._subscribe(team=self.north)
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self.shop.reseller_team_id = False
        self._settle()
        self._find_deliveries(webhook).unlink()
        self._write_text(ticket, self.ana, "note")
        self.assertEqual(self._take_kinds(webhook), ["ticket.note"])

    def test_not_any_more(self):
        def leave(webhook):
            self.shop.reseller_team_id = self.south

        for end in (
            leave,
            lambda webhook: webhook.write({"active": False}),
            lambda webhook: webhook.write({"url": False}),
            lambda webhook: self._set_aside(self.north),
            lambda webhook: self.shop.write({"active": False}),
            lambda webhook: webhook.unlink(),
        ):
            for of in ({"client": self.shop, "team": self.north}, {"team": self.north}):
                with self.subTest(of=of), suppress(Undo), self.env.cr.savepoint():
                    webhook = self._subscribe(**of)
                    ticket = self._create_ticket_in(
                        "in_progress_reseller", user=self.ana
                    )
                    self._settle()
                    self._find_deliveries(webhook).unlink()
                    end(webhook)
                    self._write_text(ticket, self.ana, "note")
                    if webhook.exists():
                        self.assertEqual(self._take_kinds(webhook), [])
                    self._settle()
                    raise Undo
                # Else what was undone is remembered.
                self.env.registry.clear_cache()

    def test_a_deleted_clients_webhook_does_not_become_everybodys(self):
        new = self._create_client("Kiosk", self.north)
        webhook = self._subscribe(client=new)
        new.unlink()
        self.assertFalse(webhook.exists())
        # What is kept of it in memory stops nobody.
        self._create_ticket()
        self._settle()


@tagged("post_install", "-at_install")
class TestResellerEvents(WebhookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.webhook = cls._subscribe("reseller", cls.north)
        cls.other = cls._subscribe("reseller", cls.south)

    def tearDown(self):
        self._settle()
        self.assertFalse(self._find_deliveries(self.other))
        super().tearDown()

    def _stand(self, code, **values):
        ticket = self._create_ticket_in(code, **values)
        self._settle()
        self._find_deliveries(self.webhook).unlink()
        return ticket

    def test_a_clients_new_ticket_is_the_resellers(self):
        ticket = self._create_ticket()
        ((kind, data),) = self._take_told(self.webhook)
        self.assertEqual(kind, "ticket.assigned")
        self.assertEqual(
            (data["ticket"], data["client"]["name"]), (ticket.number, "Shop")
        )

    def test_what_it_opened_itself_it_knows(self):
        self._create_ticket(opener=self.ana)
        self.assertEqual(self._take_told(self.webhook), [])

    def test_what_the_vendor_writes_for_it(self):
        ticket = self._stand("in_progress_support", user=self.sam)
        self._write_text(ticket, self.sam, "note", "<p>Theirs.</p>")
        self._write_text(ticket, self.ana, "message", "<p>Ours.</p>")
        self._write_text(ticket, self.sam, "message", "<p>Restart it.</p>")
        ((kind, data),) = self._take_told(self.webhook)
        self.assertEqual((kind, data["text"]), ("ticket.message", "Restart it."))
        self.assertFalse({"Sam", "Ana"} & set(str(data).split()))

    def test_what_comes_back_comes_with_its_text(self):
        for code, event in (
            ("backlog_reseller", "ticket.returned"),
            ("confirmation_reseller", "ticket.solved"),
        ):
            ticket = self._stand("in_progress_support", user=self.sam)
            self._move(ticket, self.sam, code)
            with self.subTest(code=code):
                ((kind, data),) = self._take_told(self.webhook)
                self.assertEqual(kind, event)
                self.assertEqual(data["text"], "It happens with every card.")

    def test_why_it_was_canceled_is_told_where_it_may_be_read(self):
        ticket = self._stand("in_progress_support", user=self.sam)
        self._move(ticket, self.sam, "canceled")
        kinds = self._take_kinds(self.webhook)
        self.assertEqual(kinds[0], "ticket.canceled")

    def test_a_ticket_that_is_given_to_another_reseller(self):
        ticket = self._stand("in_progress_support", user=self.sam)
        self.shop.reseller_team_id = self.south
        self._settle()
        self._find_deliveries(self.other).unlink()
        ticket.with_user(self.mia).reseller_team_id = self.south
        self.assertEqual(self._take_told(self.webhook), [])
        self.assertEqual(self._take_kinds(self.other), ["ticket.assigned"])
        self._move(ticket, self.sam, "backlog_reseller")
        self.assertEqual(self._take_told(self.webhook), [])
        self.assertEqual(self._take_kinds(self.other), ["ticket.returned"])
