"""A client completes its ticket on its page."""

from io import BytesIO

from lxml import html

from ..common import AccountsHttpCase
from .pictures import PNG


class TestPortalDetails(AccountsHttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._open(
            request_type="support", expected_result="A receipt.", user_id=self.kim.id
        )
        self._log_in(self.cati)

    def _complete(self, ticket, status=200, pictures=(), **answers):
        response = self.url_open(
            f"/my/ticket/{ticket.id}/details",
            data={"csrf_token": self._get_token(), **answers},
            files=[
                ("screenshots", (name, BytesIO(content), "image/png"))
                for name, content in pictures
            ],
        )
        self.env.invalidate_all()
        self.assertEqual(response.status_code, status)
        return response.text

    def _get_asked(self, text):
        """Return the fields that the page of a ticket asks for."""
        form = html.fromstring(text).xpath("//form[@id='details']")
        return {
            field.get("name")
            for field in (form[0].xpath(".//input|.//textarea") if form else ())
        } - {"csrf_token", "seen"}

    def _get_last_text(self, ticket):
        return self._get_texts(ticket).sorted("id")[-1]

    def test_the_page_asks_for_exactly_what_is_missing(self):
        self.assertEqual(
            self._get_asked(self._get_page(self.ticket)),
            {"steps", "reproducible", "screenshots"},
        )

    def test_what_was_given_is_on_the_page(self):
        page = self._get_page(self.ticket)
        self.assertIn("What was expected", page)
        self.assertIn("A receipt.", page)

    def test_a_ticket_that_lacks_nothing_asks_for_nothing(self):
        for ticket in (self._open(), self._open(request_type="change")):
            self.assertFalse(self._get_asked(self._get_page(ticket)))

    def test_answers_fill_the_ticket_and_are_told_to_staff(self):
        page = self._complete(
            self.ticket,
            steps="1. Pay <b>.",
            reproducible="always",
            pictures=[("shot.png", PNG)],
        )
        self.assertIn("Thank you: that saves questions", page)
        self.assertFalse(self._get_asked(page))
        self.assertEqual(self.ticket.steps, "1. Pay <b>.")
        self.assertEqual(self.ticket.reproducible, "always")
        self.assertFalse(self.ticket._get_missing_details()[self.ticket])
        message = self._get_last_text(self.ticket)
        self.assertEqual(message.author_id, self.cati.partner_id)
        self.assertEqual((message.audience, message.author_tier), ("client", "client"))
        for said in ("Steps that led to it", "1. Pay &lt;b&gt;.", "Yes, every time"):
            self.assertIn(said, message.body)
        self.assertEqual(message.attachment_ids.raw, PNG)
        self.assertEqual(message.attachment_ids.audience, "client")
        self.assertIn(self.kim.partner_id, self._get_told(message))

    def test_one_answer_alone_is_taken_and_the_rest_stays_asked(self):
        page = self._complete(self.ticket, reproducible="not_tried")
        self.assertEqual(self._get_asked(page), {"steps", "screenshots"})
        page = self._complete(self.ticket, pictures=[("shot.png", PNG)])
        self.assertEqual(self._get_asked(page), {"steps"})

    def test_a_case_that_waits_for_its_client_goes_back_to_who_asked(self):
        ticket = self._create_ticket_in("backlog_client", reported_type="support")
        self._log_in(self.cleo)
        self._complete(ticket, steps="1. Pay.")
        self.assertEqual(ticket.stage_id, self.stage["backlog_reseller"])
        self.assertEqual(
            self._get_told(self._get_last_text(ticket)),
            self.ana.partner_id | self.ben.partner_id,
        )

    def test_nothing_filled_in_is_refused_in_the_form(self):
        before = len(self.ticket.message_ids)
        page = self._complete(self.ticket, status=422, steps=" \u200b\x00 ")
        self.assertIn("Nothing is filled in yet", page)
        self.assertEqual(len(self.ticket.message_ids), before)

    def test_what_was_typed_stays_and_nothing_is_half_done(self):
        page = self._complete(
            self.ticket,
            status=422,
            steps="1. Pay.",
            reproducible="always",
            pictures=[("page.html", b"<script>")],
        )
        self.assertIn("page.html is no picture", page)
        self.assertIn("Choose your files again", page)
        form = html.fromstring(page)
        self.assertEqual(form.xpath("//textarea[@name='steps']")[0].text, "1. Pay.")
        self.assertTrue(form.xpath("//input[@value='always'][@checked]"))
        shown = form.xpath("//*[@role='alert'][contains(@class, 'alert')]")
        self.assertEqual(len(shown), 2)
        self.assertFalse(self.ticket.steps)
        self.assertFalse(self.ticket.attachment_ids)

    def test_junk_is_refused_in_words(self):
        for answers, said in (
            ({"reproducible": "maybe"}, "is not among those to choose from"),
            ({"steps": "x" * 1_000_000}, "is too long"),
        ):
            self.assertIn(said, self._complete(self.ticket, status=422, **answers))
        self.assertFalse(self.ticket.steps or self.ticket.reproducible)

    def test_what_is_there_is_not_written_over(self):
        self._complete(self.ticket, expected_result="Nothing.", steps="1. Pay.")
        self.assertEqual(self.ticket.expected_result, "A receipt.")
        self._complete(self.ticket, status=422, expected_result="Nothing.")
        self.assertEqual(self.ticket.expected_result, "A receipt.")

    def test_only_the_client_completes_and_only_what_is_open(self):
        self._log_in(self.bea)
        self._complete(self.ticket, status=404, steps="1. Pay.")
        self._log_in(self.cati)
        self.ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        self.assertFalse(self._get_asked(self._get_page(self.ticket)))
        page = self._complete(self.ticket, status=422, steps="1. Pay.")
        self.assertIn("has moved on meanwhile", page)
        self.assertIn("1. Pay.", page)
        self.assertFalse(self.ticket.steps)

    def test_a_stranger_with_the_link_completes_nothing(self):
        token = self.ticket._portal_ensure_token()
        self.authenticate(None, None)
        page = self._get_page(self.ticket, access_token=token)
        self.assertIn("A receipt.", page)
        self.assertFalse(self._get_asked(page))
        self._complete(self.ticket, access_token=token, steps="1. Pay.")
        self.assertFalse(self.ticket.steps)
