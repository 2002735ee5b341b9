"""The tickets of the crowd, as copies, with who follows and who has held them."""

from .clones import clone, clone_links, text_of_a_list
from .measures import (
    AGENTS,
    CLIENTS,
    CLOSED,
    DEVELOPERS,
    PEOPLE_OF_A_RESELLER,
    STANDING,
    TIERS,
    WORDS,
)

#: Tickets are dealt out to resellers in turn; a reseller's go through all the stages,
#: so that each has of each stage what its share is, and old and new ones of each.
_PLAN = """
    CREATE TEMP TABLE bench_ticket AS
    SELECT dealt.nth, nextval('helpdesk_ticket_id_seq')::int AS ticket,
           stage.stage, stage.code, stage.closed, stage.tier, team.team AS reseller,
           client.company, client.contact,
           CASE stage.tier WHEN 'support' THEN %(support)s
                WHEN 'development' THEN %(development)s ELSE team.team END AS team,
           CASE stage.tier WHEN 'support' THEN agent.usr
                WHEN 'development' THEN developer.usr ELSE person.usr END AS usr,
           person.usr AS person, person.partner AS person_partner,
           now() AT TIME ZONE 'utc'
               - interval '1 minute' * (%(tickets)s - dealt.nth) AS at
      FROM (SELECT nth, 1 + (nth - 1) %% %(resellers)s AS reseller,
                   (nth - 1) / %(resellers)s AS turn
              FROM generate_series(1, %(tickets)s) nth) dealt
      JOIN bench_team team ON team.nth = dealt.reseller
      JOIN bench_client client
        ON client.nth = dealt.reseller AND client.client = 1 + turn %% %(clients)s
      JOIN bench_stage stage
        ON turn * 37 %% 200 * 5 + dealt.reseller %% 5 BETWEEN stage.first AND stage.last
      JOIN bench_person person
        ON person.kind = 'reseller'
       AND person.nth = dealt.reseller * %(people)s - turn %% %(people)s
      JOIN bench_person agent
        ON agent.kind = 'support'
       AND agent.nth = 1 + (turn * 7 + dealt.reseller) %% %(agents)s
      JOIN bench_person developer
        ON developer.kind = 'development'
       AND developer.nth = 1 + (turn * 7 + dealt.reseller) %% %(developers)s
"""

#: What was with the tier, or has been there before it was closed.
_REACHED = """
    CASE WHEN made.tier IN {} OR made.closed AND made.nth % {} = 0 OR {}
         THEN made.at END
"""

_STAYS = """
    INSERT INTO helpdesk_ticket_stay
        (ticket_id, stage_id, tier, waiting_on, team_id, user_id, party_team_id,
         party_client_id, date_start, date_end, hours, working_hours)
    SELECT made.ticket, stage.id, stage.tier, stage.waiting_on, made.team, made.usr,
           made.reseller, made.company, made.at + stay.since, made.at + stay.until,
           stay.hours, stay.hours
      FROM bench_ticket made
      JOIN helpdesk_ticket_stage stage ON stage.id = made.stage
     CROSS JOIN (VALUES (interval '-3 hours', interval '0', 3),
                        (interval '0', NULL, NULL)) stay (since, until, hours)
"""

_ASSIGNMENTS = """
    INSERT INTO helpdesk_ticket_assignment
        (ticket_id, team_id, user_id, method, date, round_number)
    SELECT ticket, team, usr, 'balanced', at, 0 FROM bench_ticket
"""


def plan(cr, first, tickets, resellers):
    """Deal the tickets out; the table `bench_ticket` says where each one stands.

    :param int tickets: how many
    :param int resellers: among how many
    """
    cr.execute(
        """CREATE TEMP TABLE bench_stage
               (first int, last int, stage int, code text, closed bool, tier text)"""
    )
    start = 0
    for code, share in STANDING.items():
        cr.execute(
            "INSERT INTO bench_stage VALUES (%s, %s, %s, %s, %s, %s)",
            [
                start,
                start + share - 1,
                first.stages[code].id,
                code,
                code in CLOSED,
                TIERS.get(code, "reseller"),
            ],
        )
        start += share
    cr.execute(
        _PLAN,
        {
            "support": first.teams["support"].id,
            "development": first.teams["development"].id,
            "tickets": tickets,
            "resellers": resellers,
            "clients": CLIENTS,
            "people": PEOPLE_OF_A_RESELLER,
            "agents": AGENTS,
            "developers": DEVELOPERS,
        },
    )
    cr.execute("ANALYZE bench_ticket")


def add_tickets(cr, first):
    """Copy the ticket, and what is planned on every fourth open one."""
    text = text_of_a_list(WORDS, "made.nth")
    other = text_of_a_list(WORDS, "made.nth / 8")
    columns = {
        "id": "made.ticket",
        "number": "'BENCH' || lpad(made.nth::text, 8, '0')",
        "name": f"initcap(split_part({text}, ' ', 2)) || ' ' || {other}"
        " || ' ' || made.nth",
        "description": f"'<p>' || {text} || '. ' || {other} || ' ref' || made.nth"
        " || '</p>'",
        "partner_id": "made.contact",
        "commercial_partner_id": "made.company",
        "team_id": "made.team",
        "user_id": "made.usr",
        "stage_id": "made.stage",
        "closed": "made.closed",
        "priority": "(made.nth % 4)::varchar",
        "access_token": "'bench ' || made.ticket",
        "create_uid": "made.person",
        "closed_date": "CASE WHEN made.closed THEN made.at END",
    }
    moments = ("create_date", "write_date", "last_stage_update", "assigned_date")
    columns |= dict.fromkeys(moments, "made.at")
    if first.ours:
        columns |= _columns_of_ours()
    source = (
        "bench_ticket made JOIN helpdesk_ticket_stage stage ON stage.id = made.stage"
    )
    clone(cr, "helpdesk_ticket", first.ticket.id, source, **columns)
    clone(
        cr,
        "mail_activity",
        first.activity.id,
        "(SELECT * FROM bench_ticket WHERE NOT closed AND nth % 4 = 0) made",
        res_id="made.ticket",
        user_id="made.usr",
        date_deadline="current_date + made.nth % 5 - 2",
    )


def _columns_of_ours():
    # A ticket that waits for the reseller's word comes from support.
    confirmed = "made.code = 'confirmation_reseller'"
    columns = {
        "reseller_team_id": "made.reseller",
        "board_priority": "(made.nth % 4)::varchar",
        "escalated_date": _REACHED.format("('support', 'development')", 2, confirmed),
        "development_date": _REACHED.format("('development')", 8, "false"),
        "waiting_since": "made.at",
        "stage_message_id": "0",
    }
    of_stage = ("tier", "phase", "waiting_on", "pipeline", "unattended")
    columns |= {name: f"stage.{name}" for name in of_stage}
    never = ("answer_deadline", "contact_deadline", "reminder_date", "auto_close_date")
    return columns | dict.fromkeys(never, "NULL")


def add_followers(cr, first):
    """Let the client and the reseller's person follow each ticket, if they may."""
    for partner, column in (
        (first.contact, "contact"),
        (first.users["reseller"].partner_id, "person_partner"),
    ):
        first.ticket.message_subscribe(partner.ids)
        follower = first.ticket.message_follower_ids.filtered(
            lambda one, partner=partner: one.partner_id == partner
        )
        if follower:
            _clone_follower(cr, follower, column)


def _clone_follower(cr, follower, column):
    cr.execute(
        f"""CREATE TEMP TABLE bench_{column} AS
            SELECT nextval('mail_followers_id_seq')::int AS follower, ticket,
                   {column} AS partner
              FROM bench_ticket"""
    )
    clone(
        cr,
        "mail_followers",
        follower.id,
        f"bench_{column} made",
        id="made.follower",
        res_id="made.ticket",
        partner_id="made.partner",
    )
    subtypes = follower._fields["subtype_ids"]
    clone_links(cr, subtypes, follower.id, f"bench_{column} made", "made.follower")


def add_stays(cr, first):
    """Note two stays of each ticket: one that is over, and the one where it stands."""
    cr.execute(_STAYS)


def add_assignments(cr):
    """Note who got each ticket."""
    cr.execute(_ASSIGNMENTS)
