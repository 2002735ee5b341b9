"""The rules of webhooks that ask for no database."""

import json
import time
from datetime import datetime, timedelta

from odoo.tests import BaseCase

from ...policies.webhook_address import find_fault, is_public
from ...policies.webhook_events import NOWHERE, Standing, find_events
from ...policies.webhook_payload import TEXT_LENGTH, build_body, cut
from ...policies.webhook_retries import LIFE, next_attempt, rest
from ...policies.webhook_signature import make_secret, sign
from .webhook_case import read_verified

NOW = datetime(2026, 11, 30, 12)
BODY = '{"title": "El paper s’encalla"}'.encode()


class TestSignature(BaseCase):
    def _sign(self, *keys, body=BODY, when=0):
        return sign(list(keys), "msg_1", int(time.time()) + when, body)

    def test_the_library_of_the_scheme_knows_it(self):
        key = make_secret()
        said = read_verified(key, BODY, self._sign(key))
        self.assertEqual(said, json.loads(BODY.decode()))

    def test_it_knows_nothing_else(self):
        key, other = make_secret(), make_secret()
        for headers, body in (
            (self._sign(other), BODY),
            (self._sign(key), BODY + b" "),
            (self._sign(key, when=-600), BODY),
            ({**self._sign(key), "webhook-id": "msg_2"}, BODY),
        ):
            self.assertIsNone(read_verified(key, body, headers))

    def test_while_a_secret_is_changed_both_are_good(self):
        former, new = make_secret(), make_secret()
        headers = self._sign(new, former)
        for key in (former, new):
            self.assertTrue(read_verified(key, BODY, headers))

    def test_each_secret_is_another(self):
        self.assertEqual(len({make_secret() for _number in range(50)}), 50)


class TestAddress(BaseCase):
    def test_only_encrypted_and_without_a_password(self):
        for url, fault in (
            ("https://example.com/webhook?x=1", None),
            ("http://example.com/webhook", "open"),
            ("https://ana:word@example.com/", "named"),
            ("https://ana@example.com/", "named"),
        ):
            with self.subTest(url=url):
                self.assertEqual(find_fault(url), fault)

    def test_what_is_written_as_inside_is_found_before_it_is_looked_up(self):
        for host in (
            "localhost",
            "LocalHost.",
            "odoo.localhost",
            "localhost.localdomain",
            "127.0.0.1:8069",
            "127.1",
            "2130706433",
            "0x7f.1",
            "\uff11\uff12\uff17.0.0.1",
            "10.0.0.3",
            "192.168.1.5",
            "169.254.169.254",
            "[::1]:8069",
            "[fe80::1%25eth0]",
            "[::ffff:10.0.0.1]",
        ):
            with self.subTest(host=host):
                self.assertEqual(find_fault(f"https://{host}/"), "inside")

    def test_what_a_name_stands_for_is_a_matter_of_sending(self):
        for host in ("8.8.8.8", "[2606:4700::1111]", "localhost.example.com", "a.test"):
            with self.subTest(host=host):
                self.assertIsNone(find_fault(f"https://{host}/"))

    def test_what_is_inside_is_not_public(self):
        for address in (
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "fc00::1",
            "fe80::1%eth0",
            "ff02::1",
        ):
            with self.subTest(address=address):
                self.assertFalse(is_public(address))

    def test_the_internet_is(self):
        for address in (
            "8.8.8.8",
            "93.184.216.34",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2606:4700::1111",
        ):
            with self.subTest(address=address):
                self.assertTrue(is_public(address))


class TestRetries(BaseCase):
    def test_the_pauses_grow_until_it_is_given_up(self):
        now, pauses = NOW, []
        while at := next_attempt(len(pauses) + 1, NOW, now):
            pauses.append(at - now)
            now = at
        self.assertEqual(pauses, sorted(pauses))
        self.assertEqual(pauses[0], timedelta(seconds=30))
        self.assertLess(LIFE - timedelta(days=1), now - NOW)
        self.assertLessEqual(now - NOW, LIFE)
        self.assertEqual(len(pauses), 10)

    def test_who_is_back_does_not_wait_for_long(self):
        self.assertEqual(rest(1), timedelta(seconds=30))
        self.assertEqual(rest(100), timedelta(hours=1))


class TestPayload(BaseCase):
    def test_type_moment_and_data(self):
        body = build_body("ticket.note", NOW, {"text": "Sí", "client": None})
        self.assertEqual(
            json.loads(body),
            {
                "type": "ticket.note",
                "timestamp": "2026-11-30T12:00:00Z",
                "data": {"text": "Sí"},
            },
        )

    def test_a_long_text_is_cut(self):
        self.assertEqual(cut("  short\n"), "short")
        text = cut("x" * 2 * TEXT_LENGTH)
        self.assertEqual((len(text), text[-2:]), (TEXT_LENGTH, "x…"))


class TestEvents(BaseCase):
    STANDING = Standing("working", "reseller", "", "reseller", "in_progress", 7, 1)

    def _find(self, before=None, is_own=False, **after):
        before = self.STANDING._replace(**before or {})
        return find_events(before, before._replace(**after), is_own)

    def test_what_stays_is_not_told(self):
        self.assertEqual(self._find(), [])
        self.assertEqual(self._find(tier="support", mark=9), [])

    def test_a_question_is_also_a_step(self):
        self.assertEqual(
            self._find(step="yours", status="answer", phase="waiting"),
            [("client", "ticket.question"), ("client", "ticket.stage")],
        )

    def test_a_version_is_told_until_it_is_gone(self):
        news = "Solved in version 3.42."
        self.assertEqual(self._find(news=news), [("client", "ticket.version")])
        self.assertEqual(self._find(before={"news": news}, news=""), [])

    def test_what_comes_from_the_vendor(self):
        support = {"tier": "support"}
        for before, after, event in (
            (support, {"tier": "reseller", "phase": "backlog"}, "returned"),
            (support, {"tier": "reseller", "phase": "confirmation"}, "solved"),
            (support, {"phase": "canceled"}, "canceled"),
            ({}, {"reseller": 8}, "assigned"),
            ({"tier": "development"}, {"tier": "support"}, None),
            ({}, {"phase": "confirmation"}, None),
        ):
            with self.subTest(after=after):
                expected = [("reseller", f"ticket.{event}")] if event else []
                self.assertEqual(self._find(before, **after), expected)

    def test_what_it_opened_another_reseller_does_not_know(self):
        told = self._find(is_own=True, reseller=8)
        self.assertEqual(told, [("reseller", "ticket.assigned")])

    def test_a_new_ticket(self):
        told = find_events(NOWHERE, self.STANDING, False)
        self.assertEqual(
            told, [("client", "ticket.stage"), ("reseller", "ticket.assigned")]
        )
        told = find_events(NOWHERE, self.STANDING, True)
        self.assertEqual(told, [("client", "ticket.stage")])
