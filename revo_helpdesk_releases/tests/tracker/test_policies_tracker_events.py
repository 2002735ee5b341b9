import json

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...policies.tracker_events import InvalidEvent, TrackerEvent, read_event

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
MEMBERS = st.fixed_dictionaries(
    {"id": JSON, "reference": JSON},
    optional={name: JSON for name in TrackerEvent._fields[2:]},
)


@tagged("post_install", "-at_install")
class TestReadEvent(BaseCase):
    def _read(self, **members):
        told = {"id": "e1", "reference": "DEV-1", **members}
        return read_event(json.dumps(told).encode())

    def _get_fault(self, body):
        with self.assertRaises(InvalidEvent) as caught:
            read_event(body)
        return caught.exception.member

    def test_what_is_told_is_read_and_the_rest_is_not_told(self):
        event = self._read(status=" Done ", release="3.42", more={"of": ["them"]})
        self.assertEqual(
            event, TrackerEvent("e1", "DEV-1", status="Done", release="3.42")
        )
        self.assertIsNone(self._read(status="  ", text=None).status)

    def test_what_is_no_object_is_no_event(self):
        for body in (b"", b"no", b"[1]", b'"a"', b"null", b"\xff\xfe", b"[" * 60_000):
            self.assertIsNone(self._get_fault(body))

    def test_what_is_wrong_is_named(self):
        for name, value in (
            ("id", ""),
            ("id", None),
            ("id", 7),
            ("reference", " "),
            ("reference", "x" * 101),
            ("reference", "DEV\n1"),
            ("status", ["Done"]),
            ("status", "Do\0ne"),
            ("text", "a\0b"),
            ("text", "\ud800"),
            ("text", "x" * 20_001),
            ("url", "javascript:alert(1)"),
            ("url", "//tracker"),
            ("release", {"version": 3}),
        ):
            told = {"id": "e1", "reference": "DEV-1", name: value}
            with self.subTest(name=name, value=value):
                body = json.dumps(told).encode()
                self.assertEqual(self._get_fault(body), name)

    @given(MEMBERS)
    def test_whatever_is_told_is_an_event_or_refused(self, told):
        try:
            event = read_event(json.dumps(told).encode())
        except InvalidEvent:
            return
        for value in event:
            self.assertIsInstance(value or "", str)
            # What the database can keep.
            (value or "").encode()
            self.assertNotIn("\0", value or "")

    @given(st.binary())
    def test_whatever_is_sent_is_an_event_or_refused(self, body):
        try:
            read_event(body)
        except InvalidEvent:
            return
