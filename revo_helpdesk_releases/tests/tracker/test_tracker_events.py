import json
import logging
from http.client import HTTPResponse
from socket import create_connection
from unittest.mock import patch
from urllib.parse import urlsplit

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import mute_logger

from odoo.addons.revo_helpdesk_stages.tests.compat import own_requests

from ...policies.signature import HEADER
from ..common import ReleasesHttpCase
from .tracker_case import PATH, SECRET, get_headers, prepare

CONTROLLER = "odoo.addons.revo_helpdesk_releases.controllers.tracker"


class EventsCase(ReleasesHttpCase):
    """The tracker knows the secret, and of two tickets that wait for one item."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(
            "revo_helpdesk_releases.tracker_secret", SECRET
        )
        cls.item = cls.env["helpdesk.development.item"].create({"reference": "DEV-1"})
        cls.first, cls.second = cls.waiting = cls.tickets.union(
            *(cls._create_ticket_in("backlog_dev") for _number in range(2))
        )
        cls.waiting.development_item_id = cls.item

    def _post(self, body, headers):
        self.env.flush_all()
        response = self.url_open(PATH, data=body, headers=headers)
        self.env.invalidate_all()
        told = response.json()
        self.assertEqual(told["ok"], response.status_code == 200)
        self.assertTrue(told["message"])
        return response.status_code, told["code"]

    def _report(self, **members):
        return self._post(*prepare(**members))

    def _get_events(self):
        return self.env["helpdesk.tracker.event"].search([], order="id")


class TestEvents(EventsCase):
    def test_one_report_moves_all_who_wait(self):
        elsewhere = self._create_ticket_in("in_progress_support")
        elsewhere.development_item_id = self.item
        self.assertEqual(self._report(status="In progress"), (200, "done"))
        self.assertEqual(self.waiting.stage_id, self.stage["in_progress_dev"])
        self.assertEqual(elsewhere.stage_id, self.stage["in_progress_support"])
        self.assertEqual(self.item.status, "In progress")
        event = self._get_events()
        self.assertEqual(event.outcome, "done")
        for ticket in self.waiting | elsewhere:
            self.assertIn(ticket.number, event.message)

    def test_capitals_of_a_status_do_not_matter(self):
        self.assertEqual(self._report(status="IN PROGRESS"), (200, "done"))
        self.assertEqual(self.first.stage_id, self.stage["in_progress_dev"])

    def test_the_tool_moves_in_its_own_name(self):
        self._report(status="Back to support", text="Which printer is it?")
        self.assertEqual(self.waiting.stage_id, self.stage["in_progress_support"])
        message = self._get_texts(self.first)[:1]
        self.assertIn("Which printer is it?", message.body)
        tool = self.env.ref("revo_helpdesk_releases.user_tracker")
        self.assertEqual(message.author_id, tool.partner_id)
        self.assertEqual(message.author_tier, "development")
        # Who writes it in the tracker has to know who reads it.
        self.assertEqual(message.audience, "reseller")

    def test_text_is_text(self):
        self._report(status="Back to support", text="<img src=x onerror=alert(1)>")
        body = self._get_texts(self.first)[:1].body
        self.assertIn("&lt;img", body)

    def test_what_goes_back_tells_why(self):
        self.assertEqual(self._report(status="Back to support"), (422, "missing_text"))
        self.assertEqual(self.waiting.stage_id, self.stage["backlog_dev"])
        self.assertFalse(self.item.status)

    def test_what_waits_for_a_release_names_it(self):
        self._put(self.waiting, "in_progress_dev")
        release = self._create_release("3.42")
        self.assertEqual(self._report(status="Done"), (422, "missing_release"))
        self.assertEqual(
            self._report(status="Done", release="9.9"), (422, "unknown_release")
        )
        self._create_release("3.42", product="back_office")
        self.assertEqual(
            self._report(status="Done", release="3.42"), (422, "unknown_release")
        )
        self.assertEqual(self.waiting.stage_id, self.stage["in_progress_dev"])
        self.assertEqual(
            self._report(status="Done", release="3.42", product="app"), (200, "done")
        )
        self.assertEqual(self.waiting.stage_id, self.stage["pending_release"])
        self.assertEqual(self.waiting.release_id, release)

    def test_who_joins_later_goes_the_whole_way(self):
        self._put(self.second, "in_progress_dev")
        self._create_release("3.42")
        self.assertEqual(self._report(status="Done", release="3.42"), (200, "done"))
        self.assertEqual(self.waiting.stage_id, self.stage["pending_release"])

    def test_who_is_further_keeps_nobody_back(self):
        self._put(self.second, "pending_release")
        self.assertEqual(self._report(status="In progress"), (200, "done"))
        self.assertEqual(self.first.stage_id, self.stage["in_progress_dev"])
        self.assertEqual(self.second.stage_id, self.stage["pending_release"])
        event = self._get_events()
        self.assertIn(f"Moved: {self.first.number}.", event.message)
        self.assertIn(f"Left where they stand: {self.second.number}.", event.message)

    def test_an_illegal_move_is_refused_and_says_what_is_open(self):
        self._put(self.waiting, "pending_release")
        self.assertEqual(self._report(status="In progress"), (409, "illegal_move"))
        self.assertEqual(self.waiting.stage_id, self.stage["pending_release"])
        self.assertFalse(self.item.status)
        event = self._get_events()
        self.assertEqual((event.outcome, event.code), ("refused", "illegal_move"))
        for ticket in self.waiting:
            self.assertIn(ticket.number, event.message)

    def test_what_lacks_for_one_moves_none(self):
        self._put(self.second, "in_progress_dev")
        self.first.release_id = self._create_release("3.42")
        self.assertEqual(self._report(status="Done"), (422, "missing_release"))
        self.assertEqual(self.first.stage_id, self.stage["backlog_dev"])
        self.assertIn(self.second.number, self._get_events().message)
        self.assertNotIn(self.first.number, self._get_events().message)

    def test_each_goes_with_the_release_that_it_names_already(self):
        releases = [self._create_release("3.42"), self._create_release("3.43")]
        for ticket, release in zip(self.waiting, releases, strict=True):
            ticket.release_id = release
        self.assertEqual(self._report(status="Done"), (200, "done"))
        self.assertEqual(self.waiting.stage_id, self.stage["pending_release"])
        self.assertEqual(list(self.waiting.release_id), releases)

    def test_a_status_that_nobody_knows_is_refused(self):
        self.assertEqual(self._report(status="Frozen"), (422, "unknown_status"))
        self.assertIn("In progress", self._get_events().message)
        self.env["helpdesk.tracker.status"].with_user(self.mia).create(
            {"name": "Frozen"}
        )
        self.assertEqual(self._report(status="Frozen"), (200, "done"))
        self.assertEqual(self.item.status, "Frozen")
        self.assertEqual(self.waiting.stage_id, self.stage["backlog_dev"])

    def test_a_reference_that_nobody_knows_is_refused(self):
        self.assertEqual(
            self._report(reference="DEV-9", status="Done"), (404, "unknown_reference")
        )

    def test_a_ticket_that_is_named_waits_for_the_item(self):
        ticket = self._create_ticket_in("backlog_dev")
        link = {"reference": "DEV-7", "url": "https://tracker.example.com/7"}
        self.assertEqual(
            self._report(ticket=ticket.number, status="In progress", **link),
            (200, "done"),
        )
        self.assertEqual(ticket.development_item_id.reference, "DEV-7")
        self.assertEqual(ticket.development_url, link["url"])
        self.assertEqual(ticket.stage_id, self.stage["in_progress_dev"])

    def test_a_ticket_that_was_never_handed_over_stays_unknown(self):
        ticket = self._create_ticket_in("in_progress_support")
        for number in (ticket.number, "HT99999"):
            self.assertEqual(
                self._report(ticket=number, status="To do"), (404, "unknown_ticket")
            )
        self.assertFalse(ticket.development_item_id)

    def test_the_tool_is_given_no_ticket(self):
        team = self.first.team_id
        team.user_ids = False
        tool = self.env.ref("revo_helpdesk_releases.user_tracker")
        self.assertTrue(team._get_members())
        self.assertNotIn(tool, team._get_members())
        self.assertFalse(team._is_member(tool))
        self.waiting.user_id = False
        self._report(status="In progress")
        self.assertEqual(self.waiting.stage_id, self.stage["in_progress_dev"])
        self.assertNotIn(tool, self.waiting.user_id)

    def test_the_same_event_twice_changes_nothing(self):
        self.assertEqual(self._report(id="one", status="In progress"), (200, "done"))
        self._put(self.waiting, "backlog_dev")
        self.assertEqual(
            self._report(id="one", status="In progress", when=1),
            (200, "already_known"),
        )
        self.assertEqual(self.waiting.stage_id, self.stage["backlog_dev"])
        self.assertEqual(len(self._get_events()), 1)

    def test_what_was_refused_may_come_again(self):
        self.assertEqual(
            self._report(id="one", status="Frozen"), (422, "unknown_status")
        )
        self.env["helpdesk.tracker.status"].create({"name": "Frozen"})
        self.assertEqual(self._report(id="one", status="Frozen", when=1), (200, "done"))

    def test_a_request_is_not_taken_twice(self):
        for members in ({"status": "In progress"}, {"status": "Frozen"}):
            request = prepare(**members)
            self._post(*request)
            with self.assertLogs(CONTROLLER, logging.INFO) as logged:
                self.assertEqual(self._post(*request), (409, "replay"))
            self.assertIn("replay", logged.output[0])

    def test_what_odoo_has_sent_is_no_event(self):
        delivery = self.env["helpdesk.tracker.delivery"].create(
            {"ticket_id": self.first.id, "uuid": "sent-1", "payload": "{}"}
        )
        self.assertEqual(self._report(id=delivery.uuid), (400, "invalid_event"))

    def test_what_cannot_be_read_is_refused_and_kept(self):
        for body in (b"no", b"[]", b'{"id": 1}', b'{"id": "a\\u0000"}', b"\xff\x00"):
            headers = get_headers(body)
            self.assertEqual(self._post(body, headers), (400, "invalid_event"))
        events = self._get_events()
        self.assertEqual(events.mapped("code"), ["invalid_event"] * 5)

    def test_what_cannot_be_read_is_no_event_of_any_name(self):
        self.assertEqual(self._report(id="-"), (200, "done"))
        headers = get_headers(b"no")
        self.assertEqual(self._post(b"no", headers), (400, "invalid_event"))

    def test_a_move_needs_few_queries_for_each_ticket(self):
        self._put(self.waiting, "backlog_dev")
        body, headers = prepare(status="In progress")
        events = self.env["helpdesk.tracker.event"]
        start = self.cr.sql_log_count
        events._receive(body, headers[HEADER])
        self.env.flush_all()
        self.assertLess(self.cr.sql_log_count - start, 160)


class TestStrangers(EventsCase):
    """Who does not know the secret changes nothing, and leaves nothing."""

    def _refuse(self, body, headers, status, code):
        with self.assertLogs(CONTROLLER, logging.INFO) as logged:
            self.assertEqual(self._post(body, headers), (status, code))
        self.assertIn(code, logged.output[0])
        self.assertNotIn(SECRET, "".join(logged.output))
        self.assertEqual(self.waiting.stage_id, self.stage["backlog_dev"])
        self.assertFalse(self._get_events())

    def test_signatures_that_are_none(self):
        body, headers = prepare(status="In progress")
        for signature in ("", "no", "t=1,v1=", f"{headers[HEADER]},v1=0"):
            self._refuse(
                body, {**headers, HEADER: signature}, 401, "malformed_signature"
            )
        del headers[HEADER]
        self._refuse(body, headers, 401, "malformed_signature")

    def test_a_wrong_secret(self):
        for secret in ("guess", SECRET.upper(), "x"):
            request = prepare(secret=secret, status="In progress")
            self._refuse(*request, 401, "wrong_signature")

    def test_a_body_that_was_changed(self):
        body, headers = prepare(status="Frozen")
        changed = body.replace(b"Frozen", b"To do ")
        self._refuse(changed, headers, 401, "wrong_signature")

    def test_a_moment_that_was_changed(self):
        body, headers = prepare(status="In progress", when=-600)
        moment = headers[HEADER].split(",")[0]
        later = f"t={int(moment[2:]) + 600}"
        headers = {**headers, HEADER: headers[HEADER].replace(moment, later)}
        self._refuse(body, headers, 401, "wrong_signature")

    def test_an_old_request_and_one_of_the_future(self):
        for when in (-600, -301, 330):
            request = prepare(status="In progress", when=when)
            self._refuse(*request, 401, "stale_timestamp")

    def test_a_form_is_no_event(self):
        body, headers = prepare(status="In progress")
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        with mute_logger("odoo.http"):
            self._refuse(body, headers, 401, "wrong_signature")

    def test_a_body_that_is_too_large(self):
        body, headers = prepare(text="x" * 70_000)
        self._refuse(body, headers, 413, "too_large")

    def test_a_body_without_its_length_is_not_read(self):
        body, headers = prepare(status="In progress")
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        headers["Transfer-Encoding"] = "chunked"
        # All at once: who is refused before the end of the body cannot send that.
        with patch.object(self, "_post", self._send_at_once):
            self._refuse(body, headers, 411, "length_required")
            del headers[HEADER]
            self._refuse(body, headers, 411, "length_required")

    def _send_at_once(self, body, headers):
        self.env.flush_all()
        with own_requests(self):
            where = urlsplit(self.base_url())
            lines = {**headers, "Host": where.netloc, "Cookie": self._get_cookie()}
            head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
            request = f"POST {PATH} HTTP/1.1\r\n{head}\r\n".encode() + body
            with create_connection((where.hostname, where.port)) as connection:
                connection.sendall(request)
                response = HTTPResponse(connection)
                response.begin()
                told = json.loads(response.read())
        self.env.invalidate_all()
        return response.status, told["code"]

    def _get_cookie(self):
        cookies = self.opener.cookies.get_dict()
        return "; ".join(f"{name}={value}" for name, value in cookies.items())

    def test_chunks_are_not_read_whatever_length_is_told(self):
        body, headers = prepare(status="In progress")
        chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        for spelling in ("chunked", "Chunked"):
            headers["Transfer-Encoding"] = spelling
            self._refuse(chunks, headers, 411, "length_required")

    def test_without_a_secret_nobody_is_believed(self):
        self.env["ir.config_parameter"].set_param(
            "revo_helpdesk_releases.tracker_secret", " "
        )
        for secret in (SECRET, "", " "):
            request = prepare(secret=secret, status="In progress")
            self._refuse(*request, 503, "not_configured")

    def test_only_posts_are_taken(self):
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(PATH).status_code, 405)

    def test_who_reads_events_and_who_writes_the_table(self):
        self._report(status="In progress")
        events = self._get_events()
        self.assertTrue(events.with_user(self.mia).read(["message", "body"]))
        for user in (self.dan, self.sam, self.ana, self.cleo):
            with self.assertRaises(AccessError):
                events.with_user(user).read(["message"])
        with self.assertRaises(AccessError):
            events.with_user(self.mia).write({"outcome": "refused"})
        with self.assertRaises(AccessError):
            events.with_user(self.mia).read(["signature"])
        for user in (self.dan, self.sam, self.ana, self.cleo):
            with self.assertRaises(AccessError):
                self.env["helpdesk.tracker.status"].with_user(user).create(
                    {"name": "Mine"}
                )
        for user in (self.ana, self.cleo):
            with self.assertRaises(AccessError):
                self.item.with_user(user).read(["reference"])

    def test_nobody_logs_in_as_the_tool(self):
        for password in ("", " ", "development.tool", "False"):
            with mute_logger("odoo.addons.base.models.res_users"):
                self.assertFalse(self._can_log_in("development.tool", password))

    def test_nobody_logs_in_as_the_tool_with_a_password_of_their_own(self):
        """A new password by mail, for the person who reads the mails of the tool."""
        tool = self.env.ref("revo_helpdesk_releases.user_tracker")
        tool.password = "mine-now-12"
        self.env.flush_all()
        with mute_logger("odoo.addons.base.models.res_users"):
            self.assertFalse(self._can_log_in("development.tool", "mine-now-12"))
        self.dan.password = "mine-now-12"
        self.env.flush_all()
        self.assertTrue(self._can_log_in(self.dan.login, "mine-now-12"))

    def _can_log_in(self, login, password):
        self.authenticate(None, None)
        response = self.url_open(
            "/web/session/authenticate",
            data=json.dumps(
                {
                    "params": {
                        "db": self.env.cr.dbname,
                        "login": login,
                        "password": password,
                    }
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return bool((response.json().get("result") or {}).get("uid"))


class TestTables(EventsCase):
    """What people enter about the tracker."""

    def test_a_status_is_there_once(self):
        statuses = self.env["helpdesk.tracker.status"].with_user(self.mia)
        for name in ("done", " DONE ", "  "):
            with self.assertRaises(ValidationError):
                statuses.create({"name": name})

    def test_a_status_leads_to_development_or_back_to_support(self):
        statuses = self.env["helpdesk.tracker.status"].with_user(self.mia)
        for code in ("resolved", "backlog_support", "confirmation_reseller"):
            with self.assertRaises(ValidationError):
                statuses.create({"name": code, "stage_id": self.stage[code].id})

    def test_an_item_is_there_once_with_an_address(self):
        items = self.env["helpdesk.development.item"].with_user(self.dan)
        for values in (
            {"reference": "DEV-1"},
            {"reference": " "},
            {"reference": "DEV-2", "url": "tracker"},
            {"reference": "DEV-2", "url": "javascript:alert(1)"},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                items.create(values)
        other = items.create({"reference": "DEV-2"})
        with self.assertRaises(ValidationError):
            other.reference = "DEV-1"
        other.write({"reference": "DEV-2", "url": "https://tracker.example.com/2"})
