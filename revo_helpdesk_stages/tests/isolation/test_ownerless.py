"""What has no owner is everybody's in Odoo; a reseller's and a client's is never."""

from contextlib import suppress

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.isolation.ir_rule import OF_A_USER
from ..common import SupportLineCase, SupportLineHttpCase

# What resellers or clients may create, and who sees it besides, for another reason than
# an owner. A model that is in neither list is a hole until somebody thinks about it.
_HELD_OTHERWISE = {
    "auth.passkey.key": "Odoo's rule: whose they are",
    "discuss.channel": "rules of conversations",
    "discuss.channel.member": "rules of conversations",
    "helpdesk.ticket": "rules of tickets",
    "helpdesk.ticket.escalation": "read with the ticket, of the own reseller alone",
    "helpdesk.webhook": "a rule by the own reseller",
    "ir.attachment": "rules of files",
    "mail.activity": "rules of activities",
    "mail.followers": "rules of followers",
    "mail.message": "rules of messages",
    "mail.notification": "rules of notifications",
    "mail.shortcode": "a rule by teams",
    "mail.template": "a rule that keeps all of them",
    "rating.rating": "a rule that keeps all of them",
    "res.partner": "rules of contacts",
    "res.users.settings": "Odoo's rule: whose they are",
    "res.users.settings.embedded.action": "Odoo's rule: whose they are",
    "res.users.settings.volumes": "Odoo's rule: whose they are",
}


@tagged("post_install", "-at_install")
class TestOwnerless(SupportLineCase):
    def _find_candidates(self):
        """Return what resellers or clients may create or change, wizards aside."""
        found = set()
        for user in (self.ana, self.cleo):
            access = self.env["ir.model.access"].with_user(user)
            for mode in ("create", "write"):
                found |= access._get_allowed_models(mode)
        return {
            name
            for name in found
            if not self.env[name]._transient and not self.env[name]._abstract
        }

    def test_nobody_has_forgotten_a_model(self):
        candidates = self._find_candidates()
        self.assertIn("ir.filters", candidates)
        self.assertFalse(candidates - OF_A_USER.keys() - _HELD_OTHERWISE.keys())


@tagged("post_install", "-at_install")
class TestOwnRecords(SupportLineHttpCase):
    """What somebody saves for everybody is their own, and everybody's is not theirs."""

    def _prepare(self, name, **values):
        return {
            "name": name,
            "model_id": "helpdesk.ticket",
            "domain": "[('id', '=', 0)]",
            "is_default": True,
            **values,
        }

    def _get_owners(self, found):
        return found["user_ids" if "user_ids" in found._fields else "user_id"]

    def _get_offered(self, user):
        """Return the names of the filters that a user's board offers."""
        filters = self.env["ir.filters"].with_user(user)
        return {found["name"] for found in filters.get_filters("helpdesk.ticket")}

    def test_a_filter_for_everybody_is_a_resellers_alone(self):
        self._log_in(self.ana)
        filters = self.env["ir.filters"]
        create = "create_or_replace"
        if not hasattr(filters, create):
            create = "create_filter"
        for name, owner in (("Nobody's", False), ("Mia's", self.mia.id)):
            answer = self._call(
                "ir.filters", create, self._prepare(name, **self._own(owner))
            )
            found = filters.browse(answer["result"])
            self.assertEqual(self._get_owners(found), self.ana)
            self._call(
                "ir.filters", "web_save", found.ids, self._own(owner), specification={}
            )
            found.invalidate_recordset()
            self.assertEqual(self._get_owners(found), self.ana)
        self.assertEqual(self._get_offered(self.ana), {"Nobody's", "Mia's"})
        for user in (self.mia, self.sam, self.ben, self.rita, self.cleo):
            self.assertEqual(self._get_offered(user), set(), user.name)

    def _own(self, owner):
        if "user_ids" in self.env["ir.filters"]._fields:
            return {"user_ids": [Command.set([owner] if owner else [])]}
        return {"user_id": owner}

    def test_a_client_shares_no_filter_either(self):
        filters = self.env["ir.filters"].with_user(self.cleo)
        found = filters.create(self._prepare("Nobody's", **self._own(False)))
        self.assertEqual(self._get_owners(found.sudo()), self.cleo)
        self.assertEqual(self._get_offered(self.mia), set())

    def test_staff_share_filters_among_themselves(self):
        self.env["ir.filters"].with_user(self.sam).create(
            self._prepare("The board", **self._own(False))
        )
        for user in (self.sam, self.mia, self.dan):
            self.assertEqual(self._get_offered(user), {"The board"})
        for user in (self.ana, self.cleo):
            self.assertEqual(self._get_offered(user), set())
            self.assertFalse(self.env["ir.filters"].with_user(user).search([]))

    def test_what_has_no_owner_is_of_who_made_it(self):
        """Each model by itself: a reseller and a client find none that somebody of the
        vendor, or another reseller, has made for everybody.
        """
        made = {
            "ir.exports": {"name": "Lines", "resource": "helpdesk.ticket"},
            "base_import.mapping": {
                "res_model": "helpdesk.ticket",
                "column_name": "Titre",
                "field_name": "name",
            },
            "ir.filters": self._prepare("Board", **self._own(False)),
        }
        self.assertGreaterEqual(OF_A_USER.keys(), made.keys())
        for model, values in made.items():
            for maker in (self.mia, self.rita):
                # sudo: whoever may export or import.
                record = self.env[model].with_user(maker).sudo().create(values)
                if model == "ir.exports":
                    record.export_fields = [(0, 0, {"name": "number"})]
                values.pop("is_default", None)
                values["name"] = "Another"
                if model == "base_import.mapping":
                    values.pop("name")
                for user in (self.ana, self.cleo):
                    with self.subTest(model=model, user=user.name):
                        self._find_nothing(user, record)
                        if model == "ir.exports":
                            self._find_nothing(user, record.export_fields)
                if "user_id" in values:
                    break

    def _find_nothing(self, user, records):
        model = records.browse().with_user(user)
        loggers = (
            "odoo.addons.base.models.ir_rule",
            "odoo.addons.base.models.ir_model",
        )
        # The access list may say no already.
        with mute_logger(*loggers), suppress(AccessError):
            self.assertFalse(model.search([("id", "in", records.ids)]))
            with self.assertRaises(AccessError):
                records.sudo(False).with_user(user).read(["display_name"])

    def test_clients_are_not_shown_who_is_in_a_channel_of_everybody(self):
        channels = self.env["discuss.channel"]
        channel = channels.create({"name": "Everybody", "channel_type": "channel"})
        channel.group_public_id = False
        channel.add_members(self.sam.partner_id.ids)
        mine = channels.create({"name": "Ours", "channel_type": "channel"})
        mine.group_public_id = False
        mine.add_members((self.sam | self.cleo).partner_id.ids)
        found = channels.with_user(self.cleo).search([])
        self.assertNotIn(channel, found)
        self.assertIn(mine, found)
        members = self.env["discuss.channel.member"].with_user(self.cleo).search([])
        self.assertNotIn(channel, members.channel_id)
        self.assertIn(mine, members.channel_id)
        for user in (self.sam, self.pia):
            self.assertIn(channel, channels.with_user(user).search([]))
