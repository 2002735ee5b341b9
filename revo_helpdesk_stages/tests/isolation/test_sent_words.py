"""What was sent on a ticket stays as it was; where a manager changes it, it shows."""

from odoo.exceptions import AccessError
from odoo.tools import html2plaintext

from .refusals import RefusalCase

SAID = "It works with the second cable."


class TestSentWords(RefusalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("in_progress_support", user=cls.sam)
        cls.sent = {
            user: cls.ticket.with_user(user).message_post(
                body=SAID,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                attachments=[("cable.txt", b"A cable.")],
            )
            for user in (cls.ana, cls.sam)
        }
        for message in cls.sent.values():
            # As the web client itself may not do.
            assert message.sudo().attachment_ids

    def _assert_unchanged(self):
        for user, message in self.sent.items():
            message = message.sudo()
            self.assertTrue(message.exists(), user.name)
            self.assertIn(SAID, message.body)
            self.assertEqual(message.author_id, user.partner_id)
            self.assertEqual(message.attachment_ids.name, "cable.txt")
            self.assertEqual(message.attachment_ids.raw, b"A cable.")

    def test_nobody_changes_or_deletes_what_was_sent(self):
        group = self.env.ref("mail.mt_note").id
        for user in (self.ana, self.ben, self.sam, self.sue, self.pia):
            self._log_in(user)
            for message in self.sent.values():
                for vals in (
                    {"body": "Something else."},
                    {"subject": "Something else"},
                    {"date": "2020-01-01 00:00:00"},
                    {"author_id": user.partner_id.id},
                    {"email_from": user.email},
                    {"attachment_ids": [(5,)]},
                    {"partner_ids": [(4, user.partner_id.id)]},
                    {"is_internal": False},
                    {"subtype_id": group},
                    {"message_type": "notification"},
                    {"model": False, "res_id": False},
                ):
                    self._refuse("mail.message", "write", message.ids, vals)
                self._refuse("mail.message", "unlink", message.ids)
        self._assert_unchanged()

    def test_nor_by_the_routes_of_the_chatter(self):
        for user, message in self.sent.items():
            self._log_in(user)
            for body, files in (("Other", []), ("", []), ("Other", None)):
                changes = {"body": body, "attachment_ids": files or []}
                self._refuse_route(
                    "/mail/message/update_content",
                    message_id=message.id,
                    update_data=changes,
                    **changes,
                )
        self._assert_unchanged()

    def test_a_file_that_was_sent_stays(self):
        for user in (self.ana, self.ben, self.sam):
            self._log_in(user)
            for message in self.sent.values():
                file = message.sudo().attachment_ids
                self._refuse("ir.attachment", "unlink", file.ids)
                for vals in (
                    {"name": "other.txt"},
                    {"raw": "Other"},
                    {"datas": "T3RoZXI="},
                    {"res_id": False},
                    {"mimetype": "text/html"},
                ):
                    self._refuse("ir.attachment", "write", file.ids, vals)
                self._refuse_route("/mail/attachment/delete", attachment_id=file.id)
        self._assert_unchanged()

    def test_what_was_not_sent_yet_is_its_owners(self):
        self._log_in(self.ana)
        values = {
            "name": "mine.txt",
            "raw": "Mine",
            "res_model": "helpdesk.ticket",
            "res_id": self.ticket.id,
        }
        file = self._do("ir.attachment", "create", [values])
        self._do("ir.attachment", "write", file, {"name": "better.txt"})
        self._do("ir.attachment", "unlink", file)

    def test_reading_liking_and_starring_changes_no_words(self):
        message = self.sent[self.sam]
        self._log_in(self.ana)
        self._do("mail.message", "toggle_message_starred", message.ids)
        self._do("mail.message", "set_message_done", message.ids)
        answer = self._post_json(
            "/mail/message/reaction", message_id=message.id, content="👍", action="add"
        )
        self.assertNotIn("error", answer)
        self.env.invalidate_all()
        self.assertIn(self.ana.partner_id, message.sudo().starred_partner_ids)
        self.assertEqual(message.sudo().reaction_ids.content, "👍")

    def test_a_manager_changes_a_text_and_it_shows(self):
        message = self.sent[self.ana]
        self._log_in(self.mia)
        self._do("mail.message", "write", message.ids, {"body": "Redacted."})
        self.assertEqual(html2plaintext(message.sudo().body), "Redacted.")
        trace = self.ticket.message_ids[:1]
        self.assertIn(SAID, trace.body)
        self.assertIn("Ana", trace.body)
        self.assertEqual(trace.author_id, self.mia.partner_id)
        self.assertEqual(trace.audience, message.sudo().audience)

    def test_a_manager_deletes_a_text_and_it_shows_to_its_readers(self):
        note = self.ticket.with_user(self.sam).message_post(
            body="Between us.", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        before = self.ticket.message_ids
        self._log_in(self.mia)
        self._do("mail.message", "unlink", note.ids)
        trace = self.ticket.message_ids - before
        self.assertIn("Between us.", trace.body)
        self.assertEqual(trace.audience, "vendor")
        own = self.env["mail.message"].with_user(self.ana)
        self.assertFalse(own.search([("id", "=", trace.id)]))
        for vendor in (self.sam, self.mia):
            own = self.env["mail.message"].with_user(vendor)
            self.assertTrue(own.search([("id", "=", trace.id)]))

    def test_a_client_reads_what_became_of_its_words(self):
        answer = self._as(self.cleo, self.ticket).message_post(
            body="It is broken.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self._log_in(self.mia)
        self._do("mail.message", "write", answer.ids, {"body": "It works."})
        self._log_in(self.cleo)
        page = self._get_page(self.ticket)
        self.assertIn("It works.", page)
        self.assertIn("It is broken.", page)
        self.assertNotIn("Mia", page)

    def test_a_manager_deletes_a_file_and_it_shows(self):
        message = self.sent[self.sam]
        before = self.ticket.message_ids
        self._log_in(self.mia)
        self._do("ir.attachment", "unlink", message.sudo().attachment_ids.ids)
        self.assertFalse(message.sudo().attachment_ids)
        self.assertIn("cable.txt", (self.ticket.message_ids - before).body)

    def test_what_the_system_noted_is_nobodys_to_change(self):
        values = self.env["mail.tracking.value"].create(
            {
                "field_id": self.env["ir.model.fields"]
                ._get("helpdesk.ticket", "stage_id")
                .id,
                "mail_message_id": self.sent[self.ana].id,
                "old_value_char": "Backlog",
            }
        )
        admin = self.env.ref("base.user_admin")
        for change in (
            lambda v: v.write({"old_value_char": "Other"}),
            lambda v: v.unlink(),
        ):
            with self.assertRaises(AccessError):
                change(values[:1].with_user(admin))

    def test_the_server_clears_emails_away_whoever_works_meanwhile(self):
        message = self.sent[self.ana].sudo()
        about = self.env["mail.mail"].create({"mail_message_id": message.id})
        alone = self.env["mail.mail"].create(
            {"model": self.ticket._name, "res_id": self.ticket.id, "body": "<p>x</p>"}
        )
        text = alone.mail_message_id
        (about | alone).with_user(self.pia).sudo().unlink()
        self.assertFalse(text.exists())
        self._assert_unchanged()

    def test_a_ticket_goes_with_what_was_written_on_it(self):
        self.ticket.with_user(self.mia).unlink()
        self.assertFalse(self.ticket.exists())
        for message in self.sent.values():
            self.assertFalse(message.sudo().exists())

    def test_closing_an_activity_keeps_its_files(self):
        activity = self.ticket.with_user(self.ana).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.ana.id
        )
        self._log_in(self.ana)
        values = {"name": "plan.txt", "raw": "A plan."}
        place = {"res_model": "mail.activity", "res_id": activity.id}
        self._do("ir.attachment", "create", [{**values, **place}])
        message = self._do("mail.activity", "action_feedback", activity.ids)
        files = self.env["mail.message"].browse(message).sudo().attachment_ids
        self.assertEqual(files.name, "plan.txt")
