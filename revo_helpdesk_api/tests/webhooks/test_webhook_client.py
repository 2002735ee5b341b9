"""What comes of posting to somebody who is no friend, over a real line."""

import socket
import time
from contextlib import closing
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from odoo.addons.revo_helpdesk_releases.tests.tracker.tracker_server import (
    Answer,
    tracker_server,
)

from ...models.webhooks import webhook_client
from .raw_server import drip, flood, raw_server, say

BODY = '{"title": "El paper s’encalla"}'.encode()
HEADERS = {"webhook-id": "msg_1", "Content-Type": "application/json"}


@tagged("post_install", "-at_install")
class TestWebhookClient(BaseCase):
    def setUp(self):
        super().setUp()
        # Nobody waits for as long as somebody may take.
        self.enterContext(patch.object(webhook_client, "TIMEOUT", 2))
        self.enterContext(patch.object(webhook_client, "LISTENING", 1))

    def _post(self, url, is_open=True):
        began = time.monotonic()
        answer = webhook_client.post(url, HEADERS, BODY, is_open)
        # Whatever comes: both times and a little.
        self.assertLess(time.monotonic() - began, 5)
        return answer

    def _post_raw(self, answer):
        with raw_server(answer) as port:
            return self._post(f"http://127.0.0.1:{port}/")

    def test_it_sends_the_body_as_it_is(self):
        with tracker_server() as server:
            server.answers = [Answer(202, "Gràcies".encode())]
            answer = self._post(f"{server.url}/a b?x=ü&y=1")
            ((path, headers, body),) = server.received
        self.assertEqual(answer, ("delivered", 202, "Gràcies"))
        self.assertEqual((path, body), ("/hook/a%20b?x=%C3%BC&y=1", BODY))
        self.assertEqual(headers["webhook-id"], "msg_1")
        self.assertEqual(headers["Host"], server.url.split("/")[2])

    def test_every_status_of_200_is_delivery_and_no_other(self):
        with tracker_server() as server:
            for status, result in (
                (200, "delivered"),
                (204, "delivered"),
                (299, "delivered"),
                (304, "redirected"),
                (400, "refused"),
                (410, "refused"),
                (429, "refused"),
                (500, "refused"),
            ):
                server.answers = [Answer(status)]
                answer = self._post(server.url)
                with self.subTest(status=status):
                    self.assertEqual((answer.result, answer.status), (result, status))

    def test_a_redirect_is_not_followed(self):
        with tracker_server() as server, tracker_server() as other:
            for status in (301, 302, 303, 307, 308):
                server.answers = [Answer(status, headers={"Location": other.url})]
                self.assertEqual(self._post(server.url).result, "redirected")
            self.assertEqual(len(server.received), 5)
            self.assertFalse(other.received)

    def test_nothing_inside_is_called(self):
        with tracker_server() as server:
            port = server.server_port
            for url in (
                server.url,
                f"https://127.0.0.1:{port}/",
                f"https://localhost:{port}/",
                f"https://[::1]:{port}/",
                f"https://[::ffff:127.0.0.1]:{port}/",
                f"https://0.0.0.0:{port}/",
                f"https://127.1:{port}/",
                f"https://2130706433:{port}/",
                "https://169.254.169.254/latest/meta-data/",
                "http://8.8.8.8/",
            ):
                with self.subTest(url=url):
                    self.assertEqual(self._post(url, False).result, "forbidden")
            self.assertFalse(server.received)

    def test_who_does_not_answer_is_not_waited_for(self):
        for answer in (
            lambda _line, over: over.wait(30),
            drip(b"HTTP/1.1 200 OK\r\nX-Slow: yes"),
            drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 9),
        ):
            self.assertEqual(self._post_raw(answer).result, "no_answer")

    def test_an_answer_that_never_ends_counts_and_is_left(self):
        head = b"HTTP/1.1 200 OK\r\n\r\n"
        answer = self._post_raw(flood(head, b"y" * 65_536))
        self.assertEqual((answer.result, answer.status), ("delivered", 200))
        self.assertLess(len(answer.text), webhook_client.ANSWER_SIZE)
        chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        answer = self._post_raw(flood(chunked, b"4\r\nyyyy\r\n"))
        self.assertEqual(answer.text[:8], "yyyyyyyy")
        slow = drip(b"HTTP/1.1 200 OK\r\n\r\nslow", pause=0.01)
        self.assertEqual(self._post_raw(slow).result, "delivered")

    def test_who_is_no_web_server_has_taken_nothing(self):
        for text in (
            b"220 mail.example.com ESMTP\r\n\r\n",
            b"HTTP/1.1 2OO OK\r\n\r\n",
            b"HTTP/1.1 99 OK\r\n\r\n",
            b"\0" * 40_000,
            b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        ):
            with self.subTest(text=text[:20]):
                self.assertEqual(self._post_raw(say(text)).result, "garbled")

    def test_an_answer_of_any_bytes_is_text(self):
        for text in (
            b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)),
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
            b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nshort",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ):
            answer = self._post_raw(say(text))
            self.assertEqual(answer.result, "delivered")
            self.assertNotIn("\0", answer.text)

    def test_who_hangs_up_or_is_not_there_is_unreachable(self):
        self.assertEqual(self._post_raw(say(b"")).result, "unreachable")
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
        self.assertEqual(self._post(nobody).result, "unreachable")

    def test_without_tls_where_it_is_asked_for_it_is_not_trusted(self):
        with tracker_server() as server:
            url = server.url.replace("http:", "https:")
            self.assertEqual(self._post(url).result, "untrusted")

    def test_no_address_is_an_exception(self):
        for url in ("http://[", "http://a..b/", "http://127.0.0.1:99999/", "nothing"):
            with self.subTest(url=url):
                answer = self._post(url)
                self.assertIn(answer.result, ("forbidden", "garbled", "unreachable"))
