import socket
import time
from contextlib import closing
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from ... import tracker_client
from .tracker_server import Answer, tracker_server

BODY = '{"title": "El paper s’encalla"}'.encode()


@tagged("post_install", "-at_install")
class TestTrackerClient(BaseCase):
    """What comes of posting to a real server that misbehaves."""

    def setUp(self):
        super().setUp()
        self.tracker = self.enterContext(tracker_server())
        # Nobody waits for as long as a tracker may take. 19.0 lets no test ask for
        # less than ten seconds.
        self.enterContext(patch.object(tracker_client, "TIMEOUT", 1))

    def _post(self, *answers, url=None):
        self.tracker.answers = list(answers)
        return tracker_client.post(url or self.tracker.url, {"X-Name": "one"}, BODY)

    def test_it_sends_the_body_as_it_is(self):
        answer = self._post(Answer(201, b'{"reference": "DEV-1"}'))
        self.assertEqual(answer, ("delivered", 201, '{"reference": "DEV-1"}'))
        path, headers, body = self.tracker.received[0]
        self.assertEqual((path, headers["X-Name"], body), ("/hook", "one", BODY))

    def test_every_status_of_200_is_delivery_and_no_other(self):
        for status, result in (
            (200, "delivered"),
            (202, "delivered"),
            (299, "delivered"),
            (400, "refused"),
            (401, "refused"),
            (404, "refused"),
            (429, "refused"),
            (500, "refused"),
            (503, "refused"),
            (304, "redirected"),
        ):
            with self.subTest(status=status):
                answer = self._post(Answer(status))
                self.assertEqual((answer.result, answer.status), (result, status))

    def test_a_redirect_is_not_followed(self):
        for status in (301, 302, 303, 307, 308):
            self.tracker.received.clear()
            answer = self._post(Answer(status, headers={"Location": "/elsewhere"}))
            self.assertEqual(answer.result, "redirected")
            self.assertEqual([path for path, *_ in self.tracker.received], ["/hook"])

    def test_who_does_not_answer_is_not_waited_for(self):
        begun = time.monotonic()
        self.assertEqual(self._post(Answer(late=30)).result, "no_answer")
        self.assertLess(time.monotonic() - begun, 15)

    def test_an_answer_that_never_ends_counts_and_is_left(self):
        begun = time.monotonic()
        answer = self._post(Answer(200, b"x" * 1000, drip=0.2))
        self.assertEqual(answer.result, "delivered")
        self.assertLess(time.monotonic() - begun, 5)
        self.assertTrue(answer.text.startswith("xx"))

    def test_of_a_huge_answer_the_beginning_is_read(self):
        answer = self._post(Answer(200, b"y" * 5_000_000))
        self.assertEqual(answer.text, "y" * tracker_client.ANSWER_SIZE)

    def test_an_answer_of_any_bytes_is_text(self):
        answer = self._post(Answer(200, bytes(range(256))))
        self.assertNotIn("\0", answer.text)
        answer = self._post(
            Answer(200, b"not gzip", headers={"Content-Encoding": "gzip"})
        )
        self.assertEqual(answer.result, "delivered")

    def test_who_hangs_up_or_is_not_there_is_unreachable(self):
        self.assertEqual(self._post(Answer(0)).result, "unreachable")
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
        self.assertEqual(self._post(url=nobody).result, "unreachable")

    def test_without_tls_where_it_is_asked_for_it_is_not_trusted(self):
        url = self.tracker.url.replace("http:", "https:")
        self.assertEqual(self._post(url=url).result, "untrusted")

    def test_no_address_is_an_exception(self):
        for url in ("http://[", "http://a..b/", "http://127.0.0.1:99999/", "nothing"):
            with self.subTest(url=url):
                self.assertEqual(self._post(url=url).result, "unreachable")
