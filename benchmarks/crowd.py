"""A support line with many resellers and many cases, made in a minute."""

from itertools import count, cycle

from psycopg2.extras import execute_values

#: How many of a hundred cases stand in each stage; most are over.
STANDING = {
    "backlog_client": 4,
    "backlog_reseller": 5,
    "in_progress_reseller": 6,
    "confirmation_reseller": 3,
    "backlog_support": 5,
    "in_progress_support": 4,
    "internal_review": 1,
    "backlog_dev": 3,
    "in_progress_dev": 2,
    "pending_release": 2,
    "resolved": 60,
    "canceled": 5,
}

PEOPLE = 2
CLIENTS = 5
MESSAGES = 3

_TICKETS = """
    INSERT INTO helpdesk_ticket
        (number, name, description, company_id, partner_id, commercial_partner_id,
         reseller_team_id, team_id, user_id, stage_id, pipeline, tier, phase,
         waiting_on, closed, unattended, origin, priority, sequence, active,
         escalated_date, development_date, waiting_since, last_stage_update, create_uid,
         create_date)
    SELECT 'BENCH' || row.number, 'Case ' || row.number, '<p>Since this morning.</p>',
           row.company, row.contact, row.client, row.reseller, row.team, row.assignee,
           stage.id, stage.pipeline, stage.tier, stage.phase, stage.waiting_on,
           stage.closed, stage.unattended, 'client', (row.number %% 4)::varchar, 10,
           TRUE, CASE WHEN stage.tier <> 'reseller' THEN now() END,
           CASE WHEN stage.tier = 'development' THEN now() END, now(), now(), 1, now()
      FROM (VALUES %s)
        AS row(number, company, contact, client, reseller, team, assignee, stage)
      JOIN helpdesk_ticket_stage stage ON stage.id = row.stage
"""
_FOLLOWERS = """
    INSERT INTO mail_followers (res_model, res_id, partner_id)
    SELECT 'helpdesk.ticket', ticket.id, person.partner_id
      FROM helpdesk_ticket ticket
      JOIN helpdesk_ticket_team_res_users_rel member
        ON member.helpdesk_ticket_team_id = ticket.reseller_team_id
      JOIN res_users person ON person.id = member.res_users_id
     WHERE ticket.number LIKE 'BENCH%'
     UNION
    SELECT 'helpdesk.ticket', id, partner_id
      FROM helpdesk_ticket
     WHERE number LIKE 'BENCH%'
"""
_MESSAGES = """
    INSERT INTO mail_message
        (model, res_id, author_id, body, message_type, subtype_id, audience, date,
         create_uid, create_date, is_internal)
    SELECT 'helpdesk.ticket', ticket.id, ticket.partner_id, '<p>Still so.</p>',
           'comment', %(subtype)s,
           (ARRAY['client', 'reseller', 'vendor'])[1 + nth %% 3], now(), 1, now(),
           nth %% 3 > 0
      FROM helpdesk_ticket ticket, generate_series(1, %(messages)s) nth
     WHERE ticket.number LIKE 'BENCH%%'
"""


def fill(env, tickets, resellers):
    """Add resellers with their people, clients and cases.

    The cases are written with SQL: the rules of the line would take hours for them.

    :return: the team of one reseller
    """
    env = env(context={**env.context, "no_reset_password": True, "tracking_disable": 1})
    logins = count(1)
    development = _team(env, "development", _users(env, "development", 6, logins))
    support = _team(
        env,
        "support",
        _users(env, "support", 12, logins),
        development_team_id=development.id,
    )
    teams = env["helpdesk.ticket.team"]
    for _number in range(resellers):
        people = _users(env, "reseller", PEOPLE, logins)
        teams |= _team(env, "reseller", people, support_team_id=support.id)
    contacts = {team: _contacts(env, team) for team in teams}
    env.flush_all()
    rows = _rows(env, tickets, contacts, support, development)
    execute_values(env.cr._obj, _TICKETS, rows, page_size=1000)
    env.cr.execute(_FOLLOWERS)
    subtype = env.ref("mail.mt_comment").id
    env.cr.execute(_MESSAGES, {"subtype": subtype, "messages": MESSAGES})
    env.invalidate_all()
    _add_activities(env, teams[:1])
    env.cr.execute("ANALYZE")
    return teams[:1]


def _users(env, role, number, logins):
    logged = [f"bench.{role}.{next(logins)}" for _index in range(number)]
    return env["res.users"].create(
        [
            {
                "name": login,
                "login": login,
                "email": f"{login}@bench.example",
                "helpdesk_role": role,
            }
            for login in logged
        ]
    )


def _team(env, tier, users, **values):
    return env["helpdesk.ticket.team"].create(
        {
            "name": f"Bench {tier} {users[0].id}",
            "pipeline": "escalation",
            "tier": tier,
            "user_ids": [(6, 0, users.ids)],
            **values,
        }
    )


def _contacts(env, team):
    """Create client companies of a reseller, and give a person of each."""
    companies = env["res.partner"].create(
        [
            {
                "name": f"Client {number} of {team.name}",
                "is_company": True,
                "reseller_team_id": team.id,
            }
            for number in range(CLIENTS)
        ]
    )
    return env["res.partner"].create(
        [{"name": f"Boss of {c.name}", "parent_id": c.id} for c in companies]
    )


def _rows(env, tickets, contacts, support, development):
    """Return the cases, dealt out to resellers, clients, stages and people in turn."""
    stages = [
        env.ref(f"revo_helpdesk_stages.helpdesk_ticket_stage_{code}")
        for code, share in STANDING.items()
        for _index in range(share)
    ]
    company = env.company.id
    standing = {"support": support, "development": development}
    people = {team.id: cycle(team.user_ids.ids) for team in (support, development)}
    people |= {team.id: cycle(team.user_ids.ids) for team in contacts}
    dealt = {team: cycle(some) for team, some in contacts.items()}
    rows = []
    for number, team in zip(range(tickets), cycle(contacts)):
        contact = next(dealt[team])
        # The turn of the resellers; each one's cases go through all the stages.
        stage = stages[number // len(contacts) * 37 % len(stages)]
        holder = standing.get(stage.tier, team)
        rows.append(
            (
                number,
                company,
                contact.id,
                contact.commercial_partner_id.id,
                team.id,
                holder.id,
                next(people[holder.id]),
                stage.id,
            )
        )
    return rows


def _add_activities(env, team):
    """Plan something on every fourth case of a reseller."""
    tickets = env["helpdesk.ticket"].search([("reseller_team_id", "=", team.id)])
    quiet = tickets.with_context(mail_activity_quick_update=True)
    for ticket in quiet[::4]:
        ticket.activity_schedule(
            "mail.mail_activity_data_todo", user_id=team.user_ids[:1].id
        )
