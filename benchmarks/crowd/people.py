"""The people of the crowd, their teams and their clients, as copies."""

from .clones import clone, clone_links
from .measures import AGENTS, CLIENTS, DEVELOPERS, PEOPLE_OF_A_RESELLER
from .prototypes import groups_field


def add_people(env, first, resellers):
    """Copy the users of resellers and of the vendor: `bench.reseller.1` and so on.

    The table `bench_person` says who they are.
    """
    env.cr.execute(
        "CREATE TEMP TABLE bench_person (kind text, nth int, partner int, usr int)"
    )
    for kind, count in (
        ("reseller", resellers * PEOPLE_OF_A_RESELLER),
        ("support", AGENTS),
        ("development", DEVELOPERS),
    ):
        env.cr.execute(
            """INSERT INTO bench_person
               SELECT %s, nth, nextval('res_partner_id_seq'),
                      nextval('res_users_id_seq')
                 FROM generate_series(1, %s) nth""",
            [kind, count],
        )
        source = f"(SELECT * FROM bench_person WHERE kind = '{kind}') made"
        model = first.users[kind]
        login = f"'bench.{kind}.' || made.nth"
        email = f"{login} || '@bench.example'"
        clone(
            env.cr,
            "res_partner",
            model.partner_id.id,
            source,
            id="made.partner",
            name=login,
            complete_name=login,
            email=email,
            email_normalized=email,
            commercial_partner_id="made.partner",
        )
        _clone_users(env, model, source, login, "made.partner")
        _clone_memberships(env, model, source)


def add_teams(env, first, resellers):
    """Copy the reseller's team, and put everybody into their team.

    The table `bench_team` says which teams there are.
    """
    cr = env.cr
    cr.execute(
        """CREATE TEMP TABLE bench_team AS
           SELECT nth, nextval('helpdesk_ticket_team_id_seq')::int AS team,
                  nextval('mail_alias_id_seq')::int AS alias
             FROM generate_series(1, %s) nth""",
        [resellers],
    )
    model = first.teams["reseller"]
    clone(
        cr,
        "mail_alias",
        model.alias_id.id,
        "bench_team made",
        id="made.alias",
        alias_name="NULL",
        alias_full_name="NULL",
    )
    named = "'Reseller ' || made.nth"
    if model._fields["name"].translate:
        named = f"jsonb_build_object('en_US', {named})"
    clone(
        cr,
        "helpdesk_ticket_team",
        model.id,
        "bench_team made",
        id="made.team",
        alias_id="made.alias",
        sequence="100 + made.nth",
        name=named,
    )
    _add_members(cr, model._fields["user_ids"], first)


def add_clients(env, first):
    """Copy the client's company and its person; the first of each reseller's has a
    login on the portal, `bench.client.1` and so on.

    The table `bench_client` says which clients there are.
    """
    cr = env.cr
    cr.execute(
        f"""CREATE TEMP TABLE bench_client AS
            SELECT nth, team, client, nextval('res_partner_id_seq')::int AS company,
                   nextval('res_partner_id_seq')::int AS contact,
                   nextval('res_users_id_seq')::int AS usr
              FROM bench_team, generate_series(1, {CLIENTS}) client"""
    )
    name = "'Client ' || made.nth || '-' || made.client"
    clone(
        cr,
        "res_partner",
        first.company.id,
        "bench_client made",
        id="made.company",
        name=name,
        complete_name=name,
        commercial_partner_id="made.company",
        reseller_team_id="made.team",
    )
    email = "'c' || made.contact || '@bench.example'"
    clone(
        cr,
        "res_partner",
        first.contact.id,
        "bench_client made",
        id="made.contact",
        name="'Contact ' || made.nth || '-' || made.client",
        complete_name=f"{name} || ', Contact'",
        commercial_partner_id="made.company",
        parent_id="made.company",
        email=email,
        email_normalized=email,
    )
    source = "(SELECT * FROM bench_client WHERE client = 1) made"
    _clone_users(
        env, first.client, source, "'bench.client.' || made.nth", "made.contact"
    )


def _clone_users(env, model, source, login, partner):
    """Copy a user, with its password, its groups and its company."""
    clone(
        env.cr,
        "res_users",
        model.id,
        source,
        id="made.usr",
        login=login,
        partner_id=partner,
    )
    for name in (groups_field(env), "company_ids"):
        clone_links(env.cr, model._fields[name], model.id, source, "made.usr")


def _clone_memberships(env, model, source):
    """Put copies of a user into the channels that everybody is in: the next login would
    else have to be there before all of them were.
    """
    members = env["discuss.channel.member"].search(
        [("partner_id", "=", model.partner_id.id)]
    )
    for member in members:
        clone(
            env.cr,
            "discuss_channel_member",
            member.id,
            source,
            partner_id="made.partner",
        )


def _add_members(cr, field, first):
    target = f'"{field.relation}" ("{field.column1}", "{field.column2}")'
    cr.execute(
        f"""INSERT INTO {target}
            SELECT made.team, person.usr
              FROM bench_team made
              JOIN bench_person person ON person.kind = 'reseller'
               AND (person.nth + {PEOPLE_OF_A_RESELLER - 1})
                   / {PEOPLE_OF_A_RESELLER} = made.nth"""
    )
    for tier in ("support", "development"):
        cr.execute(
            f"INSERT INTO {target} SELECT %s, usr FROM bench_person WHERE kind = %s",
            [first.teams[tier].id, tier],
        )
