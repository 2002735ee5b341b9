"""Somebody else keeps rows locked: reading does not wait, and writing not for long."""

import time
import xmlrpc.client
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

from psycopg2.errors import LockNotAvailable

from odoo.tools import SQL, mute_logger

from ...exceptions import Busy
from ...models import locks
from ...models.locks import SECONDS, has_waited, limit_waiting
from ..mail.mail_case import DOMAIN
from ..own_database import OwnDatabaseCase
from ..site import PATIENCE, Site

#: Whatever a page may touch.
TABLES = (
    "account_analytic_line",
    "helpdesk_ticket",
    "helpdesk_ticket_assignment",
    "helpdesk_ticket_stage",
    "helpdesk_ticket_stay",
    "helpdesk_ticket_team",
    "ir_attachment",
    "mail_activity",
    "mail_followers",
    "mail_message",
    "project_project",
    "project_task",
    "res_company",
    "res_partner",
    "res_users",
)


class TestWaiting(OwnDatabaseCase):
    @classmethod
    def _set_up_data(cls):
        domain = cls.env["mail.alias.domain"].create({"name": DOMAIN})
        cls.company.alias_domain_id = domain
        cls.north.alias_name = "north"
        for user in (cls.cleo, cls.cora, cls.ana, cls.mia):
            user.password = user.login
        admin = cls.env.ref("base.user_admin")
        admin.password = "admin"
        people = cls.cleo | cls.cora | cls.ana
        cls.logins = {user.login.partition("@")[0]: user.login for user in people}
        cls.sender = cls.cleo.email
        cls.uids = {"mia": cls.mia.id, "admin": admin.id}
        cls.mia_login = cls.mia.login
        cls.stage_ids = {code: stage.id for code, stage in cls.stage.items()}
        cls.ids = {
            name: cls._create_ticket_in(stage).id
            for name, stage in {
                "answer": "backlog_client",
                "resolve": "in_progress_reseller",
                "reopen": "resolved",
                "close": "resolved",
                "staff": "in_progress_reseller",
                "mail": "backlog_client",
            }.items()
        }
        fetched = cls._create_ticket_in("backlog_client")
        cls.fetched_id, cls.fetched_number = fetched.id, fetched.number
        cls.other_id = cls._create_ticket(partner_id=cls.cora.partner_id.id).id
        ticket = cls.tickets.browse(cls.ids["answer"])
        cls.token = ticket._portal_ensure_token()
        cls.number = cls.tickets.browse(cls.ids["mail"]).number

    def _lock(self, table, ids=None):
        """Keep rows locked until the test ends, or the cursor is closed."""
        cr = self.own_registry.cursor()
        self.addCleanup(cr.close)
        cr.execute(
            SQL(
                "SELECT id FROM %s WHERE %s FOR %s",
                SQL.identifier(table),
                SQL("id IN %s", tuple(ids)) if ids else SQL("true"),
                # As a change locks them: 19.0 notes now and then where somebody is
                # logged in, and points at the user.
                SQL("NO KEY UPDATE" if table == "res_users" else "UPDATE"),
            )
        )
        return cr

    def _wait_for_a_second(self):
        """Let what happens in this process be given up sooner."""
        waiting = patch.object(locks, "SECONDS", 1)
        waiting.start()
        self.addCleanup(waiting.stop)

    def test_no_page_waits(self):
        (address,) = self._start_servers(1)
        cleo = Site(address, self.database, self.logins["cleo"])
        ana = Site(address, self.database, self.logins["ana"])
        # Style sheets and scripts are stored once, for everybody.
        cora = Site(address, self.database, self.logins["cora"])
        for path in ("/my/tickets", "/new/ticket", f"/my/ticket/{self.other_id}"):
            self.assertEqual(cora.get(path).status_code, 200)
        for table in TABLES:
            self._lock(table)
        # Each of them would be refused that waits for one of these.
        for page in self._get_pages(cleo, ana):
            page()

    def _get_pages(self, cleo, ana):
        def get(site, path):
            def page():
                answer = site.get(path)
                self.assertEqual(answer.status_code, 200, path)

            return page

        def call(*arguments, **keywords):
            def page():
                answer = ana.call("helpdesk.ticket", *arguments, **keywords)
                self.assertNotIn("error", answer, arguments)

            return page

        pages = [
            get(cleo, path)
            for path in (
                "/my",
                "/my/tickets",
                "/my/tickets?groupby=status&sortby=date",
                "/new/ticket",
                *(f"/my/ticket/{number}" for number in self.ids.values()),
            )
        ]
        number = self.ids["answer"]
        pages.append(get(ana, f"/my/ticket/{number}?access_token={self.token}"))
        fields = {"name": {}, "stage_id": {}, "user_id": {}, "team_id": {}}
        views = [[False, kind] for kind in ("kanban", "form", "search")]
        pages += [
            call("get_views", views=views),
            call("web_search_read", domain=[], specification=fields),
            call("web_read", [number], specification=fields),
            call("search_count", []),
            call("name_search", "Card"),
        ]
        return pages

    def test_each_way_in_gives_up_soon_and_keeps_what_was_typed(self):
        (address,) = self._start_servers(1)
        cleo = Site(address, self.database, self.logins["cleo"])
        ana = Site(address, self.database, self.logins["ana"])
        forms = {
            name: cleo.read_forms(f"/my/ticket/{number}")
            for name, number in self.ids.items()
        }
        lock = self._lock("helpdesk_ticket", self.ids.values())
        with ThreadPoolExecutor() as threads:
            mail = threads.submit(self._hand_in, address)
            began = time.monotonic()
            tried = [
                threads.submit(attempt)
                for attempt in self._get_attempts(address, cleo, ana, forms)
            ]
            try:
                for future in tried:
                    future.result(PATIENCE)
                # It is the first wait that is given up: Odoo would try five times.
                self.assertGreater(time.monotonic() - began, SECONDS - 1)
                # E-mail waits for its turn: a mail server would send it back.
                self.assertFalse(mail.done())
            finally:
                # Who still waits for it would keep the threads, and the test, for ever.
                lock.close()
            self.assertEqual(mail.result(PATIENCE), self.ids["mail"])
        self._check_nothing_changed_but_the_mail()
        # What was kept is sent once more.
        answer = self._send(cleo, forms, "answer", "answer", text="It is the till")
        self.assertEqual(answer.status_code, 303)

    def _send(self, site, forms, name, action, **data):
        path = f"/my/ticket/{self.ids[name]}/{action}"
        return site.send(path, **{**forms[name][path], **data})

    def _hand_in(self, address):
        mail = (
            f"From: {self.sender}\nTo: north@{DOMAIN}\n"
            f"Subject: Re: {self.number} Card payment fails\n"
            "Message-Id: <patient@shop.example>\n\nIt is the mail.\n"
        )
        server = xmlrpc.client.ServerProxy(f"{address}/object", allow_none=True)
        return server.execute_kw(
            self.database,
            self.uids["admin"],
            "admin",
            "mail.thread",
            "message_process",
            [False, xmlrpc.client.Binary(mail.encode())],
        )

    def _get_attempts(self, address, cleo, ana, forms):
        def send(name, action, **data):
            def attempt():
                answer = self._send(cleo, forms, name, action, **data)
                self.assertEqual(answer.status_code, 422, answer.text[-2000:])
                self.assertIn("somebody else is just changing", answer.text)
                for text in data.values():
                    self.assertIn(text, answer.text)

            return attempt

        def call(method, *arguments, **keywords):
            def attempt():
                answer = ana.call(
                    "helpdesk.ticket",
                    method,
                    [self.ids["staff"]],
                    *arguments,
                    **keywords,
                )
                error = answer["error"]["data"]
                self.assertEqual(
                    error["name"], "odoo.addons.revo_helpdesk_stages.exceptions.Busy"
                )
                self.assertIn("somebody else is just changing", error["message"])

            return attempt

        def compose():
            answer = ana.post_json(
                "/mail/message/post",
                thread_model="helpdesk.ticket",
                thread_id=self.ids["staff"],
                post_data={
                    "body": "Which till?",
                    "message_type": "comment",
                    "subtype_xmlid": "mail.mt_comment",
                },
            )
            self.assertIn("somebody else", answer["error"]["data"]["message"])

        def program():
            server = xmlrpc.client.ServerProxy(f"{address}/object", allow_none=True)
            with self.assertRaisesRegex(xmlrpc.client.Fault, "somebody else"):
                server.execute_kw(
                    self.database,
                    self.uids["mia"],
                    self.mia_login,
                    "helpdesk.ticket",
                    "write",
                    [[self.ids["staff"]], {"name": "Changed"}],
                )

        return [
            send("answer", "answer", text="It is the till"),
            send("resolve", "resolve", why="not_needed"),
            send("reopen", "reopen", text="It fails again"),
            send("close", "close"),
            call("write", {"name": "Changed"}),
            call("web_save", {"name": "Changed"}, specification={}),
            call("action_move", self.stage_ids["resolved"]),
            compose,
            program,
        ]

    def _check_nothing_changed_but_the_mail(self):
        with self._open() as env:
            tickets = env["helpdesk.ticket"].browse(self.ids.values())
            self.assertEqual(set(tickets.mapped("name")), {"Card payment fails"})
            texts = tickets.message_ids.filtered(
                lambda message: message.message_type in ("comment", "email")
            )
            self.assertEqual(texts.mapped("res_id"), [self.ids["mail"]])
            mailed = tickets.browse(self.ids["mail"])
            self.assertEqual(mailed.stage_id.code, "backlog_reseller")

    def test_the_connection_goes_back_as_it_was(self):
        with self._open() as env:
            limit_waiting(env)
            env.cr.execute("SHOW lock_timeout")
            self.assertEqual(env.cr.fetchone(), (f"{SECONDS}s",))
            env.cr.commit()
            env.cr.execute("SHOW lock_timeout")
            self.assertEqual(env.cr.fetchone(), ("0",))

    @mute_logger("odoo.sql_db")
    def test_what_does_not_wait_is_left_to_odoo(self):
        """Odoo tries it again, as it does for everybody."""
        self._wait_for_a_second()
        self._lock("helpdesk_ticket", [self.ids["answer"]])
        statement = "SELECT id FROM helpdesk_ticket WHERE id = %s FOR UPDATE"
        errors = []
        for ending in (" NOWAIT", ""):
            with self._open() as env:
                limit_waiting(env)
                try:
                    env.cr.execute(statement + ending, [self.ids["answer"]])
                except LockNotAvailable as error:
                    errors.append(error)
        self.assertEqual([has_waited(error) for error in errors], [False, True])
        with self._open() as env:
            for error, told in zip(errors, (LockNotAvailable, Busy), strict=True):
                try:
                    with env.user._telling_busy():
                        raise error
                except (LockNotAvailable, Busy) as raised:
                    self.assertIsInstance(raised, told)

    def test_who_is_nobody_in_the_line_waits_as_ever(self):
        with self._open() as env:
            limited = {
                user.login for user in env["res.users"].search([]) if user._is_limited()
            }
            self.assertFalse(env["res.users"]._is_limited())
            self.assertFalse(env["res.users"].browse(2**31 - 1)._is_limited())
            plain = env["res.users"].create(
                {
                    "name": "Paula",
                    "login": "paula",
                    "groups_id": [(6, 0, env.ref("base.group_user").ids)],
                }
            )
            self.assertFalse(plain._is_limited())
        self.assertLessEqual({*self.logins.values(), self.mia_login}, limited)

    def test_a_cron_leaves_what_is_locked_to_its_next_run(self):
        ids = {name: self.ids[name] for name in ("answer", "staff", "mail")}
        self._lock("helpdesk_ticket", [ids["answer"]])
        # What one of them needs besides.
        self._lock("helpdesk_ticket_team")
        self._wait_for_a_second()
        worked = []

        def work(tickets):
            if ids["staff"] in tickets.ids:
                tickets.env.cr.execute("UPDATE helpdesk_ticket_team SET name = name")
            worked.extend(tickets.ids)

        loggers = ("odoo.sql_db", "odoo.addons.revo_helpdesk_stages.models.deadlines")
        with self._open() as env, mute_logger(*loggers):
            tickets = env["helpdesk.ticket"]
            with patch.object(type(tickets), "_work_through", work, create=True):
                tickets._run_batches([("id", "in", [*ids.values()])], "_work_through")
        self.assertEqual(worked, [ids["mail"]])

    @mute_logger("odoo.sql_db")
    def test_a_fetched_mail_is_not_lost_where_somebody_was_faster(self):
        lock = self._lock("helpdesk_ticket", [self.fetched_id])
        lock.execute(
            "UPDATE helpdesk_ticket SET color = 3 WHERE id = %s", [self.fetched_id]
        )
        with ThreadPoolExecutor(1) as thread:
            fetched = thread.submit(self._fetch)
            self._wait_until_blocked()
            lock.commit()
            self.assertEqual(fetched.result(PATIENCE), self.fetched_id)
        with self._open() as env:
            ticket = env["helpdesk.ticket"].browse(self.fetched_id)
            self.assertIn("It is fetched.", str(ticket.message_ids.mapped("body")))

    def _fetch(self):
        mail = (
            f"From: {self.sender}\nTo: north@{DOMAIN}\n"
            f"Subject: Re: {self.fetched_number} Card payment fails\n"
            "Message-Id: <fetched@shop.example>\n\nIt is fetched.\n"
        )
        with self._open() as env:
            server = env["fetchmail.server"].create({"name": "Post"})
            env.cr.commit()
            threads = env["mail.thread"].with_context(
                default_fetchmail_server_id=server.id, fetchmail_cron_running=True
            )
            return threads.message_process(False, mail)

    def _wait_until_blocked(self):
        end = time.monotonic() + PATIENCE
        with self.own_registry.cursor() as cr:
            while time.monotonic() < end:
                cr.execute(
                    "SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) "
                    "WHERE NOT granted AND datname = current_database()"
                )
                if cr.fetchone():
                    return
                # Else it would see for ever what it has seen first.
                cr.commit()  # pylint: disable=invalid-commit
                time.sleep(0.1)
        self.fail("nobody waits")
