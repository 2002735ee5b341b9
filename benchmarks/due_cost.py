"""What the crons cost that work through what is due.

Run in Odoo's shell by ``./dev bench``.
"""

import math
import time
from unittest.mock import patch

from crowd import fill

BATCH = 500
# Each cron with the deadline that it looks at, and what makes it due.
CRONS = {
    "reminders": ("_cron_remind", "reminder_date", "closed IS NOT TRUE"),
    "overdue answers": ("_cron_alert_unanswered", "alert_date", "closed IS NOT TRUE"),
    "closing": ("_cron_close_resolved", "auto_close_date", "phase = 'resolved'"),
}
# The events from which Odoo itself has computed the deadlines.
_DUE = """
    UPDATE helpdesk_ticket
       SET reminder_date = now() - interval '1 day',
           last_action_date = now() - interval '8 days',
           alert_date = now() - interval '1 hour',
           answer_deadline = now() - interval '1 hour',
           answer_since = now() - interval '5 hours',
           auto_close_date = CASE WHEN closed THEN now() - interval '1 hour' END,
           resolved_date = CASE WHEN closed THEN now() - interval '6 days' END
     WHERE id IN (SELECT id FROM helpdesk_ticket
                   WHERE number LIKE 'BENCH%%' AND {which} ORDER BY id LIMIT %s)
"""
_LOADED = """
    UPDATE helpdesk_ticket
       SET last_action_date = now(), last_contact_date = now(), answer_since = NULL,
           answer_deadline = NULL, alert_date = NULL, reminder_date = NULL,
           auto_close_date = NULL
"""


def run(env, tickets, resellers, due):
    """Fill the database, and run each cron with so many tickets due.

    :return: ``{cron: dict of plain values}``
    """
    fill(env, tickets, resellers)
    env.cr.execute(_LOADED)
    result = {}
    for name, (cron, deadline, which) in CRONS.items():
        env.cr.execute(_DUE.format(which=which), (due,))
        env.cr.execute("ANALYZE helpdesk_ticket")
        env.cr.commit()
        env.invalidate_all()
        result[name] = _measure(env, cron, deadline)
    return result


def _measure(env, cron, deadline):
    cases = env["helpdesk.ticket"]
    before = [(deadline, "<=", time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime()))]
    due = cases.search_count(before)
    mails = env["mail.mail"].search_count([])
    costs = []
    cursor = type(env.cr)
    close = cursor.close

    def count_and_close(cr):
        # Odoo tells the bus of what is new on a database of its own.
        if cr.dbname == env.cr.dbname:
            costs.append(cr.sql_log_count)
        return close(cr)

    started = time.perf_counter()
    with patch.object(cursor, "close", count_and_close):
        getattr(cases, cron)()
    seconds = time.perf_counter() - started
    # Nothing of what other transactions have written is seen before.
    env.cr.commit()
    env.invalidate_all()
    return {
        "due": due,
        "left": cases.search_count(before),
        "seconds": seconds,
        # The batches come first, then the people.
        "queries": sorted(costs[: math.ceil(due / BATCH)]),
        "mails": env["mail.mail"].search_count([]) - mails,
    }
