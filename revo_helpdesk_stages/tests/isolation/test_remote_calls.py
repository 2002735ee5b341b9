"""The rules hold for the person who calls the server from outside."""

import xmlrpc.client

from odoo.tests import get_db_name
from odoo.tools import mute_logger

from ..common import SupportLineHttpCase


class TestRemoteCalls(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()
        self.case = self._create_ticket_in("backlog_support")

    def _execute(self, user, method, *arguments):
        """Call a method of tickets through XML-RPC."""
        user.password = user.login
        self.env.flush_all()
        return self.xmlrpc_object.execute_kw(
            get_db_name(), user.id, user.login, "helpdesk.ticket", method, arguments
        )

    def _write_stage(self, user, code):
        values = {"stage_id": self.stage[code].id}
        return self._execute(user, "write", self.case.ids, values)

    def _assert_stage(self, code):
        self.env.invalidate_all()
        self.assertEqual(self.case.stage_id, self.stage[code])

    def test_a_legal_move_by_xml_rpc_passes(self):
        self.assertTrue(self._write_stage(self.sam, "in_progress_support"))
        self._assert_stage("in_progress_support")
        self.assertEqual(self.case.user_id, self.sam)

    def test_an_illegal_move_by_xml_rpc_is_refused_with_the_reason(self):
        with self.assertRaises(xmlrpc.client.Fault) as caught:
            self._write_stage(self.sam, "pending_release")
        self.assertIn(self.case.number, caught.exception.faultString)
        self.assertIn("In Progress - REVO Support", caught.exception.faultString)
        self._assert_stage("backlog_support")

    def test_a_move_without_its_text_by_xml_rpc_says_what_is_missing(self):
        self._put(self.case, "in_progress_support", user=self.sam)
        with self.assertRaises(xmlrpc.client.Fault) as caught:
            self._write_stage(self.sam, "confirmation_reseller")
        fault = caught.exception.faultString
        self.assertIn("message", fault)
        self.assertNotIn("ir.actions", fault)
        self._assert_stage("in_progress_support")

    def test_the_server_keeps_its_inner_methods_to_itself(self):
        for method, arguments in (
            ("_write", [{"stage_id": self.stage["resolved"].id}]),
            ("_get_move_wizard", [self.stage["resolved"].id]),
        ):
            with self.assertRaises(xmlrpc.client.Fault), mute_logger("odoo.http"):
                self._execute(self.sam, method, self.case.ids, *arguments)
        self._assert_stage("backlog_support")

    def test_the_web_client_learns_where_to_write_what_is_missing(self):
        self._log_in(self.ana)
        # Odoo logs the error that it answers with.
        with self.assertLogs("odoo.http", "WARNING"):
            answer = self._call(
                "helpdesk.ticket",
                "write",
                self.ticket.ids,
                {"stage_id": self.stage["backlog_client"].id},
            )
        error = answer["error"]["data"]
        self.assertEqual(
            error["name"], "odoo.addons.revo_helpdesk_stages.exceptions.TextMissing"
        )
        self.assertIn(self.ticket.number, error["message"])
        self.assertNotIn("helpdesk.ticket.move", error["message"])
        action = error["context"]["action"]
        self.assertEqual(action["res_model"], "helpdesk.ticket.move")
        self.assertEqual(action["context"]["default_ticket_ids"], self.ticket.ids)
        self.assertEqual(
            action["context"]["default_stage_id"], self.stage["backlog_client"].id
        )
        self.assertTrue(error["context"]["button"])
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_reseller"])

    def test_the_web_client_makes_the_move_with_the_wizard(self):
        self._log_in(self.ana)
        action = self._call(
            "helpdesk.ticket",
            "action_move",
            self.ticket.ids,
            self.stage["backlog_client"].id,
        )["result"]
        answer = self._call(
            "helpdesk.ticket.move",
            "web_save",
            [],
            {"body": "<p>Which printer?</p>"},
            specification={},
            context=action["context"],
        )
        wizard = answer["result"][0]["id"]
        self._call("helpdesk.ticket.move", "action_apply", [wizard])
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_client"])
