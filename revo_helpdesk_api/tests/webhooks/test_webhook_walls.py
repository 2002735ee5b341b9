"""Whose webhook is whose, whatever the way in."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.revo_helpdesk_stages.compat import may_access

from .webhook_case import ADDRESS, WebhookCase

_OURS = {
    "failures": 3,
    "former_secret": "whsec_AAAA",
    "former_until": "2030-01-01 00:00:00",
    "rests_until": "2030-01-01 00:00:00",
    "secret": "whsec_AAAA",
}


@tagged("post_install", "-at_install")
class TestWebhookWalls(WebhookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.webhooks = cls.env["helpdesk.webhook"]
        cls.northern = cls._subscribe(team=cls.north)
        cls.southern = cls._subscribe(team=cls.south)
        cls.vendors = cls._subscribe()

    def _make(self, user, **values):
        values = {"name": "Mine", "url": ADDRESS, **values}
        webhook = self.webhooks.with_user(user).create(values)
        webhook.flush_recordset()
        return webhook.sudo()

    def test_a_reseller_makes_its_own(self):
        with Form(self.webhooks.with_user(self.ana)) as form:
            form.name = "Our back office"
            form.url = ADDRESS
            form.partner_id = self.shop
        webhook = form.save().sudo()
        self.assertEqual(webhook.team_id, self.north)
        self.assertTrue(webhook.secret.startswith("whsec_"))

    def test_a_reseller_makes_none_of_others(self):
        for values in (
            {"team_id": self.south.id},
            {"team_id": False},
            {"team_id": False, "partner_id": self.shop.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self._make(self.ana, **values)
        with self.assertRaises(ValidationError):
            self._make(self.ana, partner_id=self.cafe.id)

    def test_everybody_sees_their_own(self):
        everything = self.northern | self.southern | self.vendors
        for user, seen in (
            (self.ana, self.northern),
            (self.rita, self.southern),
            (self.mia, everything),
        ):
            found = self.webhooks.with_user(user).search([("id", "in", everything.ids)])
            with self.subTest(user=user.name):
                self.assertEqual(found.sudo(), seen)
        for user in (self.sam, self.dan, self.pia, self.cleo):
            for model in ("helpdesk.webhook", "helpdesk.webhook.delivery"):
                self.assertFalse(may_access(self.env[model].with_user(user), "read"))

    def test_nobody_touches_what_is_of_others(self):
        for webhook in (self.southern, self.vendors):
            theirs = webhook.with_user(self.ana)
            for action in (
                lambda of=theirs: of.read(["secret"]),
                lambda of=theirs: of.write({"name": "Mine"}),
                lambda of=theirs: of.action_new_secret(),
                lambda of=theirs: of.copy(),
                lambda of=theirs: of.unlink(),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    action()

    def test_a_webhook_stays_whose_it_is(self):
        """Else a reseller's address would be told of another's tickets."""
        for user in (self.ana, self.mia):
            for name, value in (
                ("team_id", self.south.id),
                ("team_id", False),
                ("partner_id", self.shop.id),
                ("audience", "reseller"),
            ):
                with self.subTest(name=name), self.assertRaises(UserError):
                    self.northern.with_user(user).write({name: value})

    def test_what_the_server_notes_nobody_says(self):
        for name, value in _OURS.items():
            with self.subTest(name=name):
                with self.assertRaises(AccessError):
                    self.northern.with_user(self.ana).write({name: value})
                with self.assertRaises(AccessError):
                    self._make(self.ana, **{name: value})
                proposing = {f"default_{name}": value}
                with_default = self.webhooks.with_context(**proposing)
                made = with_default.with_user(self.ana).create({"name": "Mine"})
                self.assertNotEqual(made.sudo()[name], value)

    def test_an_address_of_a_program_on_the_internet(self):
        for url in (
            "backoffice.example.com",
            "http://backoffice.example.com/",
            "https://ana:word@backoffice.example.com/",
            "ftp://backoffice.example.com/",
            "https://",
        ):
            with self.subTest(url=url), self.assertRaises(ValidationError) as refusal:
                self._make(self.ana, url=url)
            self.assertNotIn("word@", str(refusal.exception))

    def test_who_is_to_be_told_makes_sense(self):
        for values in (
            {"audience": "reseller"},
            {"audience": "reseller", "team_id": self.north.id}
            | {"partner_id": self.shop.id},
            {"team_id": self.support.id},
            {"partner_id": self.cleo.partner_id.id},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self._make(self.mia, **values)

    def test_a_new_secret_leaves_the_former_for_a_day(self):
        former = self.northern.secret
        self.northern.with_user(self.ana).action_new_secret()
        new = self.northern.secret
        self.assertNotEqual(new, former)
        self.assertEqual(self.northern._get_secrets(), [new, former])
        self.northern.former_until = "2026-01-01 00:00:00"
        self.assertEqual(self.northern._get_secrets(), [new])


@tagged("post_install", "-at_install")
class TestDeliveryWalls(WebhookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        webhooks = cls._subscribe(team=cls.north) | cls._subscribe()
        cls.ticket = cls._create_ticket()
        cls.env.flush_all()
        cls.env.cr.precommit.run()
        found = cls.env["helpdesk.webhook.delivery"].search(
            [("webhook_id", "in", webhooks.ids)]
        )
        cls.mine, cls.vendors = (
            found.filtered(lambda one, of=webhook: one.webhook_id == of)
            for webhook in webhooks
        )

    def _see(self, user):
        both = self.mine | self.vendors
        deliveries = both.browse().with_user(user)
        return deliveries.search([("id", "in", both.ids)]).sudo()

    def test_everybody_sees_those_of_their_webhooks(self):
        self.assertEqual(self._see(self.ana), self.mine)
        self.assertFalse(self._see(self.rita))
        self.assertEqual(self._see(self.mia), self.mine | self.vendors)

    def test_of_a_ticket_that_was_given_away_they_see_none(self):
        self.ticket.with_user(self.mia).reseller_team_id = self.south
        self.assertFalse(self._see(self.ana))
        self.assertFalse(self._see(self.rita))

    def test_nobody_writes_or_sends_what_is_not_theirs(self):
        for delivery, user in ((self.vendors, self.ana), (self.mine, self.rita)):
            with self.assertRaises(AccessError):
                delivery.with_user(user).action_send_again()
        for user in (self.ana, self.mia):
            own = self.mine.with_user(user)
            with self.assertRaises(AccessError):
                own.write({"payload": "{}"})
            with self.assertRaises(AccessError):
                own.copy()
            with self.assertRaises(AccessError):
                own.unlink()

    def test_what_is_no_longer_to_be_told_is_not_sent_again(self):
        self.mine.webhook_id.active = False
        self.assertEqual(self.mine.state, "canceled")
        with self.assertRaises(UserError) as refusal:
            self.mine.with_user(self.ana).action_send_again()
        self.assertIn(self.ticket.number, str(refusal.exception))

    def test_what_is_over_for_a_month_is_deleted(self):
        self.mine.state = "sent"
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_webhook_delivery SET write_date = '2026-01-01'"
        )
        self.env.invalidate_all()
        self.mine._gc_deliveries()
        self.assertFalse(self.mine.exists())
        self.assertTrue(self.vendors.exists())


@tagged("post_install", "-at_install")
class TestForgettingWebhooks(WebhookCase):
    def test_what_was_told_of_somebody_is_forgotten_with_them(self):
        webhook = self._subscribe(client=self.shop)
        self.cleo.partner_id.name = "Planted Cleora"
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self._write_text(ticket, self.ana, "note", "<p>Dear Planted Cleora</p>")
        self._settle()
        self.assertIn("Cleora", self._find_deliveries(webhook)[-1].payload)
        self.cleo.partner_id.with_user(self.mia).forget_client()
        self.env.invalidate_all()
        for delivery in self._find_deliveries(webhook):
            self.assertNotIn("Cleora", delivery.payload)
