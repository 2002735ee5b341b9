"""Nobody of the line points at what is not theirs."""

import base64

from odoo.tools import mute_logger

from ..compat import OPENING_A_GROUP
from .refusals import RefusalCase

FOREIGN = "Zanzibar"


class TestPointing(RefusalCase):
    """North's people, and what is South's, or the vendor's alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_ticket_in("in_progress_support", user=cls.sam)
        cls.foreign = cls._create_ticket(
            opener=cls.rita, name=FOREIGN, partner_id=cls.cora.partner_id.id
        )
        cls.message = cls.own.with_user(cls.ana).message_post(
            body="<p>Ours.</p>",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        cls.secret = cls.own.with_user(cls.sam).message_post(
            body=f"<p>{FOREIGN}</p>",
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            attachments=[(f"{FOREIGN}.txt", b"Internal.")],
        )
        cls.file = cls.secret.sudo().attachment_ids

    def _create_activity(self, user, ticket):
        return ticket.with_user(user).activity_schedule(
            "mail.mail_activity_data_todo", user_id=user.id
        )

    def _create_chat(self, user, other):
        chat = self.env["discuss.channel"].with_user(user)
        people = self.env["res.users"].browse([user.id, other.id]).partner_id
        return getattr(chat, OPENING_A_GROUP)(people.ids)

    def _upload(self, **values):
        content = base64.b64encode(b"What it says.").decode()
        vals = {"name": "mine.txt", "datas": content, **values}
        return self._do("ir.attachment", "create", [vals])[0]

    def test_a_reply_quotes_nothing_that_its_author_may_not_read(self):
        group = self.env["discuss.channel"].create(
            {
                "name": "Ours",
                "channel_type": "group",
                "channel_member_ids": [(0, 0, {"partner_id": self.ana.partner_id.id})],
            }
        )
        self._log_in(self.ana)
        values = {"model": "discuss.channel", "res_id": group.id, "body": "Look"}
        for message in (self.secret, self.foreign.message_ids[:1]):
            quoting = {**values, "parent_id": message.id}
            self._refuse("mail.message", "create", [quoting])
            self._do(
                "discuss.channel",
                "message_post",
                group.ids,
                body="Look",
                message_type="comment",
                parent_id=message.id,
            )
            self.assertNotEqual(group.message_ids[:1].parent_id, message)
        self._do("mail.message", "create", [{**values, "parent_id": self.message.id}])

    def test_an_activity_stays_on_documents_of_its_owner(self):
        activity = self._create_activity(self.ana, self.own)
        contact = self.env["ir.model"]._get("res.partner")
        self._log_in(self.ana)
        for vals in (
            {"res_id": self.foreign.id},
            {"res_model_id": contact.id, "res_id": self.cora.partner_id.id},
            {"res_model_id": contact.id, "res_id": self.sam.partner_id.id},
        ):
            self._refuse("mail.activity", "write", activity.ids, vals)
        self._refuse(
            "mail.activity",
            "create",
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id("helpdesk.ticket"),
                    "res_id": self.foreign.id,
                }
            ],
        )
        self.assertEqual(activity.res_id, self.own.id)
        self._do("mail.activity", "action_feedback", activity.ids, feedback="Done.")

    def test_an_activity_that_was_left_behind_posts_nothing(self):
        """Whose ticket it is not any more writes nothing on it by closing it."""
        activity = self._create_activity(self.ana, self.own)
        self.own.sudo().write({"reseller_team_id": self.south.id})
        self.env.flush_all()
        self.cr.precommit.run()
        before = len(self.own.message_ids)
        self._log_in(self.ana)
        self._refuse("mail.activity", "action_feedback", activity.ids, feedback="Hi")
        self._refuse("mail.activity", "action_done", activity.ids)
        self.assertEqual(len(self.own.message_ids), before)

    def test_support_closes_nothing_on_what_a_reseller_handles_alone(self):
        activity = self._create_activity(self.sam, self.own)
        other = self._create_ticket_in("in_progress_support")
        self._log_in(self.sam)
        self._refuse(
            "mail.activity", "write", activity.ids, {"res_id": self.foreign.id}
        )
        self._do("mail.activity", "write", activity.ids, {"res_id": other.id})

    def test_a_message_is_moved_nowhere(self):
        self._log_in(self.ana)
        for vals in ({"res_id": self.foreign.id}, {"parent_id": self.secret.id}):
            self._refuse("mail.message", "write", self.message.ids, vals)
        self.assertEqual(self.message.res_id, self.own.id)

    def test_a_message_carries_only_files_that_its_author_may_read(self):
        group = self._create_chat(self.ana, self.ben)
        self._log_in(self.ana)
        values = {"model": "discuss.channel", "res_id": group.id, "body": "Look"}
        for commands in ([(4, self.file.id)], [(6, 0, self.file.ids)]):
            linking = {**values, "attachment_ids": commands}
            self._refuse("mail.message", "create", [linking])
            default = {"default_attachment_ids": commands}
            # 17.0 takes no default for it, 19.0 does.
            with mute_logger("odoo.http"):
                self._call("mail.message", "create", [values], context=default)
            carriers = self.env["mail.message"].search(
                [("attachment_ids", "in", self.file.ids)]
            )
            self.assertEqual(carriers.mapped("model"), ["helpdesk.ticket"])
        mine = self._do("mail.message", "create", [values])
        self._refuse(
            "mail.message", "write", mine, {"attachment_ids": [(4, self.file.id)]}
        )
        upload = self._upload()
        self._do("mail.message", "write", mine, {"attachment_ids": [(4, upload)]})

    def test_a_message_names_only_people_whom_its_author_may_see(self):
        group = self._create_chat(self.ana, self.ben)
        self._log_in(self.ana)
        values = {"model": "discuss.channel", "res_id": group.id, "body": "Look"}
        for partner in (self.cora.partner_id, self.rita.partner_id, self.cafe):
            addressed = {**values, "partner_ids": [(4, partner.id)]}
            self._refuse("mail.message", "create", [addressed])
        for partner in (self.cleo.partner_id, self.ben.partner_id):
            addressed = {**values, "partner_ids": [(4, partner.id)]}
            self._do("mail.message", "create", [addressed])

    def test_a_file_is_put_on_own_documents(self):
        self._log_in(self.ana)
        place = {"res_model": "helpdesk.ticket", "res_id": self.foreign.id}
        content = {"name": "mine.txt", "raw": "What it says."}
        self._refuse("ir.attachment", "create", [{**content, **place}])
        upload = self._upload()
        self._refuse("ir.attachment", "write", [upload], place)
        self._do("ir.attachment", "write", [upload], {**place, "res_id": self.own.id})
        self._refuse("ir.attachment", "write", [upload], place)

    def test_wizards_work_on_own_tickets_and_files(self):
        stage = self.stage["backlog_support"]
        move = {"ticket_ids": [(6, 0, self.own.ids)], "stage_id": stage.id}
        self._log_in(self.ana)
        self._refuse(
            "helpdesk.ticket.move",
            "create",
            [{**move, "ticket_ids": [(6, 0, self.foreign.ids)]}],
        )
        self._refuse(
            "helpdesk.ticket.move",
            "create",
            [{**move, "attachment_ids": [(6, 0, self.file.ids)]}],
        )
        self._refuse(
            "helpdesk.ticket.move",
            "create",
            [{"stage_id": stage.id}],
            context={"default_ticket_ids": self.foreign.ids},
        )
        self._do("helpdesk.ticket.move", "create", [move])
        compose = {"model": "helpdesk.ticket", "body": "Look"}
        self._refuse(
            "mail.compose.message",
            "create",
            [{**compose, "res_ids": str(self.foreign.ids)}],
        )
        self._do(
            "mail.compose.message",
            "create",
            [{**compose, "res_ids": str(self.own.ids)}],
        )

    def test_a_client_points_at_nothing_by_calls(self):
        self._log_in(self.cleo)
        for vals in (
            {"parent_id": self.secret.id},
            {"attachment_ids": [(4, self.file.id)]},
            {"model": "helpdesk.ticket", "res_id": self.foreign.id},
            {"partner_ids": [(4, self.cora.partner_id.id)]},
        ):
            self._refuse("mail.message", "create", [{"body": "Look", **vals}])

    def test_who_is_not_of_the_line_notices_nothing(self):
        """Odoo's own rules hold for them, and nothing of ours is asked."""
        clerk = self.env["res.users"].create(
            {
                "name": "Clerk",
                "login": "clerk",
                "groups_id": [(6, 0, self.env.ref("base.group_user").ids)],
            }
        )
        self.assertFalse(clerk._get_line_role())
        activity = clerk.partner_id.activity_schedule(
            "mail.mail_activity_data_todo", user_id=clerk.id
        )
        self._log_in(clerk)
        other = self.ana.partner_id
        self._do("mail.activity", "write", activity.ids, {"res_id": other.id})

    def test_who_is_of_the_line(self):
        stranger = self._create_user("stan", "client")
        roles = {
            self.cleo: "client",
            self.ana: "reseller",
            self.sam: "staff",
            self.dan: "staff",
            self.mia: "staff",
            self.pia: "staff",
            stranger: None,
            self.env.ref("base.public_user"): None,
        }
        for user, role in roles.items():
            self.assertEqual(user._get_line_role(), role, user.name)
        self._create_ticket(partner_id=stranger.partner_id.id)
        self.assertEqual(stranger._get_line_role(), "client")

    def test_nobody_leaves_an_address_instead_of_a_file(self):
        """It would be an open redirect on the vendor's domain."""
        values = {"name": "Look", "url": "https://evil.example", "type": "url"}
        self._log_in(self.ana)
        self._refuse("ir.attachment", "create", [{**values, "public": True}])
        self._refuse("ir.attachment", "create", [values])
        bare = {k: v for k, v in values.items() if k != "type"}
        self._refuse("ir.attachment", "create", [bare], context={"default_type": "url"})
        upload = self._upload()
        self._refuse("ir.attachment", "write", [upload], values)
        self._log_in(self.sam)
        self._do("ir.attachment", "create", [values])
