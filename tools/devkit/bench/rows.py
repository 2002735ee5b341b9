"""The rows that are no screens: what people write and look up, and the least that a
board could cost."""

from .grounds import OURS, PLAIN
from .screens import AGENT, CALLS, MANAGER, RESELLER

CLIENT = "bench.client.1"

#: Tickets that a manager opens at once.
BATCH = 1000

_TICKET = "helpdesk.ticket"
_NEW = {
    "name": "It does not print",
    "description": "<p>It does not print.</p>",
    "partner_id": "@contact",
}
_TYPED = {"subject": "It does not print", "description": "It does not print."}

#: The field with a user's groups.
_GROUPS = {"17.0": "groups_id", "19.0": "group_ids"}

#: What helpdesk_mgmt has to be told, and ours knows.
_TEAM = {PLAIN: {"team_id": "@team"}, OURS: {}}
_HANDED = {PLAIN: {"team_id": "@handed.team", "user_id": "@handed.user"}, OURS: {}}


def call(model, method, *args, **kwargs):
    """Return the request with which the web client calls a method."""
    params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
    return {"path": f"{CALLS}{model}/{method}", "params": params}


def written(series, variant):
    """Return the rows of a variant that are no screens.

    :param str series: the name of the series
    """
    return [
        _row("create, reseller", RESELLER, new_ticket(variant)),
        _row(
            "create, portal",
            CLIENT,
            {
                "page": "/new/ticket",
                "path": "/submitted/ticket",
                "values": _TYPED,
                "choices": ["category"],
            },
        ),
        _row(
            f"batch of {BATCH} by a manager, each",
            MANAGER,
            call(_TICKET, "create", [{**_NEW, **_TEAM[variant]}] * BATCH),
            runs=2,
            each=BATCH,
        ),
        _move("move, reseller", RESELLER, "backlog_reseller", "in_progress_reseller"),
        _move("move, agent", AGENT, "backlog_support", "in_progress_support"),
        _move(
            "move with hand-off and assignment",
            AGENT,
            "in_progress_support",
            "confirmation_reseller",
            **_HANDED[variant],
        ),
        _row("client's answer", CLIENT, _ANSWERS[variant](series)),
        *(
            _row(f"name_search, {who}", login, _NAMED)
            for who, login in (
                ("reseller", RESELLER),
                ("agent", AGENT),
                ("manager", MANAGER),
            )
        ),
        *(
            _row(f"similar cases, {who}", login, _SIMILAR)
            for who, login in (("reseller", RESELLER), ("agent", AGENT))
            if variant == OURS
        ),
        {
            **_row("login with a role", "admin", _new_login(series, variant)),
            "password": "admin",
        },
    ]


def bare():
    """Return rows of the same boards in bare SQL: each one's tickets under the plainest
    condition that has the same result."""
    return [
        {
            "name": f"board, {who}",
            "login": login,
            "statements": [
                _COUNTS.format(mine=mine),
                *(_COLUMN.format(mine=mine, code=code) for code in _OPENED),
            ],
        }
        for who, login, mine in (
            ("reseller", RESELLER, "ticket.reseller_team_id = @team"),
            ("agent", AGENT, "ticket.escalated_date IS NOT NULL"),
            ("manager", MANAGER, "TRUE"),
        )
    ]


def _row(name, login, request, **more):
    return {"name": name, "login": login, "requests": [request], **more}


def _save(ids, values):
    return call(_TICKET, "web_save", ids, values, {"stage_id": {}})


def new_ticket(variant):
    """Return the request with which a reseller opens a ticket for a client."""
    return _save([], {**_NEW, **_TEAM[variant]})


def moved(ticket, stage, **more):
    """Return the request with which a card is drawn into another column."""
    return _save([ticket], {"stage_id": stage, **more})


def _move(name, login, source, target, **more):
    return _row(name, login, moved(f"@ticket.{source}", f"@stage.{target}", **more))


_NAMED = call(_TICKET, "name_search", "BENCH0000", [], "ilike", 8)

# Each of its words is in very many tickets.
_SIMILAR = call(
    _TICKET, "get_similar", [], "impresora no imprime tiquet tras la actualizacion"
)

_ANSWERED = "It is still so."


def _answer_of_plain(series):
    """Return what the portal's chatter sends, which 19.0 sends elsewhere."""
    if series == "17.0":
        return {
            "path": "/mail/chatter_post",
            "params": {
                "res_model": _TICKET,
                "res_id": "@ticket.backlog_client",
                "message": _ANSWERED,
                "attachment_ids": [],
                "attachment_tokens": [],
                # As the crowd's tickets have it.
                "token": "bench @ticket.backlog_client",
            },
        }
    return message(_ANSWERED, "@ticket.backlog_client")


def _answer_of_ours(_series):
    page = "/my/ticket/@ticket.backlog_client"
    return {"page": page, "path": f"{page}/answer", "values": {"text": _ANSWERED}}


_ANSWERS = {PLAIN: _answer_of_plain, OURS: _answer_of_ours}


def message(text, ticket):
    """Return the request with which the chatter sends a message."""
    post = {"body": text, "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
    return {
        "path": "/mail/message/post",
        "params": {"thread_model": _TICKET, "thread_id": ticket, "post_data": post},
    }


def _new_login(series, variant):
    role = {
        PLAIN: {_GROUPS[series]: [[4, "@group.team"]]},
        OURS: {"helpdesk_role": "reseller"},
    }[variant]
    values = {"name": "New", "login": "new", "email": "new@bench.example", **role}
    quiet = {"no_reset_password": True}
    return call("res.users", "web_save", [], values, {"login": {}}, context=quiet)


#: The columns that are open.
_OPENED = (
    "backlog_client",
    "backlog_reseller",
    "in_progress_reseller",
    "confirmation_reseller",
    "backlog_support",
    "in_progress_support",
    "internal_review",
    "backlog_dev",
    "in_progress_dev",
    "pending_release",
    "resolved",
)

_COUNTS = """
SELECT ticket.stage_id, count(*),
       count(*) FILTER (WHERE activity.due < 0) AS overdue,
       count(*) FILTER (WHERE activity.due = 0) AS today,
       count(*) FILTER (WHERE activity.due > 0) AS planned
  FROM helpdesk_ticket ticket
  LEFT JOIN (SELECT res_id, min(date_deadline) - current_date AS due FROM mail_activity
              WHERE res_model = 'helpdesk.ticket' GROUP BY res_id) activity
    ON activity.res_id = ticket.id
 WHERE ticket.active AND ticket.pipeline = 'escalation'
   AND ticket.closed_date IS NULL AND {mine}
 GROUP BY ticket.stage_id
"""

_COLUMN = """
SELECT ticket.*, client.complete_name, person.name, activity.planned
  FROM (SELECT * FROM helpdesk_ticket ticket
         WHERE ticket.active AND ticket.pipeline = 'escalation'
           AND ticket.closed_date IS NULL
           AND ticket.stage_id = @stage.{code} AND {mine}
         ORDER BY priority DESC, sequence, number DESC, id DESC LIMIT 80) ticket
  LEFT JOIN res_partner client ON client.id = ticket.commercial_partner_id
  LEFT JOIN res_users login ON login.id = ticket.user_id
  LEFT JOIN res_partner person ON person.id = login.partner_id
  LEFT JOIN LATERAL (SELECT array_agg(activity.id) AS planned
                       FROM mail_activity activity
                      WHERE activity.res_model = 'helpdesk.ticket'
                        AND activity.res_id = ticket.id) activity ON TRUE
"""

#: The row of a cron that commits, and that has nothing to do when it runs again: it is
#: measured once, in a copy.
REMINDERS = "reminders"

CRON = {
    "model": "helpdesk.ticket",
    "method": "_cron_remind",
    # The events from which Odoo itself computes the deadlines.
    "statements": [
        """
        UPDATE helpdesk_ticket
           SET reminder_date = now() - interval '1 day',
               last_action_date = now() - interval '8 days',
               alert_date = now() - interval '1 hour',
               answer_deadline = now() - interval '1 hour',
               answer_since = now() - interval '5 hours'
         WHERE number LIKE 'BENCH%' AND closed IS NOT TRUE
        """,
        "ANALYZE helpdesk_ticket",
    ],
}
