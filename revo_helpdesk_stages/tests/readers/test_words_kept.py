"""What a client says stays, whatever fails of what follows from it."""

from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from ...models.readers.helpdesk_ticket_words import STUCK
from ..common import SupportLineCase

_LOGGER = "odoo.addons.revo_helpdesk_stages.models.readers.helpdesk_ticket_words"
TEXT = "It declines the card again, with error 12."


class TestWordsKept(SupportLineCase):
    # What breaks a move in a real way, of an addon or of a database of one's own.

    def _constrain(self):
        """Let the database refuse each change of a stage, as somebody's own
        constraint.
        """
        self.env.flush_all()
        self.env.cr.execute(
            """
            CREATE FUNCTION refuse_moves() RETURNS trigger AS $$
            BEGIN
                IF NEW.stage_id != OLD.stage_id THEN
                    RAISE EXCEPTION 'No move today' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END $$ LANGUAGE plpgsql;
            CREATE TRIGGER refuse_moves BEFORE UPDATE ON helpdesk_ticket
                FOR EACH ROW EXECUTE FUNCTION refuse_moves();
            """
        )

    def _refuse_by_addon(self):
        """Let an addon refuse what follows from the move, as automation rules do."""

        def refuse(_tickets):
            raise ValidationError("The rule of another addon has an error.")

        self.patch(type(self.tickets), "_note_stays", refuse)

    def _say(self, ticket, way):
        client = self._as(self.cleo, ticket)
        if way == "answer":
            client._answer_as_client(TEXT)
        elif way == "rpc":
            client.message_post(
                body=TEXT, message_type="comment", subtype_xmlid="mail.mt_comment"
            )
        elif way == "reopen":
            client._reopen_as_client(TEXT)
        elif way == "mail":
            asked = ticket.message_ids.sorted("id")[0]
            self.env["mail.thread"].message_process(
                "helpdesk.ticket",
                f"From: {self.cleo.email}\nTo: support@line.test\n"
                f"Message-Id: <{ticket.id}@client.example>\n"
                f"In-Reply-To: {asked.message_id}\n"
                f"Subject: Re: it\nContent-Type: text/plain\n\n{TEXT}\n",
            )
        else:
            client._resolve_as_client(way, TEXT)
        self.env.flush_all()
        self.env.invalidate_all()

    CASES = [
        ("backlog_client", "answer"),
        ("backlog_client", "rpc"),
        ("backlog_client", "mail"),
        ("backlog_client", "solved"),
        ("confirmation_reseller", "solved"),
        ("resolved", "rpc"),
        ("resolved", "mail"),
        ("resolved", "reopen"),
    ]

    def _check_kept(self, break_moves):
        cases = {
            row: self._create_ticket_in(row[0], user=self.ana, escalated=True)
            for row in self.CASES
        }
        break_moves()
        for (code, way), ticket in cases.items():
            with self.subTest(stage=code, way=way):
                with self.assertLogs(_LOGGER, "WARNING"):
                    self._say(ticket, way)
                said = ticket.message_ids.filtered(
                    lambda message: message.message_type in ("comment", "email")
                )
                self.assertIn(TEXT, "".join(said.mapped("body")))
                self.assertEqual(ticket.stage_id, self.stage[code])
                activity = ticket.activity_ids
                self.assertEqual(activity.activity_type_id, self.env.ref(STUCK))
                self.assertEqual(activity.user_id, self.ana)

    def test_a_word_stays_where_the_database_refuses_the_move(self):
        # Who sends an e-mail meanwhile finds it, too.
        with mute_logger("odoo.sql_db", "odoo.addons.mail.models.mail_mail"):
            self._check_kept(self._constrain)

    def test_a_word_stays_where_another_addon_refuses_the_move(self):
        self._check_kept(self._refuse_by_addon)

    def test_a_wish_to_close_stays_where_nobody_of_the_reseller_is_there(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        self.north.write({"user_ids": False, "user_id": False})
        self._as(self.cleo, ticket)._resolve_as_client("not_needed", TEXT)
        self.assertIn(TEXT, self._get_texts(ticket).sorted("id")[-1].body)

    def test_a_word_stays_where_the_stage_has_been_archived(self):
        ticket = self._create_ticket_in("backlog_client", user=self.ana)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE helpdesk_ticket_stage SET active = false WHERE id = %s",
            [self.stage["backlog_reseller"].id],
        )
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        self._as(self.cleo, ticket)._answer_as_client(TEXT)
        self.assertIn(TEXT, self._get_texts(ticket).sorted("id")[-1].body)

    def test_a_word_stays_where_the_team_is_archived_and_empty(self):
        ticket = self._create_ticket_in("backlog_client", user=self.ana)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE helpdesk_ticket_team SET active = false WHERE id = %s",
            [self.north.id],
        )
        self.cr.execute(
            "DELETE FROM helpdesk_ticket_team_res_users_rel "
            "WHERE helpdesk_ticket_team_id = %s",
            [self.north.id],
        )
        self.env.invalidate_all()
        self._as(self.cleo, ticket)._answer_as_client(TEXT)
        self.assertIn(TEXT, self._get_texts(ticket).sorted("id")[-1].body)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
