"""The tickets of the parties, with all that is written on them."""

import base64

from odoo import Command

from .elsewhere import write_elsewhere
from .markers import CASES, marker
from .parties import PartiesMixin
from .planting import Planter
from .secrets import Secrets

# The models that this fixture fills by itself.
_FILLED = {
    "helpdesk.ticket",
    "helpdesk.ticket.stay",
    "helpdesk.ticket.team",
    "hr.employee",
    "ir.attachment",
    "mail.activity",
    "mail.message",
    "project.project",
    "project.task",
    "res.partner",
    "res.users",
}
_STAGE_OF_CASE = {
    "own": "in_progress_reseller",
    "sup": "in_progress_support",
    "dev": "in_progress_dev",
    "white": "in_progress_support",
}


class IsolationMixin(PartiesMixin):
    """Two resellers, a direct team and the vendor, each text with its party's marker.

    Everybody follows every ticket, is notified of every message and has starred it: a
    mail gateway or a careless colleague does as much, and it must open nothing.
    """

    @classmethod
    def _set_up_parties(cls):
        cls._set_up_line()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False})
        cls._create_more_people()
        cls._mark_people()
        cls._mark_teams()
        # Else somebody of the parties would be the one who computed what follows.
        cls.env.flush_all()
        cls._create_work()
        cls.integrator = cls.env["helpdesk.integrator"].create(
            {"name": marker("vendor", "plant"), "team_id": cls.support.id}
        )
        cls.cases = {case: cls._create_case(case) for case in CASES}
        for case, ticket in cls.cases.items():
            cls._fill_case(case, ticket)
        write_elsewhere(cls.env, cls.dan, cls.shop)
        cls._attach_problems()
        cls._open_doors()
        cls._leave_team()
        cls.env.flush_all()

    @classmethod
    def _plant_everything(cls):
        """Plant the models that the parties have nothing in yet."""
        # 19.0 has made them with the users.
        cls.env["res.users.settings"].search([]).unlink()
        cls.planter = Planter(cls.env, cls._get_anchors())
        cls.planter.plant_all(_FILLED)
        cls.secrets = Secrets(cls.env, cls.planter.planted)

    @classmethod
    def _create_case(cls, case):
        reseller, client, _vendor = CASES[case]
        text = marker(case, "case")
        values = {
            "name": text,
            "description": text,
            "partner_name": text,
            "partner_email": f"{text}@line.example",
        }
        if case == "counter":
            return cls.tickets.browse(
                cls._create_ticket(
                    opener=cls.hugo,
                    team_id=cls.direct.id,
                    partner_id=cls.bistro.id,
                    **values,
                ).id
            )
        opener = cls.users[client or reseller]
        ticket = cls.tickets.browse(
            cls.tickets.with_user(opener)
            .sudo()
            .create({**values, "partner_id": opener.partner_id.id})
            .id
        )
        code = _STAGE_OF_CASE[
            case.removeprefix("north").removeprefix("kiosk").removeprefix("south")
        ]
        cls._put(ticket, code, user={"own": cls.users[reseller]}.get(code))
        return ticket

    @classmethod
    def _fill_case(cls, case, ticket):
        """Let everybody who knows of the ticket write on it, with files."""
        reseller, client, vendor = CASES[case]
        worker = (
            cls.users[min(vendor, key=["dan", "sam", "hugo", "pia"].index)]
            if (vendor)
            else cls.mia
        )
        note, comment = "mail.mt_note", "mail.mt_comment"
        if case == "counter":
            cls._write(case, ticket, worker, "toclient", comment)
        else:
            cls._write(case, ticket, cls.users[reseller], "toreseller", comment)
            cls._write(case, ticket, cls.users[reseller], "toclient", note)
            cls._plan(case, ticket, cls.users[reseller], "toreseller")
        if client:
            cls._write(case, ticket, cls.users[client], "toclient", comment)
            # A manager may write to the client past its reseller.
            cls._write(case, ticket, cls.mia, "toclient", comment, audience="client")
        if vendor and reseller:
            cls._write(case, ticket, worker, "toreseller", comment)
        cls._write(case, ticket, worker, "tovendor", note)
        cls._plan(case, ticket, worker, "tovendor")
        cls._plan(case, ticket, worker, "tovendor").with_user(worker).action_feedback(
            feedback=marker(case, "tovendor")
        )
        for user, kind in (
            (worker, "tovendor"),
            (reseller and cls.users[reseller], "toreseller"),
            (client and cls.users[client], "toclient"),
        ):
            if user:
                cls._add_file(case, ticket, user, kind)
        if case != "counter":
            cls._link_task(case, ticket)
            cls._ask_integrator(case, ticket)
        cls._rate(case, ticket, client and cls.users[client])
        cls.env.flush_all()
        cls.env.cr.precommit.run()

    @classmethod
    def _link_task(cls, case, ticket):
        """Link a task, as a manager does: the log tells the names of task, project and
        person. The one with hours is of the ticket that has been everywhere.
        """
        task = cls.task if case == "northdev" else cls.task.copy()
        # sudo: a helpdesk manager need not manage projects.
        ticket.with_user(cls.mia).sudo().write(
            {"project_id": cls.project.id, "task_id": task.id}
        )
        task.name = marker("work", "task")

    @classmethod
    def _ask_integrator(cls, case, ticket):
        """Ask an integrator, and get an answer with a file: the vendor's alone."""
        text = marker(case, "tovendor")
        request = ticket._wait_for_integrator(cls.integrator, reference=text)
        # Wherever the ticket stands.
        ticket._write_settled({"integrator_id": cls.integrator.id})
        request.sudo().message_post(
            body=text,
            subject=text,
            email_from=f"{text}@line.example",
            author_id=False,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            attachments=[(f"{text}.txt", text.encode())],
        )

    @classmethod
    def _write(cls, case, ticket, user, kind, subtype, **values):
        text = marker(case, kind)
        ticket.with_user(user).sudo(user.share).message_post(
            body=text,
            subject=text,
            message_type="comment",
            subtype_xmlid=subtype,
            attachments=[(f"{text}.txt", text.encode())],
            **values,
        )

    @classmethod
    def _plan(cls, case, ticket, user, kind):
        text = marker(case, kind)
        return ticket.with_user(user).activity_schedule(
            "mail.mail_activity_data_todo", summary=text, note=text, user_id=user.id
        )

    @classmethod
    def _add_file(cls, case, ticket, user, kind):
        """Upload a file outside of any message, as the web client's button does."""
        text = marker(case, kind)
        # sudo: so do the controllers for portal users.
        return (
            cls.env["ir.attachment"]
            .with_user(user)
            .sudo(user.share)
            .create(
                {
                    "name": f"{text}.txt",
                    "description": text,
                    "datas": base64.b64encode(text.encode()),
                    "res_model": ticket._name,
                    "res_id": ticket.id,
                }
            )
        )

    @classmethod
    def _rate(cls, case, ticket, client):
        rating = cls.env["rating.rating"].create(
            {
                "res_model_id": cls.env["ir.model"]._get_id(ticket._name),
                "res_id": ticket.id,
                "rating": 5,
                "consumed": True,
                "feedback": marker(case, "toclient"),
                "partner_id": (client or cls.mia).partner_id.id,
                "rated_partner_id": ticket.user_id.partner_id.id,
            }
        )
        team = ticket._get_client_team()
        rating.write(
            {
                "parent_res_model_id": cls.env["ir.model"]._get_id(team._name),
                "parent_res_id": team.id,
            }
        )

    @classmethod
    def _attach_problems(cls):
        """Attach tickets of all parties to what is known to everybody, or to the vendor
        alone, where the addon for it is there.
        """
        if "development_item_id" not in cls.tickets._fields:
            return
        problems = cls.env["helpdesk.development.item"]
        text = marker("vendor", "plant")
        hidden = dict.fromkeys(("name", "reference", "symptoms", "answer"), text)
        shared, closed = problems.create(
            [{"name": "Known to everybody", "readers": "client"}, hidden]
        )
        for case, ticket in cls.cases.items():
            ticket.development_item_id = closed if case.endswith("dev") else shared

    @classmethod
    def _open_doors(cls):
        """Let everybody follow, be notified of and star what is not theirs."""
        tickets = cls.tickets.union(*cls.cases.values())
        partners = cls.env["res.partner"].union(
            *(user.partner_id for user in cls.users.values())
        )
        tickets.message_subscribe(partners.ids)
        requests = cls.env["helpdesk.integrator.request"].search([])
        requests.message_subscribe(partners.ids)
        messages = cls.env["mail.message"].search(
            [("model", "=", tickets._name), ("res_id", "in", tickets.ids)]
        )
        told = {
            (row.mail_message_id, row.res_partner_id)
            for row in messages.notification_ids
        }
        cls.env["mail.notification"].create(
            [
                {
                    "mail_message_id": message.id,
                    "res_partner_id": partner.id,
                    "notification_type": "inbox",
                }
                for message in messages
                for partner in partners
                if (message, partner) not in told
            ]
        )
        messages.write(
            {
                "partner_ids": [Command.link(partner.id) for partner in partners],
                "starred_partner_ids": [Command.set(partners.ids)],
            }
        )
        attachments = cls.env["ir.attachment"].search(
            [("res_model", "=", tickets._name), ("res_id", "in", tickets.ids)]
        )
        attachments.generate_access_token()
        for ticket in tickets:
            ticket._portal_ensure_token()

    @classmethod
    def _get_anchors(cls):
        """Return a record of each party in the models that a party is known by."""
        messages = cls.env["mail.message"]
        attachments = cls.env["ir.attachment"]
        anchors = {}
        for party, case, team, user, partner, kind in (
            ("north", "northsup", cls.north, cls.ben, cls.shop, "toreseller"),
            ("south", "southsup", cls.south, cls.rita, cls.cafe, "toreseller"),
            ("vendor", "northdev", cls.development, cls.dan, cls.bistro, "tovendor"),
        ):
            ticket = cls.cases[case if party != "vendor" else "counter"]
            text = marker(case, kind)
            anchors[party] = {
                "helpdesk.ticket": ticket,
                "helpdesk.ticket.team": team,
                "res.partner": partner,
                "res.users": user,
                "mail.message": messages.search([("body", "ilike", text)], limit=1),
                "ir.attachment": attachments.search([("name", "=like", f"{text}%")])[
                    :1
                ],
                "project.project": cls.project,
                "project.task": cls.task,
            }
        for party in ("north", "south"):
            # Projects and tasks are the vendor's alone.
            del anchors[party]["project.project"], anchors[party]["project.task"]
        return anchors

    @classmethod
    def _leave_team(cls):
        """Remove one who has worked in the team, with every cache warm."""
        cls.env.flush_all()
        cls.tickets.with_user(cls.zoe).search([])
        cls.north.user_ids -= cls.zoe
