"""What it costs to say who held cases for how long: read from what was tracked each
time, or from stays that are stored.

Run in Odoo's shell by ``./dev bench``.
"""

import statistics
import time

from crowd import fill

from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.models.helpdesk_ticket_stay_history import (
    STAYS,
)

RUNS = 3
# How often each case has changed its stage, and every second time its assignee.
MOVES = 6
_AGE = """
    UPDATE helpdesk_ticket
       SET create_date = now() - interval '1 day' * (30 + id % 335)
     WHERE number LIKE 'BENCH%'
"""
# From one stage to the next, and at last to where the case stands.
_MOVES = """
    INSERT INTO mail_message
        (model, res_id, author_id, message_type, subtype_id, audience, date, create_uid,
         create_date, is_internal)
    SELECT 'helpdesk.ticket', ticket.id, ticket.partner_id, 'notification', %(note)s,
           'vendor', ticket.create_date + nth * interval '31 hours', 1,
           ticket.create_date + nth * interval '31 hours', TRUE
      FROM helpdesk_ticket ticket, generate_series(1, %(moves)s) nth
     WHERE ticket.number LIKE 'BENCH%%'
"""
_TRACKED = """
    INSERT INTO mail_tracking_value
        (mail_message_id, field_id, old_value_integer, new_value_integer, create_uid,
         create_date)
    SELECT message.id, field.id,
           CASE WHEN field.name = 'user_id' THEN ticket.user_id
                ELSE (%(stages)s)[1 + (ticket.id + message.nth - 1) %% %(count)s] END,
           CASE WHEN field.name = 'user_id' THEN ticket.user_id
                WHEN message.nth = %(moves)s THEN ticket.stage_id
                ELSE (%(stages)s)[1 + (ticket.id + message.nth) %% %(count)s] END,
           1, message.date
      FROM (SELECT *, row_number() OVER (PARTITION BY res_id ORDER BY date) AS nth
              FROM mail_message
             WHERE model = 'helpdesk.ticket' AND message_type = 'notification'
               AND audience = 'vendor' AND body IS NULL) message
      JOIN helpdesk_ticket ticket
        ON ticket.id = message.res_id AND ticket.number LIKE 'BENCH%%'
      JOIN ir_model_fields field
        ON field.model = 'helpdesk.ticket'
       AND (field.name = 'stage_id' OR field.name = 'user_id' AND message.nth %% 2 = 0)
"""
_LEDGER = """
    INSERT INTO helpdesk_ticket_assignment (ticket_id, team_id, user_id, method, date)
    SELECT ticket.id, ticket.team_id, ticket.user_id, 'manual',
           ticket.create_date + nth * interval '62 hours'
      FROM helpdesk_ticket ticket, generate_series(0, 2) nth
     WHERE ticket.number LIKE 'BENCH%'
"""
_READ = """
    SELECT stay.tier, stay.stage_id, count(DISTINCT stay.ticket_id),
           sum(EXTRACT(EPOCH FROM COALESCE(stay.date_end, now()) - stay.date_start))
      FROM (%s) stay
      JOIN helpdesk_ticket ticket ON ticket.id = stay.ticket_id
     WHERE %s
     GROUP BY stay.tier, stay.stage_id
"""


def run(env, tickets, resellers):
    """Fill the database, and sum up the hours by tier and stage in both ways.

    :return: dict of plain values
    """
    team = fill(env, tickets, resellers)
    calendar = env.company.resource_calendar_id
    env["helpdesk.ticket.team"].search(
        [("tier", "in", ["support", "development"])]
    ).resource_calendar_id = calendar
    env.flush_all()
    _add_history(env)
    started = time.perf_counter()
    env["helpdesk.ticket.stay"]._note_history()
    result = {
        "cases": tickets,
        "runs": RUNS,
        "noting": time.perf_counter() - started,
        "stays": env["helpdesk.ticket.stay"].search_count([]),
    }
    env.cr.execute("ANALYZE helpdesk_ticket_stay")
    # Kept for a look at it.
    env.cr.commit()
    one = SQL("ticket.reseller_team_id = %s", team.id)
    own = [("reseller_team_id", "=", team.id)]
    result["tracked"] = _measure(lambda: _read_tracked(env, SQL("TRUE")))
    result["tracked, one reseller"] = _measure(lambda: _read_tracked(env, one))
    result["stored"] = _measure(lambda: _read_stored(env, []))
    result["stored, one reseller"] = _measure(lambda: _read_stored(env, own))
    return result


def _add_history(env):
    stages = env["helpdesk.ticket.stage"].search([("pipeline", "=", "escalation")])
    values = {
        "note": env.ref("mail.mt_note").id,
        "moves": MOVES,
        "stages": stages.ids,
        "count": len(stages),
    }
    env.cr.execute(_AGE)
    env.cr.execute(_MOVES, values)
    env.cr.execute(_TRACKED, values)
    env.cr.execute(_LEDGER)
    env.invalidate_all()
    env.cr.execute("ANALYZE")


def _read_tracked(env, condition):
    env.cr.execute(SQL(_READ, SQL(STAYS, SQL("TRUE")), condition))
    return env.cr.fetchall()


def _read_stored(env, domain):
    """Read also the working hours, as the pivot does."""
    env.invalidate_all()
    return env["helpdesk.stay.report"]._read_group(
        domain,
        ["tier", "stage_id"],
        ["ticket_id:count_distinct", "hours:sum", "working_hours:sum"],
    )


def _measure(read):
    """Return the median of the seconds of some runs, the first one left out."""
    times = []
    for _number in range(RUNS + 1):
        started = time.perf_counter()
        read()
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])
