"""A second topic of a ticket becomes a ticket of its own."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form

from ..common import AccountsCase
from .split_case import SplitMixin


class SplitCase(SplitMixin, AccountsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.direct = cls._open(
            channel_id=cls.env.ref("helpdesk_mgmt.helpdesk_ticket_channel_phone").id
        )


class TestTheNewTicket(SplitCase):
    def test_it_has_the_client_and_the_team_of_the_other(self):
        self.direct.account_leader_id = self.max
        new = self._split(self.direct, self.kim, request_type="change")
        for name in (
            "account_leader_id",
            "channel_id",
            "commercial_partner_id",
            "company_id",
            "partner_email",
            "partner_id",
            "team_id",
        ):
            self.assertEqual(new[name], self.direct[name], name)
        self.assertEqual(new.name, "A second printer")
        self.assertEqual(new.request_type, "change")
        self.assertIn("in the bar", new.description)
        self.assertNotEqual(new.number, self.direct.number)
        self.assertEqual(new.create_uid, self.kim)

    def test_who_of_the_client_was_named_sees_it_too(self):
        """Whoever splits it: who sees the other topic sees this one, no other."""
        self._create_users({"lena": "client", "otto": "client"})
        people = (self.lena | self.otto).partner_id
        people.write({"parent_id": self.shop.id, "ticket_access": "own"})
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        ticket.named_contact_ids = self.lena.partner_id
        new = self._split(ticket, self.sam)
        self.assertEqual(new.named_contact_ids, self.lena.partner_id)
        for user, seen in ((self.lena, new), (self.otto, new.browse())):
            found = self.tickets.with_user(user).search([("id", "=", new.id)])
            self.assertEqual(found, seen, user.name)

    def test_without_a_type_it_is_to_be_classified(self):
        self.direct.request_type = "support"
        self.assertFalse(self._split(self.direct, self.kim).request_type)

    def test_a_second_support_waits_for_its_turn(self):
        self.direct.with_user(self.kim).request_type = "support"
        new = self._split(self.direct, self.kim, request_type="support")
        self.assertEqual(self.direct.turn, "in_progress")
        self.assertEqual(new.turn, "queued")

    def test_it_starts_where_a_new_case_of_the_team_starts(self):
        self._move_on(self.direct)
        new = self._split(self.direct, self.kim)
        self.assertEqual(new.stage_id, self.accounts._get_applicable_stages()[0])

    def _move_on(self, ticket):
        ticket.with_user(self.kim).stage_id = self.env.ref(
            "helpdesk_mgmt.helpdesk_ticket_stage_awaiting"
        )

    def test_a_clients_case_starts_with_its_reseller(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        for user in (self.sam, self.ana, self.mia):
            new = self._split(ticket, user)
            self.assertEqual(new.origin, "client")
            self.assertEqual(new.stage_id, self.stage["backlog_reseller"])
            self.assertEqual(new.team_id, self.north)
            self.assertEqual(new.reseller_team_id, self.north)
            self.assertTrue(new.with_user(user).read(["name"]))

    def test_a_resellers_case_starts_with_support(self):
        ticket = self._create_ticket(opener=self.ana, origin="reseller")
        new = self._split(ticket, self.ana)
        self.assertEqual(new.origin, "reseller")
        self.assertEqual(new.stage_id, self.stage["backlog_support"])
        self.assertEqual(new.reseller_team_id, self.north)

    def test_it_can_be_split_again_from_either(self):
        first = self._split(self.direct, self.kim)
        second = self._split(self.direct, self.kim)
        third = self._split(first, self.kim)
        seen = self.direct.with_user(self.kim)
        self.assertEqual(seen.split_ids, first | second)
        self.assertEqual(third.with_user(self.kim).split_source_id, first)

    def test_a_resolved_ticket_can_be_split(self):
        done = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        self.direct.with_user(self.kim).stage_id = done
        new = self._split(self.direct, self.kim)
        self.assertFalse(new.closed)
        self.assertEqual(self.direct.stage_id, done)


class TestWhatGoesAlong(SplitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls()
        cls.asked = case._write(cls.cati, cls.direct, files=["bar.png", "menu.pdf"])
        cls.note = case._write(cls.kim, cls.direct, "note")
        cls.answer = case._write(cls.lola, cls.direct)
        cls.asked.date = fields.Datetime.now() - timedelta(days=3)

    def test_nothing_goes_along_unless_it_is_chosen(self):
        wizard = self._begin(self.direct, self.kim)
        self.assertEqual(
            wizard.message_ids.message_id, self.answer | self.note | self.asked
        )
        self.assertFalse(any(wizard.message_ids.mapped("chosen")))
        new = self._split(self.direct, self.kim)
        self.assertFalse(self._get_copies(new))
        self.assertFalse(new.sudo().attachment_ids)

    def test_a_message_is_copied_with_author_date_and_readers(self):
        new = self._split(self.direct, self.kim, self.asked, self.note)
        copies = self._get_copies(new)
        self.assertEqual(len(copies), 2)
        for copy, original in zip(copies, self.asked | self.note, strict=True):
            for name in (
                "audience",
                "author_id",
                "author_tier",
                "date",
                "email_from",
                "is_internal",
                "message_type",
                "subtype_id",
            ):
                self.assertEqual(copy[name], original[name], name)
            self.assertTrue(copy.body.startswith(original.body))
            self.assertIn(f"Copied from {self.direct.number}", copy.body)

    def test_a_subject_of_ones_own_goes_along_and_no_title_of_the_other(self):
        self.asked.subject = "A bar printer"
        self.answer.subject = f"Re: {self.direct.display_name}"
        copies = self._get_copies(
            self._split(self.direct, self.kim, self.asked, self.answer)
        )
        self.assertEqual(copies.mapped("subject"), ["A bar printer", False])

    def test_the_other_ticket_keeps_everything(self):
        before = self._get_copies(self.direct)
        said = before.mapped("body")
        self._split(self.direct, self.kim, self.asked)
        self.assertEqual(self._get_copies(self.direct), before | self._get_told())
        self.assertEqual(before.mapped("body"), said)
        self.assertEqual(len(self.asked.attachment_ids), 2)
        self.assertEqual(
            set(self.asked.attachment_ids.mapped("res_id")), {self.direct.id}
        )

    def _get_told(self):
        return self._get_copies(self.direct)[-1:]

    def test_its_files_go_along_as_copies_of_their_own(self):
        new = self._split(self.direct, self.kim, self.asked)
        (copy,) = self._get_copies(new)
        self.assertEqual(
            sorted(copy.attachment_ids.mapped("name")), ["bar.png", "menu.pdf"]
        )
        self.assertFalse(copy.attachment_ids & self.asked.attachment_ids)
        self.assertEqual(copy.attachment_ids[0].res_id, new.id)
        self.asked.attachment_ids.unlink()
        self.assertIn(b"says.", copy.attachment_ids[0].raw)

    def test_a_file_that_is_taken_off_stays_behind(self):
        wizard = self._choose(self._begin(self.direct, self.kim), self.asked)
        line = wizard.message_ids.filtered("chosen")
        line.attachment_ids -= line.attachment_ids.filtered(
            lambda file: file.name == "menu.pdf"
        )
        new = self.tickets.browse(wizard.action_apply()["res_id"])
        self.assertEqual(new.sudo().attachment_ids.mapped("name"), ["bar.png"])

    def test_files_of_no_message_go_along_one_by_one(self):
        files = (
            self.env["ir.attachment"]
            .with_user(self.kim)
            .create(
                [
                    {
                        "name": name,
                        "raw": b"x",
                        "res_model": "helpdesk.ticket",
                        "res_id": self.direct.id,
                    }
                    for name in ("plan.pdf", "other.pdf")
                ]
            )
        )
        wizard = self._begin(self.direct, self.kim)
        self.assertEqual(wizard.loose_ids, files)
        new = self._split(self.direct, self.kim, attachment_ids=[(6, 0, files[0].ids)])
        self.assertEqual(new.sudo().attachment_ids.mapped("name"), ["plan.pdf"])

    def test_an_image_in_a_text_is_the_copys_own(self):
        image = self.asked.attachment_ids[0]
        token = image.generate_access_token()[0]
        self.asked.body = f'<img src="/web/image/{image.id}?access_token={token}">'
        new = self._split(
            self.direct, self.kim, self.asked, description=self.asked.body
        )
        (copy,) = self._get_copies(new)
        own = copy.attachment_ids.filtered(lambda file: file.name == image.name)
        for text in (copy.body, new.description):
            self.assertIn(f"/web/image/{own.id}?access_token={own.access_token}", text)
            self.assertNotIn(token, text)

    def test_a_copy_of_a_copy_is_the_same(self):
        first = self._split(self.direct, self.kim, self.asked)
        (copy,) = self._get_copies(first)[:1]
        (again,) = self._get_copies(self._split(first, self.kim, copy))
        self.assertEqual(again.date, self.asked.date)
        self.assertEqual(again.author_id, self.cati.partner_id)
        self.assertEqual(again.audience, "client")
        self.assertEqual(len(again.attachment_ids), 2)

    def test_the_first_chosen_words_of_the_client_are_proposed(self):
        wizard = self._begin(self.direct, self.kim)
        with Form(wizard) as form:
            form.name = "Another topic"
            self._tick(form, wizard, self.note)
            self.assertFalse(form.description)
            self._tick(form, wizard, self.asked)
            self.assertIn("A text of Cati", form.description)
            form.description = "<p>Mine</p>"
            self._tick(form, wizard, self.answer)
            self.assertIn("Mine", form.description)

    def _tick(self, form, wizard, message):
        lines = wizard.message_ids.message_id
        with form.message_ids.edit(lines.ids.index(message.id)) as line:
            line.chosen = True

    def test_what_odoo_logs_is_no_message_to_choose(self):
        self.direct.with_user(self.kim).priority = "2"
        self.direct.with_user(self.kim).user_id = self.kim
        self._split(self.direct, self.kim)
        wizard = self._begin(self.direct, self.kim)
        self.assertEqual(len(wizard.message_ids), 3)


class TestManyMessages(SplitCase):
    def test_the_newest_are_shown_and_older_ones_on_request(self):
        self._create_messages(230)
        wizard = self._begin(self.direct, self.kim)
        self.assertEqual(len(wizard.message_ids), 100)
        self.assertIn("Text 229", wizard.message_ids[0].summary)
        wizard.action_show_older()
        wizard.action_show_older()
        self.assertEqual(len(wizard.message_ids), 230)
        self.assertFalse(wizard.has_older)
        oldest = wizard.message_ids[-1].message_id
        new = self._split_chosen(wizard, oldest)
        self.assertIn("Text 0", self._get_copies(new).body)

    def _split_chosen(self, wizard, *messages):
        self._choose(wizard, *messages)
        return self.tickets.browse(wizard.action_apply()["res_id"])

    def test_many_messages_cost_no_query_each(self):
        self._create_messages(90)
        few, many = (self._count_queries(list(range(count))) for count in (10, 80))
        self.assertLess(many - few, 14)

    def _count_queries(self, chosen):
        wizard = self._begin(self.direct, self.kim)
        lines = [wizard.message_ids[number] for number in chosen]
        self._choose(wizard, *(line.message_id for line in lines))
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        wizard.action_apply()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _create_messages(self, count):
        self.env["mail.message"].create(
            [
                {
                    "model": "helpdesk.ticket",
                    "res_id": self.direct.id,
                    "message_type": "comment",
                    "audience": "client",
                    "author_tier": "client",
                    "author_id": self.cati.partner_id.id,
                    "email_from": "cati@line.example",
                    "subtype_id": self.env.ref("mail.mt_comment").id,
                    "body": f"<p>Text {number}</p>",
                }
                for number in range(count)
            ]
        )


class TestNothingHappensTwice(SplitCase):
    def test_a_copy_tells_nobody_again(self):
        asked = self._write(self.cati, self.direct)
        new = self._split(self.direct, self.kim, asked, tells_client=False)
        (copy,) = self._get_copies(new)
        self.assertFalse(copy.notification_ids)
        self.assertFalse(copy.partner_ids)
        self.assertFalse(copy.starred_partner_ids)
        self.assertNotEqual(copy.message_id, asked.message_id)

    def test_pressing_twice_opens_the_same_ticket(self):
        wizard = self._choose(self._begin(self.direct, self.kim))
        first, second = wizard.action_apply(), wizard.action_apply()
        self.assertEqual(first["res_id"], second["res_id"])
        self.assertEqual(len(self.direct.with_user(self.kim).split_ids), 1)

    def test_no_move_takes_a_copy_for_what_it_asks_for(self):
        ticket = self._create_ticket_in("in_progress_reseller", user=self.ana)
        note = self._write(self.ana, ticket, "note")
        message = self._write(self.ana, ticket, "message")
        (note | message).requirement = "evidence"
        new = self._split(ticket, self.ana, note, message)
        for code in ("backlog_client", "backlog_support"):
            with self.assertRaisesRegex(UserError, "once this is written"):
                new.with_user(self.ana).stage_id = self.stage[code]
        # It is the copy that does not count, not the way to write.
        self._write(self.ana, new, "note")
        new.with_user(self.ana).stage_id = self.stage["backlog_client"]


class TestTheClientWaits(SplitCase):
    def test_words_that_nobody_answered_wait_for_an_answer(self):
        asked = self._write(self.cati, self.direct)
        waiting = fields.Datetime.now() - timedelta(hours=2)
        asked.date = self.direct.answer_since = waiting
        new = self._split(self.direct, self.kim, asked)
        self.assertEqual(new.answer_since, waiting)
        self.assertEqual(self.direct.answer_since, waiting)

    def test_words_that_were_answered_wait_for_nothing(self):
        asked = self._write(self.cati, self.direct)
        self._write(self.kim, self.direct)
        again = self._write(self.cati, self.direct)
        new = self._split(self.direct, self.kim, asked)
        self.assertFalse(new.answer_since)
        self.assertTrue(self._split(self.direct, self.kim, again).answer_since)

    def test_the_copy_of_an_answer_answers_nothing(self):
        self._write(self.cati, self.direct)
        answer = self._write(self.kim, self.direct)
        again = self._write(self.cati, self.direct)
        new = self._split(self.direct, self.kim, answer, again)
        self.assertTrue(new.answer_since)

    def test_a_note_answers_nobody(self):
        asked = self._write(self.cati, self.direct)
        self._write(self.kim, self.direct, "note")
        self.assertTrue(self._split(self.direct, self.kim, asked).answer_since)

    def test_a_date_that_an_email_claims_is_believed_within_reason(self):
        asked = self._write(self.cati, self.direct)
        since = self.direct.answer_since
        for days in (-900, 900):
            asked.date = fields.Datetime.now() + timedelta(days=days)
            new = self._split(self.direct, self.kim, asked)
            self.assertGreaterEqual(new.answer_since, since)
            self.assertLessEqual(new.answer_since, fields.Datetime.now())
