"""What holds on every database, whatever was killed: SQL that finds no row.

`chaos_word` has the words that people sent, see `words.py`; `chaos_off` has the teams
with a day off, and `chaos_stored` and `chaos_stored_stay` are copies of tickets and
stays from before all that the server works out was worked out anew, see `settling.py`.
"""

from dataclasses import dataclass

#: How often a mark is found: in titles of tickets, or in what somebody wrote on them.
_FOUND = """
SELECT w.mark, w.kind, w.outcome, count(found.id) AS found
FROM chaos_word w
LEFT JOIN (
    SELECT 'ticket' AS kind, id, substring(name FROM 'mark[0-9]+end') AS mark
    FROM helpdesk_ticket
    UNION ALL
    SELECT 'text', id, substring(body FROM 'mark[0-9]+end')
    FROM mail_message
    WHERE model = 'helpdesk.ticket' AND message_type IN ('comment', 'email')
) found USING (kind, mark)
GROUP BY w.mark, w.kind, w.outcome
"""


@dataclass(frozen=True)
class Invariant:
    """A sentence about a sound database."""

    name: str
    #: Finds what is not sound.
    sql: str
    #: What would be wrong for people.
    why: str


INVARIANTS = (
    Invariant(
        "each accepted word is there once",
        f"SELECT * FROM ({_FOUND}) f WHERE outcome = 'accepted' AND found <> 1",
        "Somebody was told that it has arrived.",
    ),
    Invariant(
        "no other word is there twice",
        f"SELECT * FROM ({_FOUND}) f WHERE outcome = 'unanswered' AND found > 1",
        "Nobody sent it twice.",
    ),
    Invariant(
        "no refused word is there",
        f"SELECT * FROM ({_FOUND}) f WHERE outcome = 'refused' AND found > 0",
        "Somebody was told that it has not arrived, and writes it again.",
    ),
    Invariant(
        "numbers of tickets are unique",
        """SELECT number, array_agg(id) FROM helpdesk_ticket
        GROUP BY number HAVING count(*) > 1""",
        "An answer by e-mail finds its ticket by the number.",
    ),
    Invariant(
        "each ticket has one open stay",
        """SELECT t.id, t.number, count(s.id) FROM helpdesk_ticket t
        LEFT JOIN helpdesk_ticket_stay s ON s.ticket_id = t.id AND s.date_end IS NULL
        GROUP BY t.id HAVING count(s.id) <> 1""",
        "A ticket stands in one place at a time.",
    ),
    Invariant(
        "the open stay is where the ticket stands",
        """SELECT t.id, t.number, t.stage_id, t.team_id, t.user_id, s.*
        FROM helpdesk_ticket t
        JOIN helpdesk_ticket_stay s ON s.ticket_id = t.id AND s.date_end IS NULL
        WHERE (t.stage_id, t.team_id, t.user_id)
            IS DISTINCT FROM (s.stage_id, s.team_id, s.user_id)""",
        "People are measured by how long a ticket stood with them.",
    ),
    Invariant(
        "a stay begins where the one before has ended",
        """SELECT * FROM (
            SELECT s.*, lag(date_end) OVER stays AS before,
                row_number() OVER stays AS number
            FROM helpdesk_ticket_stay s
            WINDOW stays AS (PARTITION BY ticket_id ORDER BY date_start, id)
        ) s WHERE number > 1 AND before IS DISTINCT FROM date_start""",
        "Time that nobody is said to have held a ticket is missing in reports.",
    ),
    Invariant(
        "a stay ends after it has begun",
        "SELECT * FROM helpdesk_ticket_stay WHERE date_end <= date_start",
        "Nothing lasts less than a second.",
    ),
    Invariant(
        "the ledger says who has the ticket",
        """SELECT t.id, t.number, t.team_id, t.user_id, a.*
        FROM helpdesk_ticket t
        LEFT JOIN LATERAL (
            SELECT * FROM helpdesk_ticket_assignment a WHERE a.ticket_id = t.id
            ORDER BY a.id DESC LIMIT 1
        ) a ON TRUE
        WHERE (t.team_id, t.user_id) IS DISTINCT FROM (a.team_id, a.user_id)""",
        "Who held a ticket last gets it back, and all get as many.",
    ),
    Invariant(
        "no assignment is in the ledger twice",
        """SELECT * FROM (
            SELECT a.*, lag((team_id, user_id)) OVER rows AS before
            FROM helpdesk_ticket_assignment a
            WINDOW rows AS (PARTITION BY ticket_id ORDER BY id)
        ) a WHERE before = (team_id, user_id)""",
        "Tickets are dealt by how many somebody has got.",
    ),
    Invariant(
        "no e-mail is there twice",
        """SELECT message_id, array_agg(id) FROM mail_message
        WHERE message_id IS NOT NULL GROUP BY message_id HAVING count(*) > 1""",
        "Mail servers give it to whichever node answers.",
    ),
    Invariant(
        "nobody is told twice to do the same",
        """SELECT res_id, activity_type_id, user_id, array_agg(id) FROM mail_activity
        WHERE res_model = 'helpdesk.ticket' AND active
            AND activity_type_id IN (
                SELECT res_id FROM ir_model_data
                WHERE model = 'mail.activity.type' AND module LIKE 'revo_helpdesk_%')
        GROUP BY res_id, activity_type_id, user_id HAVING count(*) > 1""",
        "A job that is killed is done again, and not twice.",
    ),
    Invariant(
        "what is due is done",
        """SELECT * FROM (
            SELECT t.id, number, job, due,
                CASE WHEN job <> 'remind' AND t.pipeline = 'escalation'
                    THEN reseller_team_id ELSE t.team_id END AS team_id
            FROM helpdesk_ticket t, LATERAL (VALUES
                ('alert', alert_date), ('remind', reminder_date),
                ('close', auto_close_date)) AS jobs(job, due)
        ) t WHERE due < now() AT TIME ZONE 'UTC' - interval '1 minute'
            AND (job = 'alert' OR team_id NOT IN (SELECT team_id FROM chaos_off))""",
        "A job that is killed forgets nothing.",
    ),
    Invariant(
        "deadlines and counts are what a recount says",
        """SELECT id, number, field.key, field.value AS stored,
            to_jsonb(t) -> field.key AS counted
        FROM helpdesk_ticket t JOIN chaos_stored s USING (id, number),
            jsonb_each(to_jsonb(s)) AS field
        WHERE to_jsonb(t) -> field.key IS DISTINCT FROM field.value
            AND field.key NOT IN ('write_date', 'write_uid')""",
        "People are reminded and measured by them.",
    ),
    Invariant(
        "hours of stays are what a recount says",
        """SELECT s.*, t.hours AS counted, t.working_hours AS counted_working
        FROM helpdesk_ticket_stay t JOIN chaos_stored_stay s USING (id)
        WHERE (t.hours, t.working_hours)
            IS DISTINCT FROM (s.hours, s.working_hours)""",
        "People are measured by them.",
    ),
)


def violated(databases, database):
    """Yield the invariants that do not hold, with the rows that say so."""
    for invariant in INVARIANTS:
        rows = databases.query(invariant.sql, database)
        if rows:
            yield invariant, rows
