import json

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.unhurried import unhurried

from ...policies.address import is_address
from ...policies.payload import (
    REFERENCE_LENGTH,
    SUMMARY_LENGTH,
    build_payload,
    name_priority,
    read_item,
)


@tagged("post_install", "-at_install")
class TestPayload(BaseCase):
    @unhurried
    @given(st.text(), st.text())
    def test_it_tells_what_it_is_given(self, title, summary):
        payload = build_payload("a-1", "HT1", title, summary, "high", "https://o/1")
        self.assertEqual(
            json.loads(payload.encode()),
            {
                "id": "a-1",
                "number": "HT1",
                "title": title,
                "summary": summary,
                "priority": "high",
                "link": "https://o/1",
                "reference": None,
            },
        )

    def test_a_long_summary_is_cut(self):
        payload = build_payload("", "", "", "x" * 50_000, "", "", "DEV-1")
        told = json.loads(payload)
        self.assertEqual(len(told["summary"]), SUMMARY_LENGTH)
        self.assertTrue(told["summary"].endswith("x…"))
        self.assertEqual(told["reference"], "DEV-1")

    def test_priorities_are_words(self):
        self.assertEqual(name_priority("Very High"), "very_high")

    def test_the_item_is_read_where_it_is_told(self):
        for answer, item in (
            ('{"reference": "DEV-1"}', ("DEV-1", None)),
            (
                '{"reference": " DEV-1 ", "url": "https://t/1"}',
                ("DEV-1", "https://t/1"),
            ),
            ('{"reference": "DEV-1", "url": "javascript:alert(1)"}', ("DEV-1", None)),
            ('{"reference": "DEV-1", "url": ["https://t/1"]}', ("DEV-1", None)),
            ('{"reference": 42}', (None, None)),
            ('{"reference": "  "}', (None, None)),
            ('{"reference": "a\\nb"}', (None, None)),
            ('{"url": "https://t/1"}', (None, None)),
            ("[]", (None, None)),
            ("null", (None, None)),
            ("<html>OK</html>", (None, None)),
            ("", (None, None)),
            ("[" * 10_000, (None, None)),
        ):
            with self.subTest(answer=answer[:60]):
                self.assertEqual(read_item(answer), item)

    @unhurried
    @given(st.text())
    def test_any_answer_is_read(self, answer):
        for body in (answer, json.dumps({"reference": answer, "url": answer})):
            reference, url = read_item(body)
            self.assertTrue(reference is None or 0 < len(reference) <= REFERENCE_LENGTH)
            self.assertTrue(url is None or is_address(url))


@tagged("post_install", "-at_install")
class TestAddress(BaseCase):
    def test_addresses(self):
        for address in (
            "https://tracker.example.com/hook",
            "http://127.0.0.1:8080",
            "https://user:word@tracker.example.com:8443/hook?team=1",
            "https://[::1]/hook",
            "HTTPS://Tracker.example.com",
        ):
            self.assertTrue(is_address(address), address)
        for other in (
            None,
            "",
            "tracker.example.com",
            "//tracker.example.com",
            "ftp://tracker.example.com",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "https:///hook",
            "https://tracker.example.com:port",
            "https://tracker.example.com:99999",
            "https://tracker example.com",
            "https://tracker.example.com/a\nb",
            "https://[::1",
        ):
            self.assertFalse(is_address(other), other)
