"""Who splits a ticket, who reads what went along, and what is refused."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from ..common import AccountsCase, AccountsHttpCase
from .split_case import SplitMixin

RULES = "odoo.addons.base.models.ir_rule"
ACCESS = "odoo.addons.base.models.ir_model"


class CaseWithSupport(SplitMixin, AccountsCase):
    """North's client has a ticket that stands with support, with texts and files for
    each audience."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls()
        cls.case = cls._create_ticket_in("in_progress_support", user=cls.sam)
        cls.texts = {
            "client": case._write(cls.cleo, cls.case, files=["asked.txt"])
            | case._write(cls.ana, cls.case, "note", files=["told.txt"]),
            "reseller": case._write(cls.ana, cls.case, files=["tested.txt"]),
            "vendor": case._write(cls.sam, cls.case, "note", files=["internal.txt"]),
        }
        cls.all_texts = cls.env["mail.message"].union(*cls.texts.values())
        cls.people = (
            cls.cleo
            | cls.cora
            | cls.ana
            | cls.ben
            | cls.rita
            | cls.sam
            | cls.sue
            | cls.dan
            | cls.pia
            | cls.mia
        )


class TestReaders(CaseWithSupport):
    def _assert_not_wider(self, originals, copies):
        self.assertEqual(len(copies), len(originals))
        for original, copy in zip(originals, copies, strict=True):
            with self.subTest(text=original.body):
                self.assertEqual(copy.audience, original.audience)
                self._assert_readers_within(original, copy)
                for file, its_copy in zip(
                    original.attachment_ids, copy.attachment_ids, strict=True
                ):
                    self.assertEqual(its_copy.audience, file.audience)
                    self._assert_readers_within(file, its_copy)

    def _assert_readers_within(self, original, copy):
        before = self._get_readers(original, self.people)
        after = self._get_readers(copy, self.people)
        self.assertFalse(after - before, "read by more people than before")

    def test_nobody_reads_more_than_before(self):
        for user in (self.sam, self.mia):
            new = self._split(self.case, user, *self.all_texts)
            self._assert_not_wider(self.all_texts, self._get_copies(new))

    def test_each_role_reads_what_it_read(self):
        new = self._split(self.case, self.sam, *self.all_texts)
        # Support and the client's reseller go on with what they had; the rest of the
        # vendor knows the new ticket once it is escalated.
        for user, audiences in (
            (self.cleo, {"client"}),
            (self.ana, {"client", "reseller"}),
            (self.sam, {"client", "reseller", "vendor"}),
            (self.mia, {"client", "reseller", "vendor"}),
            (self.sue, set()),
            (self.dan, set()),
            (self.rita, set()),
            (self.cora, set()),
        ):
            for copy in self._get_copies(new):
                with self.subTest(user=user.name, audience=copy.audience):
                    reads = copy.audience in audiences
                    self.assertEqual(self._reads(user, copy), reads)
                    self.assertEqual(self._reads(user, copy.attachment_ids), reads)

    def test_a_reseller_takes_along_what_it_reads(self):
        wizard = self._begin(self.case, self.ana)
        self.assertEqual(
            wizard.message_ids.message_id, self.all_texts - self.texts["vendor"]
        )
        new = self._split(self.case, self.ana, *self.all_texts)
        self.assertEqual(len(self._get_copies(new)), 3)

    def test_a_direct_teams_notes_stay_its_own(self):
        ticket = self._open()
        asked = self._write(self.cati, ticket, files=["asked.txt"])
        note = self._write(self.kim, ticket, "note", files=["note.txt"])
        new = self._split(ticket, self.kim, asked, note)
        self.people |= self.cati | self.bea | self.kim | self.max
        self._assert_not_wider(asked | note, self._get_copies(new))

    def test_a_file_of_two_messages_is_not_read_by_the_wider_ones_readers(self):
        file = self.texts["client"][0].attachment_ids
        note = (
            self.case.with_user(self.sam)
            .message_post(
                body="What is this?",
                message_type="comment",
                subtype_xmlid="mail.mt_note",
                attachment_ids=file.ids,
            )
            .sudo()
        )
        self.assertEqual(file.audience, "client")
        (copy,) = self._get_copies(self._split(self.case, self.sam, note))
        self.assertEqual(copy.attachment_ids.audience, "vendor")
        self.assertEqual(file.audience, "client")
        both = self.texts["client"][0] | note
        new = self._split(self.case, self.sam, *both)
        copies = self._get_copies(new).attachment_ids
        self.assertEqual(copies.mapped("audience"), ["client"])

    def test_a_file_of_no_message_keeps_its_readers(self):
        files = self.env["ir.attachment"]
        for user in (self.ana, self.sam):
            files |= files.with_user(user).create(
                {
                    "name": user.name,
                    "raw": b"x",
                    "res_model": "helpdesk.ticket",
                    "res_id": self.case.id,
                }
            )
        new = self._split(self.case, self.sam, attachment_ids=[Command.set(files.ids)])
        copies = new.sudo().attachment_ids.sorted("id")
        self.assertEqual(copies.mapped("audience"), ["reseller", "vendor"])
        for file, copy in zip(files, copies, strict=True):
            self._assert_readers_within(file, copy)

    def test_the_description_shows_no_file_to_more_people(self):
        (note,) = self.texts["vendor"]
        secret = note.attachment_ids
        link = (
            f"/web/image/{secret.id}?access_token={secret.generate_access_token()[0]}"
        )
        new = self._split(
            self.case, self.sam, note, description=f'<p>See <img src="{link}"></p>'
        )
        self.assertEqual(secret.audience, "vendor")
        (copy,) = self._get_copies(new)
        self.assertEqual(copy.attachment_ids.audience, "vendor")

    def test_it_stays_with_the_reseller_who_has_the_rest(self):
        """The client goes to another reseller, its ticket stays."""
        self.shop.reseller_team_id = self.south
        for user in (self.sam, self.mia, self.ana):
            new = self._split(self.case, user, *self.texts["reseller"])
            self.assertEqual(new.reseller_team_id, self.north)
            self.assertFalse(self._get_readers(self._get_copies(new), self.rita))

    def test_the_vendors_member_of_a_reseller_takes_no_case_there(self):
        self.south.user_ids |= self.mia
        new = self._split(self.case, self.mia, *self.texts["reseller"])
        self.assertEqual(new.reseller_team_id, self.north)

    def test_a_case_without_a_reseller_gets_none(self):
        self._create_client("Kiosk").child_ids = self.cleo.partner_id
        self.company.helpdesk_default_reseller_team_id = False
        case = self._create_ticket()
        self.assertFalse(case.reseller_team_id)
        message = self._write(self.sam, case)
        self.company.helpdesk_default_reseller_team_id = self.south
        new = self._split(case, self.sam, message)
        self.assertFalse(new.reseller_team_id)
        self.assertEqual(new.team_id, self.support)


class TestLinks(CaseWithSupport):
    def test_each_names_the_other_to_whoever_reads_both(self):
        new = self._split(self.case, self.sam)
        for user in (self.sam, self.ana, self.mia):
            self.assertEqual(self.case.with_user(user).split_ids, new)
            self.assertEqual(new.with_user(user).split_source_id, self.case)
        # Sue knows the ticket, and not what stands with the reseller alone.
        self.assertFalse(self.case.with_user(self.sue).split_ids)

    def test_the_texts_name_the_other_by_number_alone(self):
        new = self._split(self.case, self.sam, name="The secret plan")
        told = (
            self.env["mail.message"]
            .with_user(self.sue)
            .search([("model", "=", "helpdesk.ticket"), ("res_id", "=", self.case.id)])
        )
        said = "".join(told.mapped("body"))
        self.assertIn(new.number, said)
        self.assertNotIn("secret plan", said)

    def test_nobody_names_a_source_of_others(self):
        foreign = self._create_ticket(
            opener=self.rita, origin="client", partner_id=self.cora.partner_id.id
        )
        for user in (self.ana, self.sam):
            with self.assertRaises(AccessError), mute_logger(RULES, ACCESS):
                self._create_ticket(opener=user, split_from_id=foreign.id)
                self.env.flush_all()
            with self.assertRaises(AccessError), mute_logger(RULES, ACCESS):
                self.case.with_user(user).split_from_id = foreign


class TestWhoSplits(CaseWithSupport):
    def test_clients_split_nothing(self):
        for user in (self.cleo, self.cora, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError), mute_logger(RULES, ACCESS):
                self.case.with_user(user).action_split()

    def test_others_split_nothing(self):
        alone = self._create_ticket()
        for user, ticket in (
            (self.rita, self.case),
            (self.sam, alone),
            (self.dan, alone),
            (self.ana, self._open()),
        ):
            with self.subTest(user=user.name), mute_logger(RULES, ACCESS):
                with self.assertRaises(AccessError):
                    ticket.with_user(user).action_split()

    def test_several_tickets_are_not_split_at_once(self):
        with self.assertRaisesRegex(UserError, "One ticket is split at a time"):
            (self.case | self._create_ticket()).with_user(self.ana).action_split()
        with self.assertRaisesRegex(UserError, "One ticket is split at a time"):
            self.tickets.with_user(self.ana).action_split()

    def test_who_lost_the_ticket_meanwhile_splits_nothing(self):
        wizard = self._choose(self._begin(self.case, self.ana))
        self.north.user_ids -= self.ana
        with self.assertRaises(AccessError), mute_logger(RULES, ACCESS):
            wizard.action_apply()

    def test_what_is_empty_is_named(self):
        wizard = self._begin(self.case, self.ana)
        with self.assertRaisesRegex(UserError, "under: Title, Description"):
            wizard.action_apply()
        for blank in ("\u200b", " "):
            self._choose(wizard, name=blank)
            with self.assertRaisesRegex(UserError, "under: Title"):
                wizard.action_apply()
        self._choose(wizard, description="<p><br></p>")
        with self.assertRaisesRegex(UserError, "under: Description"):
            wizard.action_apply()


class TestForgedValues(CaseWithSupport):
    """What somebody sends who does not use the form."""

    def setUp(self):
        super().setUp()
        self.foreign = self._create_ticket(opener=self.rita, name="South's secret")
        self.secret = self._write(self.rita, self.foreign, files=["secret.txt"])

    def test_a_message_of_others_is_not_chosen(self):
        wizard = self._begin(self.case, self.ana)
        (vendors,) = self.texts["vendor"]
        for message in (self.secret, vendors):
            for command in (
                Command.create({"message_id": message.id, "chosen": True}),
                Command.update(wizard.message_ids[0].id, {"message_id": message.id}),
            ):
                with self.assertRaises(AccessError), mute_logger(RULES, ACCESS):
                    wizard.write({"message_ids": [command]})

    def test_a_file_of_others_is_not_chosen(self):
        loose = self.secret.attachment_ids.copy()
        (note,) = self.texts["vendor"]
        for file in (self.secret.attachment_ids, note.attachment_ids, loose):
            wizard = self._choose(self._begin(self.case, self.ana))
            with self.assertRaises(AccessError), mute_logger(RULES, ACCESS):
                wizard.attachment_ids = [Command.set(file.ids)]
                wizard.action_apply()
            wizard = self._choose(
                self._begin(self.case, self.ana), *self.texts["client"]
            )
            line = wizard.message_ids.filtered("chosen")[0]
            with self.assertRaises(AccessError), mute_logger(RULES, ACCESS):
                line.attachment_ids = [Command.set(file.ids)]
                wizard.action_apply()

    def test_a_file_of_another_message_does_not_come_by_this_one(self):
        """Sam may read both; yet the clients' readers are not the note's."""
        (note,) = self.texts["vendor"]
        wizard = self._choose(self._begin(self.case, self.sam), *self.texts["client"])
        line = wizard.message_ids.filtered("chosen")[0]
        line.attachment_ids = note.attachment_ids
        with self.assertRaisesRegex(AccessError, "not yours to copy"):
            wizard.action_apply()
        wizard = self._choose(
            self._begin(self.case, self.sam),
            attachment_ids=[Command.set(note.attachment_ids.ids)],
        )
        with self.assertRaisesRegex(AccessError, "you may hand on"):
            wizard.action_apply()

    def test_the_ticket_of_a_window_stays(self):
        wizard = self._begin(self.case, self.ana)
        for name in ("ticket_id", "new_ticket_id"):
            with self.assertRaisesRegex(AccessError, "the button was pressed on"):
                wizard.write({name: self.foreign.id})

    def test_windows_are_their_owners_and_the_servers(self):
        wizard = self._begin(self.case, self.sam)
        for user in (self.ana, self.sue, self.mia):
            with self.assertRaises(AccessError), mute_logger(RULES):
                wizard.with_user(user).read(["name", "ticket_id"])
            with self.assertRaises(AccessError), mute_logger(RULES):
                wizard.message_ids.with_user(user).read(["summary"])
        windows = self.env["helpdesk.ticket.split"]
        for user in (self.ana, self.sam, self.cleo):
            with self.assertRaises(AccessError), mute_logger(ACCESS):
                windows.with_user(user).create({"ticket_id": self.foreign.id})

    def test_what_may_no_longer_be_read_is_not_copied(self):
        (note,) = self.texts["vendor"]
        wizard = self._choose(self._begin(self.case, self.sue), note)
        self.sue.groups_id = self.env.ref("revo_helpdesk_stages.group_reseller_user")
        self.north.user_ids |= self.sue
        self.env.invalidate_all()
        with self.assertRaises(AccessError), mute_logger(RULES):
            wizard.action_apply()

    def test_support_does_not_tell_the_client(self):
        wizard = self._choose(self._begin(self.case, self.sam), tells_client=True)
        with self.assertRaisesRegex(UserError, "not yours to tell the client"):
            wizard.action_apply()


class TestOverRpc(SplitMixin, AccountsHttpCase):
    def _choose_in_gear(self, ticket):
        """Run the entry of the Action menu as the web client does."""
        action = self.env.ref("revo_helpdesk_accounts.helpdesk_ticket_action_split")
        return self._post_json(
            "/web/action/run",
            action_id=action.id,
            context={
                "active_model": ticket._name,
                "active_id": ticket.id,
                "active_ids": ticket.ids,
            },
        )

    def test_a_reseller_splits_as_the_web_client_does(self):
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        self._write(self.cleo, ticket, files=["asked.txt"])
        self._log_in(self.ana)
        action = self._choose_in_gear(ticket)["result"]
        lines = {"summary": {}, "audience": {}, "chosen": {}}
        files = {"fields": {"display_name": {}}}
        (shown,) = self._call(
            action["res_model"],
            "web_read",
            [action["res_id"]],
            specification={
                "ticket_id": {"fields": {"display_name": {}}},
                "message_ids": {"fields": {**lines, "attachment_ids": files}},
            },
        )["result"]
        (line,) = shown["message_ids"]
        self.assertRegex(line["summary"], r"^Shop, Cleo · .* · Client\nA text of Cleo$")
        self.assertEqual(line["attachment_ids"][0]["display_name"], "asked.txt")
        self._call(
            action["res_model"],
            "web_save",
            [action["res_id"]],
            {
                "name": "Another topic",
                "description": "<p>About it.</p>",
                "message_ids": [[1, line["id"], {"chosen": True}]],
            },
            specification={},
        )
        opened = self._call(action["res_model"], "action_apply", [action["res_id"]])
        new = self.tickets.browse(opened["result"]["res_id"])
        self.assertEqual(len(self._get_copies(new)), 1)
        self.assertEqual(new.reseller_team_id, self.north)

    def test_another_resellers_ticket_is_refused_with_words(self):
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        for user in (self.rita, self.cora):
            self._log_in(user)
            with mute_logger(RULES, ACCESS, "odoo.http"):
                answer = self._choose_in_gear(ticket)
            self.assertEqual(
                answer["error"]["data"]["name"], "odoo.exceptions.AccessError"
            )
