"""Who may call what from outside, by a session of the web client and without one."""

import json
import logging
import xmlrpc.client

from odoo.tests import get_db_name
from odoo.tools import mute_logger

from odoo.addons.web.controllers.dataset import DataSet

from ...models.isolation.calls import CLOSED_TO_STAFF, SCREENS
from ..common import SupportLineHttpCase
from ..compat import create_key, has_bearer

_LOGGER = "odoo.addons.revo_helpdesk_stages.models.isolation.ir_model_access_calls"


class TestRoles(SupportLineHttpCase):
    def _create_outsider(self, role, **values):
        group = {"portal": "client", "employee": "plain"}[role]
        user = self._create_user(f"outsider {role}", group, **values)
        if role == "employee":
            user.groups_id = self.env.ref("base.group_user")
        return user

    def test_who_is_of_the_line(self):
        portal = self._create_outsider("portal")
        employee = self._create_outsider("employee")
        for users, role in (
            (self.cleo | self.cora, "client"),
            (self.ana | self.rita, "reseller"),
            (self.sam | self.dan | self.mia | self.pia, "staff"),
            (portal | employee | self.env.ref("base.public_user"), None),
        ):
            for user in users:
                with self.subTest(user=user.name):
                    self.assertEqual(user._get_line_role(), role)

    def test_whose_ticket_is_there_is_a_client(self):
        portal = self._create_outsider("portal")
        self._create_ticket(self.sam, partner_id=portal.partner_id.id)
        self.assertEqual(portal._get_line_role(), "client")

    def test_for_staff_nobody_asks_the_database(self):
        for user in (self.sam, self.ana, self._create_outsider("employee")):
            user._get_line_role()
            self.env.flush_all()
            with self.assertQueryCount(0):
                user._get_line_role()

    def test_nobody_else_is_held_to_a_table(self):
        for user in (
            self._create_outsider("portal"),
            self._create_outsider("employee"),
        ):
            self._log_in(user)
            # One of those that 19.0 does not keep to itself.
            answer = self._call("res.users", "get_base_url", [user.id])
            with self.subTest(user=user.name):
                self.assertNotIn("error", answer)


class TestCalls(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket_in("backlog_support", user=self.sam)
        self._write_text(self.ticket, self.sam, "note")
        self.note = self._get_texts(self.ticket)[:1]
        self.env.flush_all()

    def _refuse(self, model, method, *arguments, route="_call", **keywords):
        """Check that a call is refused in words, and noted."""
        with mute_logger("odoo.http"), self.assertLogs(_LOGGER, logging.INFO) as logs:
            answer = getattr(self, route)(model, method, *arguments, **keywords)
        error = answer["error"]["data"]
        self.assertEqual(error["name"], "odoo.exceptions.AccessError")
        self.assertIn(method, error["message"])
        self.assertIn("Use their buttons", error["message"])
        self.assertIn(f"called {model}.{method}", logs.output[0])

    def _press(self, model, method, *arguments, **keywords):
        return self._post_json(
            "/web/dataset/call_button",
            model=model,
            method=method,
            args=arguments,
            kwargs=keywords,
        )

    def test_no_method_of_recordsets_tells_anybody_a_message(self):
        """No method that every recordset has, and no screen calls, is let through."""
        self.assertGreater(len(CLOSED_TO_STAFF), 30)
        for user in (self.cleo, self.ana, self.sam):
            self._log_in(user)
            for method in sorted(CLOSED_TO_STAFF):
                with self.subTest(user=user.name, method=method):
                    self._refuse("mail.message", method, self.note.ids, "body")
                    self._refuse("res.users", method, self.rita.ids, "name")

    def test_no_button_calls_what_no_screen_has(self):
        for user in (self.cleo, self.ana, self.sam):
            self._log_in(user)
            self._refuse(
                "mail.message", "mapped", self.note.ids, "body", route="_press"
            )

    def test_a_refused_call_is_noted_with_user_model_and_method(self):
        self._log_in(self.ana)
        with mute_logger("odoo.http"), self.assertLogs(_LOGGER, logging.INFO) as logs:
            self._call("helpdesk.ticket", "message_post", self.ticket.ids, body="x")
        self.assertEqual(
            logs.records[0].getMessage(),
            f"Refused call: user {self.ana.id} (ana@line.example, reseller) called "
            "helpdesk.ticket.message_post",
        )

    def test_a_client_calls_nothing_of_the_line(self):
        self._log_in(self.cleo)
        for model in ("helpdesk.ticket", "helpdesk.ticket.team", "mail.message"):
            for method in sorted(SCREENS):
                with self.subTest(model=model, method=method):
                    self._refuse(model, method, [])
        for model in ("ir.attachment", "res.users", "res.partner"):
            self._refuse(model, "search_read", [], ["name"])

    def test_a_client_works_on_the_screens_of_a_shared_project(self):
        project = self.env["project.project"].create(
            {"name": "Shared", "privacy_visibility": "portal"}
        )
        task = self.env["project.task"].create(
            {"name": "Build", "project_id": project.id}
        )
        project.message_subscribe(self.cleo.partner_id.ids)
        project.collaborator_ids = [(0, 0, {"partner_id": self.cleo.partner_id.id})]
        self._log_in(self.cleo)
        self._call("project.task", "get_views", [[False, "kanban"], [False, "search"]])
        found = self._call(
            "project.task", "web_search_read", [], specification={"name": {}}
        )
        self.assertIn(
            {"id": task.id, "name": "Build"}, found["result"]["records"], found
        )
        saved = self._call(
            "project.task",
            "web_save",
            task.ids,
            {"name": "Built"},
            specification={"name": {}},
        )
        self.assertEqual(saved["result"][0]["name"], "Built")
        self.assertIs(
            self._call("res.users", "has_group", *self._ask_group(self.cleo))["result"],
            False,
        )

    def _ask_group(self, user):
        """Return the arguments with which the web client asks for a group."""
        return [user.ids, "base.group_user"] if has_bearer() else ["base.group_user"]

    def test_a_reseller_works_with_the_screens(self):
        self._log_in(self.ana)
        found = self._call(
            "helpdesk.ticket", "web_search_read", [], specification={"name": {}}
        )
        self.assertIn(self.ticket.id, [r["id"] for r in found["result"]["records"]])
        self._call("helpdesk.ticket", "web_save", self.ticket.ids, {}, specification={})
        self.assertTrue(
            self._call("helpdesk.ticket", "preview_text", self.ticket.ids, "note", [])
        )

    def test_the_vendor_writes_and_calls_its_own_methods(self):
        self._log_in(self.sam)
        for method, arguments in (
            ("write", [{"name": "Other words"}]),
            ("message_post", []),
            ("get_external_id", []),
        ):
            keywords = {"body": "Hello"} if method == "message_post" else {}
            answer = self._call(
                "helpdesk.ticket", method, self.ticket.ids, *arguments, **keywords
            )
            self.assertNotIn("error", answer)

    def test_dragging_is_held_to_the_table(self):
        self._log_in(self.cleo)
        with mute_logger("odoo.http"), self.assertLogs(_LOGGER, logging.INFO):
            self.assertIn("error", self._drag())
        self._log_in(self.mia)
        self.assertNotIn("error", self._drag())

    def _drag(self):
        """Put a ticket in order as the screens of this series do."""
        if hasattr(DataSet, "resequence"):
            route = "/web/dataset/resequence"
            ids = {"ids": self.ticket.ids}
            return self._post_json(route, model="helpdesk.ticket", **ids)
        values = {"specification": {}, "field_name": "sequence"}
        return self._call(
            "helpdesk.ticket", "web_resequence", self.ticket.ids, **values
        )


class TestCallsOfPrograms(SupportLineHttpCase):
    """Clients and resellers come with a browser, or not at all."""

    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()
        for user in (self.cleo, self.ana, self.sam):
            user.password = user.login
        self.env.flush_all()

    def _call_by_xml(self, user, secret, model, method, *arguments):
        return self.xmlrpc_object.execute_kw(
            get_db_name(), user.id, secret, model, method, arguments
        )

    def _call_by_json(self, user, secret, model, method, *arguments):
        answer = self._post_json(
            "/jsonrpc",
            service="object",
            method="execute_kw",
            args=[get_db_name(), user.id, secret, model, method, arguments],
        )
        if "error" in answer:
            raise xmlrpc.client.Fault(3, answer["error"]["data"]["message"])
        return answer["result"]

    def _call_by_bearer(self, user, secret, model, method, *arguments):
        answer = self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps({"domain": arguments[0]} if arguments else {}),
            headers={
                "Authorization": f"Bearer {secret}",
                "Content-Type": "application/json",
            },
        )
        if answer.status_code != 200:
            raise xmlrpc.client.Fault(3, answer.text)
        return answer.json()

    def _get_ways(self, user):
        """Return the ways in, each with what proves who calls."""
        key = create_key(user)
        ways = [
            (way, secret)
            for way in (self._call_by_xml, self._call_by_json)
            for secret in (user.login, key)
        ]
        return ways + ([(self._call_by_bearer, key)] if has_bearer() else [])

    def _refuse(self, user, way, secret, model, method, *arguments):
        with (
            mute_logger("odoo.http"),
            self.assertLogs(_LOGGER, logging.INFO) as logs,
            self.assertRaises(xmlrpc.client.Fault) as caught,
        ):
            way(user, secret, model, method, *arguments)
        self.assertIn(
            f"({user.login}, {user._get_line_role()}) called {model}.{method}",
            logs.output[0],
        )
        return caught.exception.faultString

    def test_no_program_calls_for_a_client_or_a_reseller(self):
        for user in (self.cleo, self.ana):
            for way, secret in self._get_ways(user):
                for model, method in (
                    ("helpdesk.ticket", "search_count"),
                    ("res.partner", "search_count"),
                    ("res.users", "context_get"),
                ):
                    with self.subTest(user=user.name, way=way.__name__, model=model):
                        arguments = [[]] if method == "search_count" else []
                        words = self._refuse(
                            user, way, secret, model, method, *arguments
                        )
                        self.assertIn("Log in on the site", words)

    def test_staff_have_their_programs(self):
        for way, secret in self._get_ways(self.sam):
            with self.subTest(way=way.__name__):
                self.assertGreaterEqual(
                    way(self.sam, secret, "helpdesk.ticket", "search_count", []), 0
                )
                words = self._refuse(
                    self.sam, way, secret, "mail.message", "mapped", [1]
                )
                self.assertIn("Search and read the records", words)

    def test_who_becomes_a_client_is_refused_from_then_on(self):
        """What is known of a password is no answer to what somebody may do."""
        portal = self._create_user("new", "client")
        portal.password = "new"
        self.env.flush_all()
        call = (portal, "new", "res.partner", "search_count", [])
        self.assertTrue(self._call_by_xml(*call))
        portal.partner_id.reseller_team_id = self.north
        self.env.flush_all()
        self._refuse(portal, self._call_by_xml, *call[1:])

    def test_the_words_are_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("es_ES")
        self.ana.lang = "es_ES"
        self.env.flush_all()
        with self.assertRaises(xmlrpc.client.Fault) as caught:
            self._call_by_xml(self.ana, self.ana.login, "res.users", "context_get")
        self.assertIn("Inicie sesión", caught.exception.faultString)
