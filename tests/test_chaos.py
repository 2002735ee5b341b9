"""What ./dev chaos judges by: each sentence about a sound database can be untrue."""

from unittest import mock

from devkit.chaos.invariants import INVARIANTS, violated
from devkit.chaos.words import ACCEPTED, REFUSED, TEXT, TICKET, Words
from devkit.commands import chaos
from devkit.errors import DevError

from .common import ScratchCase
from .test_databases import DatabaseCase

#: As much of the tables as the invariants read.
TABLES = """
CREATE TABLE helpdesk_ticket (
    id int, number text, name text, pipeline text, stage_id int, team_id int,
    user_id int, reseller_team_id int, alert_date timestamp, reminder_date timestamp,
    auto_close_date timestamp, answer_deadline timestamp, handoff_count int,
    write_date timestamp, write_uid int, PRIMARY KEY (id));
CREATE TABLE helpdesk_ticket_stay (
    id int, ticket_id int, stage_id int, team_id int, user_id int,
    date_start timestamp, date_end timestamp, hours float, working_hours float);
CREATE TABLE helpdesk_ticket_assignment (
    id int, ticket_id int, team_id int, user_id int);
CREATE TABLE mail_message (
    id int, model text, message_type text, body text, message_id text);
CREATE TABLE mail_activity (
    id int, res_model text, res_id int, activity_type_id int, user_id int, active bool);
CREATE TABLE ir_model_data (model text, module text, res_id int);
"""

#: Two tickets, one of which was handed on, and what people were told of their words.
SOUND = """
INSERT INTO helpdesk_ticket VALUES
    (1, 'HT1', 'It fails mark000001end', 'escalation', 1, 1, 1, 1, NULL,
     '2099-01-01', NULL, '2099-01-01', 0, now(), 1),
    (2, 'HT2', 'Old', 'escalation', 2, 1, NULL, 1, NULL, NULL, NULL, NULL, 1, now(),
     1);
INSERT INTO helpdesk_ticket_stay VALUES
    (1, 1, 1, 1, 1, '2026-01-01', NULL, NULL, NULL),
    (2, 2, 1, 1, 1, '2026-01-01', '2026-01-02', 24, 8),
    (3, 2, 2, 1, NULL, '2026-01-02', NULL, NULL, NULL);
INSERT INTO helpdesk_ticket_assignment VALUES
    (1, 1, 1, 1), (2, 2, 1, 1), (3, 2, 1, NULL);
INSERT INTO mail_message VALUES
    (1, 'helpdesk.ticket', 'email', 'mark000002end', '<a@example.com>'),
    (2, 'helpdesk.ticket', 'comment', 'mark000004end', '<b@example.com>'),
    (3, 'helpdesk.ticket', 'email_outgoing', 'mark000002end', '<c@example.com>');
INSERT INTO ir_model_data VALUES ('mail.activity.type', 'revo_helpdesk_stages', 7);
INSERT INTO mail_activity VALUES
    (1, 'helpdesk.ticket', 1, 7, 1, true), (2, 'helpdesk.ticket', 2, 7, 1, true);
CREATE TABLE chaos_off AS SELECT 9 AS team_id;
CREATE TABLE chaos_stored AS SELECT * FROM helpdesk_ticket;
CREATE TABLE chaos_stored_stay AS SELECT * FROM helpdesk_ticket_stay;
"""

#: What makes each invariant untrue, of what may happen to it.
SPOILT = {
    "each accepted word is there once": (
        "UPDATE mail_message SET body = '' WHERE id = 1",
        "UPDATE mail_message SET message_type = 'comment' WHERE id = 3",
        "UPDATE helpdesk_ticket SET name = '' WHERE id = 1",
    ),
    "no other word is there twice": (
        "UPDATE mail_message SET body = 'mark000004end' WHERE id = 1",
    ),
    "no refused word is there": (
        "UPDATE mail_message SET body = 'mark000003end' WHERE id = 2",
    ),
    "numbers of tickets are unique": ("UPDATE helpdesk_ticket SET number = 'HT1'",),
    "each ticket has one open stay": (
        "DELETE FROM helpdesk_ticket_stay WHERE id = 1",
        "INSERT INTO helpdesk_ticket_stay VALUES (4, 1, 1, 1, 1, '2026-01-01', NULL)",
    ),
    "the open stay is where the ticket stands": (
        "UPDATE helpdesk_ticket_stay SET stage_id = 3 WHERE id = 1",
        "UPDATE helpdesk_ticket_stay SET user_id = 1 WHERE id = 3",
    ),
    "a stay begins where the one before has ended": (
        "UPDATE helpdesk_ticket_stay SET date_start = '2026-01-03' WHERE id = 3",
        "UPDATE helpdesk_ticket_stay SET date_start = '2026-01-01 12:00' WHERE id = 3",
    ),
    "a stay ends after it has begun": (
        "UPDATE helpdesk_ticket_stay SET date_start = date_end WHERE id = 2",
    ),
    "the ledger says who has the ticket": (
        "DELETE FROM helpdesk_ticket_assignment WHERE ticket_id = 1",
        "UPDATE helpdesk_ticket_assignment SET user_id = 3 WHERE id = 3",
    ),
    "no assignment is in the ledger twice": (
        "INSERT INTO helpdesk_ticket_assignment VALUES (4, 1, 1, 1)",
        "INSERT INTO helpdesk_ticket_assignment VALUES (4, 2, 1, NULL)",
    ),
    "no e-mail is there twice": (
        "UPDATE mail_message SET message_id = '<a@example.com>' WHERE id = 2",
    ),
    "nobody is told twice to do the same": (
        "UPDATE mail_activity SET res_id = 1 WHERE id = 2",
    ),
    "what is due is done": (
        "UPDATE helpdesk_ticket SET alert_date = '2026-01-01' WHERE id = 2",
        "UPDATE helpdesk_ticket SET reminder_date = '2026-01-01' WHERE id = 2",
        "UPDATE helpdesk_ticket SET auto_close_date = '2026-01-01' WHERE id = 2",
    ),
    "deadlines and counts are what a recount says": (
        "UPDATE helpdesk_ticket SET answer_deadline = '2098-01-01' WHERE id = 1",
        "UPDATE helpdesk_ticket SET answer_deadline = NULL WHERE id = 1",
        "UPDATE helpdesk_ticket SET handoff_count = 2 WHERE id = 2",
    ),
    "hours of stays are what a recount says": (
        "UPDATE helpdesk_ticket_stay SET hours = 23 WHERE id = 2",
        "UPDATE helpdesk_ticket_stay SET working_hours = NULL WHERE id = 2",
    ),
}


class TestInvariants(DatabaseCase):
    def setUp(self):
        super().setUp()
        self.database = self.make("sound")
        words = Words()
        for kind, outcome in (
            (TICKET, ACCEPTED),
            (TEXT, ACCEPTED),
            (TEXT, REFUSED),
        ):
            words.note(words.new(kind), outcome)
        # Nobody knows of it; it is there once.
        words.new(TEXT)
        self.databases.query(TABLES + SOUND + words.sql(), self.database)

    def found(self, database):
        return {one.name for one, _rows in violated(self.databases, database)}

    def test_a_sound_database(self):
        self.assertFalse(self.found(self.database))

    def test_each_is_found_untrue(self):
        self.assertEqual({one.name for one in INVARIANTS}, set(SPOILT))
        for invariant in INVARIANTS:
            for sql in SPOILT[invariant.name]:
                with self.subTest(name=invariant.name, sql=sql):
                    self.assertTrue(
                        self.databases.query(
                            f"BEGIN; {sql}; {invariant.sql}; ROLLBACK", self.database
                        )
                    )

    def test_on_a_day_off_only_alerts_are_due(self):
        self.databases.query(
            "UPDATE chaos_off SET team_id = 1;"
            "UPDATE helpdesk_ticket SET reminder_date = '2026-01-01' WHERE id = 2;"
            "UPDATE chaos_stored SET reminder_date = '2026-01-01' WHERE id = 2",
            self.database,
        )
        self.assertFalse(self.found(self.database))

    def test_what_does_not_hold_is_told_and_fails(self):
        self.databases.query(SPOILT["no e-mail is there twice"][0], self.database)
        with mock.patch.object(chaos, "say") as say:
            with self.assertRaisesRegex(DevError, f"1 of {len(INVARIANTS)} do not"):
                chaos._judge("Chaos", self.databases, self.database)
        said = [call.args[0] for call in say.call_args_list]
        self.assertIn("no e-mail is there twice (1 rows)", said[0])
        self.assertIn("<a@example.com> | {1,2}", said[1])

    def test_a_database_of_another_server(self):
        copy = f"{self.prefix}copy"
        self.write(self.databases.filestores / self.database / "file", "content")
        self.databases.bring(self.databases, self.database, copy)
        self.assertFalse(self.found(copy))
        self.assertTrue((self.databases.filestores / copy / "file").exists())


class TestWords(ScratchCase):
    def test_no_words_are_an_empty_table(self):
        self.assertNotIn("INSERT", Words().sql())

    def test_what_nobody_has_answered_is_unanswered(self):
        words = Words()
        words.new(TEXT)
        self.assertIn("('mark000001end', 'text', 'unanswered')", words.sql())
