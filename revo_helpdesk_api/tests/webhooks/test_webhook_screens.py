"""What who manages a webhook is shown, and does with it."""

from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .webhook_case import ADDRESS, WebhookCase


@tagged("post_install", "-at_install")
class TestWebhookScreens(WebhookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.webhooks = cls.env["helpdesk.webhook"]
        cls.webhook = cls._subscribe(team=cls.north)
        cls.ticket = cls._create_ticket()
        cls.env.flush_all()
        cls.env.cr.precommit.run()
        cls.told = cls.env["helpdesk.webhook.delivery"].search(
            [("webhook_id", "=", cls.webhook.id)]
        )

    def _give_up(self):
        self.told._give_up()
        self.webhook._report_dead()
        self.env.invalidate_all()
        self.assertTrue(self.webhook.activity_ids)
        return self.webhook.with_user(self.ana)

    def _make(self, url):
        values = {"name": "Mine", "url": url}
        self.webhooks.with_user(self.ana).create(values).flush_recordset()

    def test_an_address_inside_is_refused_when_it_is_saved(self):
        for url in (
            "https://localhost/hook",
            "https://127.0.0.1:8069/hook",
            "https://192.168.1.5/hook",
            "https://169.254.169.254/latest",
            "https://[::1]/hook",
        ):
            with self.subTest(url=url):
                with self.assertRaises(ValidationError) as refusal:
                    self._make(url)
                said = str(refusal.exception)
                for part in ("own network", "trust this server", "on the internet"):
                    self.assertIn(part, said)
                with self.assertRaises(ValidationError):
                    self.webhook.with_user(self.ana).url = url
                    self.env.flush_all()

    def test_each_refusal_says_what_is_wrong_with_the_address(self):
        for url, said in (
            ("backoffice.example.com", "Write all of it"),
            ("http://backoffice.example.com/", "Write it with https"),
            ("https://ana:word@backoffice.example.com/", "Leave it out"),
        ):
            with self.subTest(url=url):
                with self.assertRaises(ValidationError) as refusal:
                    self._make(url)
                self.assertIn(said, str(refusal.exception))

    def test_who_has_all_in_one_network_may_go_inside(self):
        self.env["ir.config_parameter"].set_param(
            "revo_helpdesk_api.webhooks_go_inside", "1"
        )
        self._make("http://127.0.0.1:8069/hook")

    def test_the_secret_is_shown_by_a_button(self):
        webhook = self.webhook.with_user(self.ana)
        (form,) = self._get_forms(webhook, [False])
        self.assertFalse(form.xpath("//field[@name='secret']"))
        self.assertTrue(form.xpath("//button[@name='action_show_secret']"))
        former = self.webhook.secret
        for action in (webhook.action_show_secret(), webhook.action_new_secret()):
            self.assertEqual(action["res_id"], webhook.id)
            (shown,) = self._get_forms(webhook, [action["views"][0][0]])
            self.assertTrue(shown.xpath("//field[@name='secret']"))
        self.assertNotEqual(self.webhook.secret, former)
        for name in ("action_show_secret", "action_new_secret"):
            with self.assertRaises(AccessError):
                getattr(self.webhook.with_user(self.rita), name)()

    def test_nobody_follows_a_webhook_or_hangs_files_on_it(self):
        (form,) = self._get_forms(self.webhook.with_user(self.ana), [False])
        self.assertFalse(form.xpath("//chatter | //*[hasclass('oe_chatter')]"))

    def _get_forms(self, webhook, ids):
        return [etree.fromstring(webhook.get_view(one, "form")["arch"]) for one in ids]

    def test_what_was_given_up_is_sent_again_and_the_report_goes(self):
        webhook = self._give_up()
        self.assertEqual(webhook.dead_count, len(self.told))
        webhook.action_send_dead()
        self.env.invalidate_all()
        self.assertEqual({*self.told.mapped("state")}, {"waiting"})
        self.assertFalse(self.webhook.activity_ids)
        self.assertEqual(webhook.dead_count, 0)

    def test_sending_one_of_many_leaves_the_report(self):
        other = self.told[0].copy({"uuid": "msg_other"})
        self.told |= other
        self._give_up()
        other.with_user(self.ana).action_send_again()
        self.assertTrue(self.webhook.activity_ids)
        self.told.with_user(self.ana).action_send_again()
        self.assertFalse(self.webhook.activity_ids)

    def test_what_is_no_longer_to_be_told_is_left_out(self):
        webhook = self._give_up()
        self.webhook.url = False
        webhook.action_send_dead()
        self.assertEqual({*self.told.mapped("state")}, {"canceled"})
        self.assertFalse(self.webhook.activity_ids)

    def test_who_sees_to_it_otherwise_leaves_it(self):
        webhook = self._give_up()
        webhook.action_leave_dead()
        self.env.invalidate_all()
        self.assertEqual({*self.told.mapped("state")}, {"canceled"})
        self.assertFalse(self.webhook.activity_ids)

    def test_nobody_sees_to_what_is_of_others(self):
        self._give_up()
        for name in ("action_send_dead", "action_leave_dead"):
            with self.assertRaises(AccessError):
                getattr(self.webhook.with_user(self.rita), name)()
        self.assertEqual({*self.told.mapped("state")}, {"dead"})

    def test_the_clients_that_are_offered_may_be_chosen(self):
        alone = self.env["res.partner"].create(
            {"name": "Nil, alone", "reseller_team_id": self.north.id}
        )
        for user, team in (
            (self.ana, self.north),
            (self.mia, self.north),
            (self.mia, self.north.browse()),
        ):
            partners = self.env["res.partner"].with_user(user)
            known = self.webhooks.with_user(user).fields_get(["partner_id"])
            domain = safe_eval(known["partner_id"]["domain"], {"team_id": team.id})
            found = partners.search(domain)
            with self.subTest(user=user.name, team=team.name):
                self.assertLessEqual(self.shop | alone, found.sudo())
                self.assertEqual(self.cafe in found.sudo(), not team)
                for client in found:
                    values = {"name": "Mine", "url": ADDRESS, "team_id": team.id}
                    self.webhooks.with_user(user).create(
                        {**values, "partner_id": client.id}
                    ).flush_recordset()
