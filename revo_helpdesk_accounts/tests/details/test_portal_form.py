"""The form with which a client opens a ticket."""

from io import BytesIO

from lxml import html

from odoo.addons.revo_helpdesk_stages.policies.form_input import MAX_LENGTH
from odoo.addons.revo_helpdesk_stages.tests.compat import offer_categories

from ..common import AccountsHttpCase
from .pictures import PNG

ANSWERS = {
    "reported_type": "support",
    "steps": "1. Open an order.\n2. Pay <b>it</b>.",
    "expected_result": "A receipt.",
    "reproducible": "sometimes",
    "priority": "2",
}


class TestPortalForm(AccountsHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        offer_categories(cls.company)
        cls.reason = cls.env["helpdesk.immediate.reason"].search([], limit=1)

    def setUp(self):
        super().setUp()
        self._log_in(self.cati)

    def _send(self, status=200, files=(), **values):
        """Send the form; give the page that answers, and the ticket."""
        before = self.tickets.search([])
        response = self.url_open(
            "/submitted/ticket",
            data={
                "csrf_token": self._get_token(),
                "subject": "It does not pay",
                "description": "Since this morning.",
                "category": self.env.ref("helpdesk_mgmt.helpdesk_category_1").id,
                **values,
            },
            files=[
                (name, (filename, BytesIO(content), "image/png"))
                for name, filename, content in files
            ],
        )
        self.env.invalidate_all()
        page = html.fromstring(response.text)
        self.assertEqual(response.status_code, status, self._get_alerts(page))
        ticket = self.tickets.search([]) - before
        self.assertEqual(bool(ticket), status == 200)
        return page, ticket

    def _get_alerts(self, page):
        return [alert.text_content() for alert in page.xpath("//*[@role='alert']")]

    def _get_checked(self, page, name):
        return page.xpath(f"//input[@name='{name}'][@checked]/@value")

    def test_what_the_client_answers_is_on_the_ticket(self):
        _page, ticket = self._send(**ANSWERS, files=[("screenshots", "shot.png", PNG)])
        for name, answer in ANSWERS.items():
            self.assertEqual(ticket[name], answer)
        file = ticket.attachment_ids
        self.assertEqual((file.name, file.raw), ("shot.png", PNG))
        self.assertEqual((file.audience, file.create_uid), ("client", self.cati))
        self.assertEqual(ticket._get_missing_details()[ticket], [])

    def test_the_word_of_the_client_does_not_classify(self):
        _page, ticket = self._send(**ANSWERS)
        self.assertFalse(ticket.request_type)

    def test_subject_and_description_are_enough(self):
        _page, ticket = self._send()
        self.assertFalse(ticket.reported_type)
        self.assertEqual(ticket.priority, "1")
        _page, ticket = self._send(reported_type="support")
        self.assertEqual(len(ticket._get_missing_details()[ticket]), 4)

    def test_the_form_says_why_and_what_each_priority_means(self):
        page = html.fromstring(self.url_open("/new/ticket").text)
        text = page.text_content()
        self.assertIn("Something does not work", text)
        self.assertIn("saves a question and an answer", text)
        self.assertIn("Whoever can see the same need not ask.", text)
        self.assertIn("there is a way around it", text)
        self.assertEqual(self._get_checked(page, "priority"), ["1"])
        self.assertFalse(self._get_checked(page, "reported_type"))

    def test_immediate_has_its_reason(self):
        _page, ticket = self._send(priority="4", immediate_reason_id=self.reason.id)
        self.assertEqual(ticket.immediate_reason_id, self.reason)
        page, _ticket = self._send(status=422, priority="4")
        self.assertIn("Choose what stops them", self._get_alerts(page)[0])
        _page, ticket = self._send(priority="3", immediate_reason_id=self.reason.id)
        self.assertFalse(ticket.immediate_reason_id)

    def test_what_was_typed_stays_and_what_is_open_is_marked(self):
        values = {**ANSWERS, "priority": "4", "steps": "", "subject": "  "}
        page, _ticket = self._send(
            status=422, **values, files=[("screenshots", "shot.png", PNG)]
        )
        self.assertEqual(self._get_checked(page, "reported_type"), ["support"])
        self.assertEqual(self._get_checked(page, "reproducible"), ["sometimes"])
        self.assertEqual(self._get_checked(page, "priority"), ["4"])
        (expected,) = page.xpath("//textarea[@name='expected_result']")
        self.assertEqual(expected.text, "A receipt.")
        marked = page.xpath("//*[span[text()='missing']]")
        self.assertEqual(
            [" ".join(label.text_content().split()) for label in marked],
            ["Steps that led to it missing", "Screenshot missing"],
        )
        self.assertIn("Choose your files again", "".join(self._get_alerts(page)))

    def test_a_chosen_reason_stays(self):
        page, _ticket = self._send(
            status=422, subject="", priority="4", immediate_reason_id=self.reason.id
        )
        self.assertEqual(
            page.xpath(
                "//select[@name='immediate_reason_id']/option[@selected]/@value"
            ),
            [str(self.reason.id)],
        )

    def test_values_that_cannot_be_are_refused_in_words(self):
        gone = self.reason.copy({"active": False})
        for values, said in (
            ({"reported_type": "complaint"}, "What is it about?"),
            ({"reported_type": "é' OR 1=1"}, "What is it about?"),
            ({"reproducible": "maybe"}, "Does it happen again?"),
            ({"priority": "5"}, "Priority:"),
            ({"priority": "-1"}, "Priority:"),
            ({"priority": "4", "immediate_reason_id": gone.id}, "Choose what stops"),
            ({"priority": "4", "immediate_reason_id": "2147483648"}, "Choose what"),
            ({"priority": "4", "immediate_reason_id": "é"}, "Choose what stops"),
            ({"steps": "x" * 1_000_000}, "is too long: 1000000 characters"),
            ({"expected_result": "x" * (MAX_LENGTH + 1)}, "“What was expected”"),
        ):
            with self.subTest(values=str(values)[:80]):
                page, _ticket = self._send(status=422, **values)
                self.assertIn(said, self._get_alerts(page)[0])

    def test_what_the_database_refuses_is_left_out(self):
        _page, ticket = self._send(
            reported_type="\x00", steps="1.\x00 Pay.", reproducible="\x00", priority=""
        )
        self.assertEqual(ticket.steps, "1. Pay.")
        self.assertFalse(ticket.reported_type)

    def test_a_file_is_no_answer_to_a_question(self):
        for name in ("steps", "reported_type", "priority", "immediate_reason_id"):
            _page, ticket = self._send(files=[(name, "a.txt", b"support")])
            self.assertFalse(ticket.steps or ticket.reported_type)
            self.assertEqual(ticket.priority, "1")

    def test_invisible_characters_are_no_answer(self):
        _page, ticket = self._send(reported_type="support", steps=" \u200b ")
        self.assertFalse(ticket.steps)
        self.assertIn("steps", ticket._get_missing_details()[ticket])

    def test_only_pictures_are_screenshots(self):
        for name, content in (
            ("page.html", b"<script>alert(1)</script>"),
            ("shot.png", b"<script>alert(1)</script>"),
            ("shot.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
            ("page.html", PNG),
            ("shot.png", b""),
            ("report.pdf", b"%PDF-1.4"),
        ):
            with self.subTest(name=name, content=content[:10]):
                page, _ticket = self._send(
                    status=422, files=[("screenshots", name, content)]
                )
                self.assertIn(f"{name} is no picture", self._get_alerts(page)[0])

    def test_markup_is_text_on_every_page(self):
        _page, ticket = self._send(
            **{**ANSWERS, "steps": "<img src=x onerror=alert(1)>"}
        )
        text = self._get_page(ticket)
        self.assertIn("&lt;img src=x onerror=alert(1)&gt;", text)
        self.assertNotIn("<img src=x", text)
        page, _ticket = self._send(
            status=422, subject="", steps="</textarea><script>alert(1)</script>"
        )
        (steps,) = page.xpath("//textarea[@name='steps']")
        self.assertEqual(steps.text, "</textarea><script>alert(1)</script>")

    def test_a_client_of_the_line_answers_the_same(self):
        self._log_in(self.cleo)
        _page, ticket = self._send(**ANSWERS)
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(ticket.reported_type, "support")
