"""How ours work beside OCA's other add-ons: run in Odoo's shell, as `env`; nothing of
it is kept.

Each person works with the demo data as in the web client: by forms and what they read.
"""

import logging
import traceback

from lxml import etree

from odoo import Command
from odoo.exceptions import UserError

root = env(user=env.ref("base.user_root"))  # noqa: F821
TICKETS = root["helpdesk.ticket"]
FIELDS = TICKETS._fields
TEAMS = root["helpdesk.ticket.team"]
LIST = (
    "tree" if "tree" in dict(root["ir.ui.view"]._fields["type"].selection) else "list"
)
failed = []


def as_user(login):
    """Return the environment of somebody who has just logged in."""
    root.flush_all()
    root.invalidate_all()
    user = root["res.users"].search([("login", "=", login)])
    return root["base"].with_user(user).with_context(lang=user.lang, tz=user.tz).env


def stage(code):
    return root["helpdesk.ticket.stage"].search([("code", "=", code)])


def check(method):
    """Try something on its own: the next one finds nothing of it."""
    try:
        with root.cr.savepoint():
            method()
            root.flush_all()
            raise InterruptedError
    except InterruptedError:
        pass
    except Exception:
        failed.append(method.__name__)
        logging.getLogger("beside").error(
            "%s: %s", method.__name__, traceback.format_exc(limit=-6)
        )
    root.invalidate_all()
    root.registry.clear_all_caches()


def refused(call, *arguments):
    """Return the words in which something is refused."""
    try:
        with root.cr.savepoint():
            call(*arguments)
            root.flush_all()
    except UserError as error:
        return str(error)
    raise AssertionError(f"{call} was not refused")


def is_apart(node):
    """Return whether what stands in a part of a view is not read with the record."""
    return node.tag in ("field", "chatter") or node.get("class") == "oe_chatter"


def get_spec(records, arch):
    """Return what the web client reads of records that it shows in a view."""
    spec = {}
    for node in etree.fromstring(arch).iter("field"):
        field = records._fields.get(node.get("name"))
        if not field or any(map(is_apart, node.iterancestors())):
            continue
        spec[field.name] = {}
        hidden = {node.get(name) for name in ("invisible", "column_invisible")}
        hidden &= {"1", "True"}
        if field.relational and not (field.type.endswith("2many") and hidden):
            spec[field.name] = {"fields": {"display_name": {}}}
    return spec


class Screen:
    """A form of tickets, which asks the server for what the web client asks for."""

    def __init__(self, login, ticket=None):
        self.tickets = as_user(login)["helpdesk.ticket"]
        for kind in ("kanban", LIST, "search", "form"):
            view = self.tickets.get_views([(False, kind)])["views"][kind]
            self.spec = get_spec(self.tickets, view["arch"])
            if kind in ("kanban", LIST):
                self.tickets.web_search_read([], self.spec, limit=9)
        if ticket:
            self.ticket = self.tickets.browse(ticket.id)
            self.values = self.ticket.web_read(self.spec)[0]
            assert self.values["name"], self.values
        else:
            self.ticket = self.tickets
            self.values = self.tickets.onchange({}, [], self.spec)["value"]

    def save(self, **values):
        """Fill in fields one after the other, and save what has been filled in."""
        shown = {}
        for name, value in values.items():
            shown[name] = value
            self.ticket.onchange(shown, [name], self.spec)
        saved = self.ticket.web_save(values, self.spec)
        return TICKETS.browse(saved[0]["id"])


def new_ticket(login, **values):
    """Open a ticket in the form; a client's as the portal does."""
    values = {"name": "Beside", "description": "Fails", **values}
    asking = as_user(login)
    if not asking.user.share:
        return Screen(login).save(**values)
    partner = asking.user.partner_id
    ticket = (
        asking["helpdesk.ticket"].sudo().create({**values, "partner_id": partner.id})
    )
    return TICKETS.browse(ticket.id)


def everybody_opens_reads_and_moves():
    """Clients', resellers' and direct tickets, by all who work on them."""
    ticket = new_ticket("client.pau")
    assert ticket.reseller_team_id, "no reseller"
    for login in ("reseller.nuria", "manager.vera"):
        Screen(login, ticket)
    reseller = ticket.with_env(as_user("reseller.nuria"))
    reseller.action_move(stage("in_progress_reseller").id)
    reseller.message_post(body="Tried another cable", message_type="comment")
    own = new_ticket("reseller.nuria")
    assert own.team_id.tier == "support", own.team_id.name
    for login in ("reseller.nuria", "support.omar", "manager.vera"):
        Screen(login, own)
    support = own.with_env(as_user("support.omar"))
    support.action_move(stage("in_progress_support").id)
    support.message_post(body="We look into it", message_type="comment")
    wizard = support.action_move(stage("backlog_dev").id)
    support.env["helpdesk.ticket.move"].with_context(**wizard["context"]).create(
        {"body": "The driver loses its handle"}
    ).action_apply()
    assert own.tier == "development", own.stage_id.name
    for login in ("reseller.nuria", "support.omar", "dev.ines"):
        Screen(login, own)
    own.with_env(as_user("dev.ines")).action_move(stage("in_progress_dev").id)
    reseller = ticket.with_env(as_user("reseller.nuria"))
    reseller.action_move(stage("resolved").id)
    reseller.action_close()
    assert ticket.closed_date
    direct = new_ticket("direct.marta", team_id=direct_team().id)
    Screen("direct.marta", direct)
    done = direct.team_id._get_applicable_stages().filtered("closed")[:1]
    direct.with_env(as_user("direct.marta")).stage_id = done
    assert direct.closed


def clients_answer_and_resolve():
    """On the site, and by e-mail."""
    ticket = new_ticket("client.pau")
    client = ticket.with_env(as_user("client.pau"))
    client.read(["name", "number"])
    # As the site does.
    client.sudo()._answer_as_client("It is the printer")
    parent = ticket.message_ids[:1].message_id
    mail = MAIL.format(ticket=ticket, parent=parent, number=0)
    root["mail.thread"].message_process(None, mail)
    assert "by e-mail" in "".join(ticket.message_ids.mapped("body"))
    client = ticket.with_env(as_user("client.pau"))
    client.sudo()._resolve_as_client("solved")
    assert ticket.phase == "resolved", ticket.phase


def escalated_with_what_is_set_up():
    """Service levels and required fields hold for the line, whoever moves."""
    if "use_sla" in TEAMS._fields:
        TEAMS.search([("pipeline", "=", "escalation")]).use_sla = True
    if "validate_field_ids" in root["helpdesk.ticket.stage"]._fields:
        field = root["ir.model.fields"]._get("helpdesk.ticket", "category_id")
        stage("in_progress_reseller").validate_field_ids = field
    ticket = new_ticket("client.pau")
    reseller = ticket.with_env(as_user("reseller.nuria"))
    if "validate_field_ids" in root["helpdesk.ticket.stage"]._fields:
        words = refused(reseller.action_move, stage("in_progress_reseller").id)
        assert "Category" in words or "Categoría" in words, words
        category = reseller.env["helpdesk.ticket.category"].search([], limit=1)
        Screen("reseller.nuria", ticket).save(category_id=category.id)
    reseller = ticket.with_env(as_user("reseller.nuria"))
    reseller.action_move(stage("in_progress_reseller").id)
    if "use_sla" in TEAMS._fields:
        assert ticket.ticket_sla_ids, "no service level"
        shown = Screen("reseller.nuria", ticket).values
        assert not shown.get("ticket_sla_ids"), shown["ticket_sla_ids"]
        assert Screen("manager.vera", ticket).values["ticket_sla_ids"]


def teams_of_the_line_have_rules_of_their_own():
    """What others let a team do by itself is refused where the line does it."""
    manager = as_user("manager.vera")
    team = manager["helpdesk.ticket.team"].search([("tier", "=", "reseller")], limit=1)
    partner = manager["res.partner"].search([], limit=1)
    for name, value in {
        "activity_stage_id": stage("resolved").id,
        "allow_set_activity": True,
        "allowed_partner_ids": [Command.set(partner.ids)],
        "assign_method": "balanced",
        "autoupdate_ticket_stage": True,
        "close_inactive_tickets": True,
        "default_partner_id": partner.id,
    }.items():
        if name in TEAMS._fields:
            words = refused(team.write, {name: value})
            assert team.name in words, words


def inactive_tickets_are_closed_in_direct_teams_alone():
    if "close_inactive_tickets" not in TEAMS._fields:
        return
    ticket = new_ticket("client.pau")
    direct = new_ticket("direct.marta", team_id=direct_team().id)
    stages = direct.team_id._get_applicable_stages()
    direct.team_id.write(
        {
            "close_inactive_tickets": True,
            "ticket_stage_ids": [Command.set(stages.ids)],
            "closing_ticket_stage": stages.filtered("closed")[:1].id,
        }
    )
    root.flush_all()
    # SQL: nobody says when it was last moved.
    root.cr.execute(
        "UPDATE helpdesk_ticket SET last_stage_update = now() - interval '30 days'"
    )
    root.invalidate_all()
    TEAMS.close_team_inactive_tickets()
    assert direct.closed, direct.stage_id.name
    assert not ticket.closed, ticket.stage_id.name


def somebody_gets_what_enters_a_team():
    """Our method holds in the line, whatever another one makes of it."""
    support = TEAMS.search([("tier", "=", "support")], limit=1)
    member = root["res.users"].search([("login", "=", "support.omar")])
    support.assignment_method = "balanced"
    # Without a list of members everybody of the role is one.
    for members in (member, member.browse()):
        support.user_ids = members
        ticket = new_ticket("reseller.nuria")
        assert ticket.user_id, "given to nobody"
        assert ticket.assignment_ids.user_id == ticket.user_id
    if "assign_method" in TEAMS._fields:
        team = direct_team()
        team.write({"assignment_method": "manual", "assign_method": "sequential"})
        ticket = new_ticket("manager.vera", team_id=team.id)
        assert ticket.user_id in team.user_ids, ticket.user_id
        assert "conflict" in refused(team.write, {"assignment_method": "balanced"})


def answers_move_direct_tickets_alone():
    """A client's answer is kept in both, and moves what another addon moves."""
    if "autoupdate_ticket_stage" not in TEAMS._fields:
        return
    team = direct_team()
    stages = team._get_applicable_stages().filtered(lambda stage: not stage.closed)
    team.write(
        {
            "autoupdate_ticket_stage": True,
            "autopupdate_src_stage_ids": [Command.set(stages[0].ids)],
            "autopupdate_dest_stage_id": stages[1].id,
        }
    )
    client = root["res.users"].search([("login", "=", "client.pau")]).partner_id
    direct = new_ticket("direct.marta", team_id=team.id, partner_id=client.id)
    line = new_ticket("client.pau")
    for ticket, number in ((direct, 1), (line, 2)):
        before = ticket.stage_id
        parent = ticket.message_ids[:1].message_id
        mail = MAIL.format(ticket=ticket, parent=parent, number=number)
        root["mail.thread"].message_process(None, mail)
        assert "by e-mail" in "".join(ticket.message_ids.mapped("body"))
        assert (ticket.stage_id == before) == (ticket == line), ticket.stage_id.name


def clients_rate_what_was_resolved():
    """A rating is asked for, and is no answer: the ticket stays resolved."""
    stages = root["helpdesk.ticket.stage"]
    if "rating_mail_template_id" not in stages._fields:
        return
    template = root.ref("helpdesk_mgmt_rating.rating_ticket_email_template")
    stage("resolved").rating_mail_template_id = template
    ticket = new_ticket("client.pau")
    reseller = ticket.with_env(as_user("reseller.nuria"))
    reseller.action_move(stage("in_progress_reseller").id)
    reseller.action_move(stage("resolved").id)
    rating = ticket.rating_ids
    assert rating.partner_id == ticket.partner_id, rating
    ticket.rating_apply(3, token=rating.access_token, feedback="Slow, but it works")
    assert ticket.phase == "resolved", ticket.stage_id.name
    assert any("Slow" in message.body for message in ticket.message_ids)
    Screen("reseller.nuria", ticket)
    # Who thinks again rates again.
    public = ticket.with_user(root.ref("base.public_user")).sudo()
    public.rating_apply(5, token=rating.access_token, feedback="Well, it is fine")
    assert rating.feedback == "Well, it is fine"


def related_tickets_are_shown_as_far_as_one_reads():
    if "related_ticket_ids" not in FIELDS:
        return
    theirs = new_ticket("client.andrei")
    ticket = new_ticket("client.pau")
    ticket.with_env(as_user("manager.vera")).related_ticket_ids = theirs
    assert theirs.related_ticket_ids == ticket
    shown = Screen("reseller.nuria", ticket).values["related_ticket_ids"]
    assert theirs.id not in [row["id"] for row in shown], shown
    assert Screen("manager.vera", ticket).values["related_ticket_ids"]


def contacts_of_a_reseller_are_opened_and_saved():
    """Other addons add fields to contacts, too."""
    contact = root["res.users"].search([("login", "=", "client.pau")]).partner_id
    contact = contact.with_env(as_user("reseller.nuria"))
    for kind in ("kanban", LIST, "form"):
        arch = contact.get_views([(False, kind)])["views"][kind]["arch"]
        contact.web_read(get_spec(contact, arch))


def templates_describe_what_is_asked_for():
    category = root["helpdesk.ticket.category"].search([("name", "like", "Beside")])
    if "template_description" in category._fields:
        ticket = new_ticket("reseller.nuria", category_id=category.id)
        assert ticket.description, "no description"


def companies_without_teams_lose_no_ticket():
    other = root["res.company"].create({"name": "Beside"})
    user = root["res.users"].search([("login", "=", "support.omar")])
    user.company_ids |= other
    tickets = as_user("support.omar")["helpdesk.ticket"]
    tickets = tickets.with_context(allowed_company_ids=other.ids)
    values = {"name": "Beside", "description": "Fails"}
    assert not tickets.create(values).sudo().team_id
    team = TEAMS.create(
        {
            "name": "Support of the other",
            "pipeline": "escalation",
            "tier": "support",
            "company_id": other.id,
        }
    )
    assert tickets.create(values).sudo().team_id == team


def direct_team():
    user = root["res.users"].search([("login", "=", "direct.marta")])
    return user.helpdesk_team_ids.filtered(lambda team: team.pipeline == "direct")[:1]


MAIL = """From: {ticket.partner_id.email}
To: catchall@example.com
Subject: Re: {ticket.number}
Message-Id: <beside-{number}@example.com>
In-Reply-To: {parent}
References: {parent}
Content-Type: text/plain

It goes on, by e-mail.
"""

for one in (
    everybody_opens_reads_and_moves,
    clients_answer_and_resolve,
    escalated_with_what_is_set_up,
    teams_of_the_line_have_rules_of_their_own,
    inactive_tickets_are_closed_in_direct_teams_alone,
    somebody_gets_what_enters_a_team,
    answers_move_direct_tickets_alone,
    clients_rate_what_was_resolved,
    related_tickets_are_shown_as_far_as_one_reads,
    contacts_of_a_reseller_are_opened_and_saved,
    templates_describe_what_is_asked_for,
    companies_without_teams_lose_no_ticket,
):
    check(one)
assert not failed, failed
