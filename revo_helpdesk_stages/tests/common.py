import json

from markupsafe import Markup

from odoo import Command, fields, http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, TransactionCase, tagged

from ..exceptions import TextMissing
from .compat import narrow_pages
from .isolation.recorder import recording
from .reference import STAGES

TEXTS = {
    "nothing": {},
    "client_note": {"body": "<p>Which printer is it?</p>"},
    "message": {"body": "<p>It happens with every card.</p>"},
    "evidence": {
        "tests_performed": "<p>Paid with two cards.</p>",
        "observed": "<p>The terminal says: declined.</p>",
    },
    "reason": {"body": "<p>It is a duplicate.</p>"},
}

GROUPS = {
    "reseller": "revo_helpdesk_stages.group_reseller_user",
    "support": "revo_helpdesk_stages.group_support_agent",
    "development": "revo_helpdesk_stages.group_development_agent",
    "manager": "helpdesk_mgmt.group_helpdesk_manager",
    "plain": "helpdesk_mgmt.group_helpdesk_user",
    "client": "base.group_portal",
}

# The people of the line, and what they do in it.
PEOPLE = {
    "ana": "reseller",
    "ben": "reseller",
    "rita": "reseller",
    "sam": "support",
    "sue": "support",
    "dan": "development",
    "dora": "development",
    "mia": "manager",
    "pia": "plain",
    "cleo": "client",
    "cora": "client",
}


# Seconds that a screen may take for all that a test does with it.
PATIENCE = 600


class Undo(Exception):
    """Ends an attempt whose outcome is known and whose effect is not wanted."""


# Who writes in the log what is refused.
_WALLS = "odoo.addons.revo_helpdesk_stages.models.isolation"


class SupportLineMixin:
    """A small line of its own: two resellers with clients, support and development.

    Nothing of it depends on demo data; the company's defaults are this line's.
    """

    @classmethod
    def _set_up_line(cls):
        cls.env = cls.env(context={**cls.env.context, "no_reset_password": True})
        cls.company = cls.env.company
        cls.tickets = cls.env["helpdesk.ticket"]
        cls.stage = {
            code: cls.env.ref(f"revo_helpdesk_stages.helpdesk_ticket_stage_{code}")
            for code in STAGES
        }
        cls._create_users(PEOPLE)
        cls.development = cls._create_team("development", cls.dan | cls.dora)
        cls.support = cls._create_team(
            "support", cls.sam | cls.sue, development_team_id=cls.development.id
        )
        cls.north = cls._create_team(
            "reseller", cls.ana | cls.ben, name="North", support_team_id=cls.support.id
        )
        cls.south = cls._create_team(
            "reseller", cls.rita, name="South", support_team_id=cls.support.id
        )
        cls.company.write(
            {
                # Texts name the vendor as the company is named.
                "name": "REVO",
                "helpdesk_default_reseller_team_id": cls.south.id,
                "helpdesk_default_support_team_id": cls.support.id,
                "helpdesk_default_development_team_id": cls.development.id,
                "helpdesk_started": True,
                # On by default, and wrong for the line: who opens a ticket is not
                # who works on it.
                "helpdesk_mgmt_ticket_auto_assign": True,
            }
        )
        cls.shop = cls._create_client("Shop", cls.north)
        cls.cafe = cls._create_client("Cafe", cls.south)
        cls.cleo.partner_id.parent_id = cls.shop
        cls.cora.partner_id.parent_id = cls.cafe
        cls.user_of = {
            "client": cls.cleo,
            "reseller": cls.ana,
            "support": cls.sam,
            "development": cls.dan,
            "manager": cls.mia,
            "plain": cls.pia,
        }

    @classmethod
    def _create_users(cls, roles):
        """Create people, all at once as it is slow, and keep each by their name."""
        users = cls.env["res.users"].create(
            [cls._prepare_user(name, role) for name, role in roles.items()]
        )
        for name, user in zip(roles, users, strict=True):
            setattr(cls, name, user)

    @classmethod
    def _create_user(cls, name, role, **values):
        return cls.env["res.users"].create({**cls._prepare_user(name, role), **values})

    @classmethod
    def _create_rights_manager(cls, name):
        """Create who gives rights to others, and has no part in the line."""
        groups = ("base.group_erp_manager", "base.group_partner_manager")
        ids = [cls.env.ref(group).id for group in groups]
        return cls._create_user(name, "manager", groups_id=[Command.set(ids)])

    @classmethod
    def _prepare_user(cls, name, role):
        """Return the values of somebody with one group, and without a password: hashing
        takes its time.
        """
        login = f"{name}@line.example"
        return {
            "name": name.title(),
            "login": login,
            "email": login,
            "groups_id": [Command.set(cls.env.ref(GROUPS[role]).ids)],
        }

    def _take_leave(self, *users, **values):
        """Let people be on leave since yesterday, until tomorrow."""
        now = fields.Datetime.now()
        for user in users:
            resource = self.env["resource.resource"].create(
                {"name": user.name, "user_id": user.id}
            )
            self.env["resource.calendar.leaves"].create(
                {
                    "name": "Holidays",
                    "resource_id": resource.id,
                    "calendar_id": resource.calendar_id.id,
                    "date_from": fields.Datetime.subtract(now, days=1),
                    "date_to": fields.Datetime.add(now, days=1),
                    **values,
                }
            )

    @classmethod
    def _create_team(cls, tier, users=None, **values):
        return cls.env["helpdesk.ticket.team"].create(
            {
                "name": tier.title(),
                "pipeline": "direct" if tier == "direct" else "escalation",
                "tier": tier,
                "user_ids": [Command.set(users.ids if users else [])],
                **values,
            }
        )

    @classmethod
    def _create_client(cls, name, reseller=None):
        """Create a client company."""
        return cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": True,
                "reseller_team_id": reseller.id if reseller else False,
            }
        )

    @classmethod
    def _create_ticket(cls, opener=None, **values):
        """Open a ticket, as the portal does for a client unless an opener is named."""
        tickets = cls.tickets
        if opener is None:
            # sudo: so does the portal's controller, as clients may not create tickets.
            tickets = tickets.with_user(cls.cleo).sudo()
            values.setdefault("partner_id", cls.cleo.partner_id.id)
        else:
            tickets = tickets.with_user(opener)
        ticket = tickets.create(
            {
                "name": "Card payment fails",
                "description": "<p>Since this morning.</p>",
                **values,
            }
        )
        return cls.tickets.browse(ticket.id)

    @classmethod
    def _create_ticket_in(cls, code, escalated=None, user=None, **values):
        ticket = cls._create_ticket(**values)
        cls._put(ticket, code, escalated=escalated, user=user)
        return ticket

    @classmethod
    def _put(cls, tickets, code, escalated=None, user=None):
        """Place tickets in a stage, whatever the way there would be.

        With SQL, as each test would else have to play a whole ticket first, and the
        rules under test would decide whether another rule can be tested. Nothing is
        written on the ticket since it entered the stage; the ledger does not know of
        it.

        :param bool escalated: the ticket once stood with support; by default where the
            stage says so
        """
        stage = cls.stage[code]
        team = {
            "reseller": tickets.reseller_team_id,
            "support": cls.support,
            "development": cls.development,
        }[stage.tier]
        if escalated is None:
            escalated = stage.tier != "reseller"
        cls.env.flush_all()
        cls.env.cr.execute(
            """
            UPDATE helpdesk_ticket ticket
               SET stage_id = stage.id,
                   pipeline = stage.pipeline,
                   tier = stage.tier,
                   phase = stage.phase,
                   waiting_on = stage.waiting_on,
                   unattended = stage.unattended,
                   closed = stage.closed,
                   team_id = %(team)s,
                   user_id = %(user)s,
                   escalated_date = CASE WHEN %(escalated)s THEN ticket.create_date END,
                   development_date = CASE WHEN stage.tier = 'development'
                                           THEN ticket.create_date END,
                   stage_message_id = (SELECT max(id) FROM mail_message),
                   resolved_date = CASE WHEN stage.phase = 'resolved'
                                        THEN %(now)s::timestamp END,
                   closed_date = CASE WHEN stage.phase = 'canceled'
                                      THEN %(now)s::timestamp END,
                   close_method = CASE WHEN stage.phase = 'canceled' THEN 'team' END,
                   closed_by_id = NULL
              FROM helpdesk_ticket_stage stage
             WHERE stage.id = %(stage)s AND ticket.id IN %(tickets)s
            """,
            {
                "stage": stage.id,
                "team": team.id,
                "user": user.id if user else None,
                "escalated": escalated,
                "now": fields.Datetime.now(),
                "tickets": tuple(tickets.ids),
            },
        )
        cls.env.invalidate_all()
        for name in ("client_status", "client_rank", "auto_close_date"):
            cls.env.add_to_compute(tickets._fields[name], tickets)

    @classmethod
    def _set_aside(cls, records):
        """Archive stages or teams with tickets, which asks nobody where those go."""
        cls.env.flush_all()
        cls.env.cr.execute(
            f"UPDATE {records._table} SET active = false WHERE id IN %s",
            [tuple(records.ids)],
        )
        cls.env.invalidate_all()
        cls.env.registry.clear_cache()

    @classmethod
    def _share(cls, stage, teams):
        """Share a stage with some teams alone, and archive what stands with others."""
        others = cls.tickets.search(
            [("stage_id", "=", stage.id), ("team_id", "not in", teams.ids)]
        )
        others.write({"active": False})
        stage.team_ids = teams

    @classmethod
    def _name_release(cls, tickets):
        """Name the release that solves tickets, for tests that let them wait for one.

        The addon for releases, where it is installed, lets no ticket wait without.
        """
        if "release_id" in tickets._fields:
            tickets.release_id = cls.env["helpdesk.release"].create(
                {
                    "name": f"0.{tickets[:1].id}",
                    "date_planned": fields.Date.today(),
                    "is_hotfix": True,
                    "hotfix_reason": "Tills stand still",
                }
            )

    def _as(self, user, records):
        """Act on records as a user does: a client through the portal's controllers,
        which use sudo and stay the client.
        """
        records = records.with_user(user)
        return records.sudo() if user.share else records

    def _move(self, tickets, user, code, **texts):
        """Move tickets as a user does: press the button, write what the wizard asks.

        :param texts: what to write; by default the kind of text that is asked for
        """
        action = self._as(user, tickets).action_move(self.stage[code].id)
        if action:
            wizard = self._open_wizard(action, user)
            wizard.write(texts or TEXTS[wizard.requires])
            wizard.action_apply()
        self.env.invalidate_all()

    def _walk(self, ticket, *steps):
        """Move a ticket along steps: ``(user, code)``."""
        for user, code in steps:
            self._move(ticket, user, code)
            self.assertEqual(ticket.stage_id, self.stage[code])

    def _open_wizard(self, action, user, **texts):
        # In this order: sudo drops the defaults of a context.
        wizards = self._as(user, self.env["helpdesk.ticket.move"])
        return wizards.with_context(**action["context"]).create(texts)

    def _write_text(self, ticket, user, kind, body=None):
        """Write on a ticket as a user does in the chatter."""
        is_note = kind == "note"
        return self._as(user, ticket).message_post(
            body=Markup(body) if body else f"A {kind}",
            message_type="comment",
            subtype_xmlid="mail.mt_note" if is_note else "mail.mt_comment",
        )

    def _attempt(self, action):
        """Return what happens when somebody tries something, and undo it.

        :return: ``"moves"``, ``"lacks text"`` or ``"refused"``
        """
        try:
            with self.env.cr.savepoint():
                action()
                self.env.flush_all()
                raise Undo
        except Undo:
            return "moves"
        except TextMissing:
            return "lacks text"
        except UserError:
            return "refused"

    def _attempt_refused(self, action):
        """Return what happens like :meth:`_attempt`, in a tenth of the time.

        Without a savepoint, which would empty the cache each time: for what is expected
        to be refused before anything is written.
        """
        try:
            action()
        except TextMissing:
            return "lacks text"
        except UserError:
            return "refused"
        return "moves"

    def _get_texts(self, tickets):
        """Return what people wrote, without what Odoo logs by itself."""
        return tickets.message_ids.filtered(
            lambda message: message.message_type == "comment"
        )

    def _get_told(self, message):
        """Return the partners that a message notified, by whatever way."""
        return message.sudo().notification_ids.res_partner_id

    def _get_ledger(self, ticket):
        """Return the rows of the ledger as they were written: team, user, method."""
        ticket.invalidate_recordset(["assignment_ids"])
        return [
            (row.team_id, row.user_id, row.method)
            for row in ticket.sudo().assignment_ids.sorted("id")
        ]


@tagged("post_install", "-at_install")
class SupportLineCase(SupportLineMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_line()


@tagged("post_install", "-at_install")
class SupportLineHttpCase(SupportLineMixin, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # 17.0 reads all manifests for the first file that a page asks for: several ask
        # at once, and Python 3.11 then fails now and then.
        getattr(http.root, "statics", None)
        cls._set_up_line()

    def browser_js(self, *args, timeout=0, **kwargs):
        """Hold what the screens call to the table of calls, in each tour; nothing that
        they do is refused by a wall. Each step has a limit of its own, all of them
        together have one that a busy machine keeps, too.
        """
        refused = []
        with (
            recording(self.env, refused),
            narrow_pages(self),
            self.assertNoLogs(_WALLS, "INFO"),
        ):
            result = super().browser_js(*args, timeout=max(timeout, PATIENCE), **kwargs)
            self._await_last_requests()
        self.assertFalse(refused, "called by a screen, and not in the table")
        return result

    def _await_last_requests(self):
        """Wait for what the browser asked for right before it was closed.

        Odoo waits for what the server has begun with, and both write with one cursor.
        The server begins in the order in which it was asked: what it was asked before
        this file, it has begun once it answers.
        """
        self.url_open("/web/static/img/favicon.ico")
        self._wait_remaining_requests()

    def _tour_board(self, tour, user):
        """Play a tour that begins on the board, as a user."""
        user.password = user.login
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        url = f"/web#action={board.id}"
        self.start_tour(url, tour, login=user.login, timeout=90)

    def _log_in(self, user):
        user.password = user.login
        self.authenticate(user.login, user.login)

    def _post(self, route, **data):
        """Send a form as the page of the site does."""
        return self.url_open(route, data={"csrf_token": self._get_token(), **data})

    def _get_token(self):
        return http.Request.csrf_token(self)

    def _get_page(self, ticket, **params):
        """Return the page of a ticket on the site, as text."""
        self.env.flush_all()
        query = "&".join(f"{name}={value}" for name, value in params.items())
        return self.url_open(f"/my/ticket/{ticket.id}?{query}").text

    def _post_json(self, route, **params):
        """Call a route as a script of a page does; give the answer as it arrives."""
        return self.url_open(
            route,
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()

    def _post_on_page(self, ticket, text):
        """Write on a ticket as its page on the site does."""
        return self._post(f"/my/ticket/{ticket.id}/answer", text=text)

    def _call(self, model, method, *arguments, **keywords):
        """Call a method as the web client does."""
        return self._post_json(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=arguments,
            kwargs=keywords,
        )
