"""The first of each kind, made by the ORM."""

from dataclasses import dataclass

from .measures import CLOSED, STANDING

#: The group of plain helpdesk_mgmt that does what a role of ours does.
_GROUPS = {
    "reseller": "helpdesk_mgmt.group_helpdesk_user_team",
    "support": "helpdesk_mgmt.group_helpdesk_user",
    "development": "helpdesk_mgmt.group_helpdesk_user",
    "manager": "helpdesk_mgmt.group_helpdesk_manager",
}


@dataclass(frozen=True)
class First:
    """What is copied."""

    ours: bool
    #: Users by role.
    users: dict
    #: Teams by tier.
    teams: dict
    company: object
    contact: object
    client: object
    #: Stages by code.
    stages: dict
    ticket: object
    message: object
    activity: object

    def remove(self):
        """Remove the ticket that was copied, with what is on it."""
        self.ticket.sudo().unlink()


def make(env):
    """Make the first of each kind, and return them."""
    # Nothing else asks which variant this is.
    ours = "helpdesk.ticket.stage.transition" in env
    users = {role: _make_user(env, role, ours) for role in _GROUPS}
    teams = _make_teams(env, users, ours)
    company = env["res.partner"].create(
        {
            "name": "Bench client",
            "is_company": True,
            **({"reseller_team_id": teams["reseller"].id} if ours else {}),
        }
    )
    contact = env["res.partner"].create(
        {
            "name": "Bench contact",
            "email": "contact@bench.example",
            "parent_id": company.id,
        }
    )
    client = env["res.users"].create(
        {
            "login": "bench.client",
            "password": "bench",
            "partner_id": contact.id,
            groups_field(env): [(6, 0, [env.ref("base.group_portal").id])],
        }
    )
    stages = _find_stages(env) if ours else _make_stages(env)
    ticket = _make_ticket(env, contact, users, teams, stages, ours)
    message = ticket.message_post(
        body="It is still so.", message_type="comment", subtype_xmlid="mail.mt_comment"
    )
    activity = ticket.activity_schedule(
        "mail.mail_activity_data_todo", user_id=users["manager"].id, summary="Call"
    )
    env.flush_all()
    return First(
        ours,
        users,
        teams,
        company,
        contact,
        client,
        stages,
        ticket,
        message,
        activity,
    )


def groups_field(env):
    """Return the name of the field with a user's groups, which 19.0 has renamed."""
    return next(
        name for name in ("group_ids", "groups_id") if name in env["res.users"]._fields
    )


def _make_user(env, role, ours):
    login = f"bench.{role}"
    plain = {groups_field(env): [(6, 0, [env.ref(_GROUPS[role]).id])]}
    return env["res.users"].create(
        {
            "name": login,
            "login": login,
            "password": "bench",
            "email": f"{login}@bench.example",
            **({"helpdesk_role": role} if ours else plain),
        }
    )


def _make_teams(env, users, ours):
    teams = {}
    # From the last tier to the first: each hands on to the one before it here.
    for tier, onto in (
        ("development", {}),
        ("support", {"development_team_id": "development"}),
        ("reseller", {"support_team_id": "support"}),
    ):
        values = {"name": f"Bench {tier}", "user_ids": [(6, 0, users[tier].ids)]}
        if ours:
            values |= {"pipeline": "escalation", "tier": tier}
            values |= {field: teams[other].id for field, other in onto.items()}
        teams[tier] = env["helpdesk.ticket.team"].create(values)
    return teams


def _find_stages(env):
    return {
        code: env.ref(f"revo_helpdesk_stages.helpdesk_ticket_stage_{code}")
        for code in STANDING
    }


def _make_stages(env):
    """Make stages like those of ours in the place of those of helpdesk_mgmt."""
    env["helpdesk.ticket"].search([]).unlink()
    env["helpdesk.ticket.stage"].search([]).active = False
    return {
        code: env["helpdesk.ticket.stage"].create(
            {
                "name": code,
                "sequence": number,
                "closed": code in CLOSED,
                "fold": code == "canceled",
            }
        )
        for number, code in enumerate(STANDING)
    }


def _make_ticket(env, contact, users, teams, stages, ours):
    values = {
        "name": "Bench ticket",
        "description": "<p>It does not print.</p>",
        "partner_id": contact.id,
        "team_id": teams["reseller"].id,
    }
    more = {"origin": "client"} if ours else {"stage_id": stages["backlog_client"].id}
    ticket = (
        env["helpdesk.ticket"]
        .with_user(users["manager" if ours else "reseller"])
        .create({**values, **more})
    )
    # Each copy gets followers of its own.
    ticket.message_unsubscribe(ticket.message_partner_ids.ids)
    return ticket
