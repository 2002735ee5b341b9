"""How far a ticket is, on its page and in the list."""

from lxml import html

from ..common import SupportLineHttpCase


class TestPortalSteps(SupportLineHttpCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()
        self._log_in(self.cleo)

    def _get_steps(self):
        """Return the steps of the page, and which of them is the present one."""
        page = html.fromstring(self._get_page(self.ticket))
        steps = page.xpath("//ol[contains(@class, 'o_helpdesk_steps')]/li")
        current = [step for step in steps if step.get("aria-current") == "step"]
        self.assertEqual(len(current), 1)
        return [step.xpath("span[1]")[0].text for step in steps], steps.index(
            current[0]
        )

    def test_a_ticket_goes_through_four_steps(self):
        self.assertEqual(
            self._get_steps(),
            (["Received", "Being worked on", "Is being checked", "Solved"], 0),
        )
        for code, step in (
            ("in_progress_reseller", 1),
            ("in_progress_dev", 1),
            ("confirmation_reseller", 2),
            ("resolved", 3),
        ):
            self._put(self.ticket, code)
            self.assertEqual(self._get_steps()[1], step, code)

    def test_it_says_that_it_waits_for_the_client(self):
        self._put(self.ticket, "backlog_client")
        labels, step = self._get_steps()
        self.assertEqual(labels[step], "Waits for you")

    def test_what_comes_back_from_the_vendor_is_not_new(self):
        self._put(self.ticket, "backlog_reseller", escalated=True)
        self.assertEqual(self._get_steps()[1], 1)

    def test_what_is_closed_says_so(self):
        self._put(self.ticket, "canceled")
        labels, step = self._get_steps()
        self.assertEqual(labels[step], "Closed")

    def test_a_name_of_a_stage_changes_nothing(self):
        self.stage["in_progress_reseller"].name = "Solved"
        self._put(self.ticket, "in_progress_reseller")
        self.assertEqual(self._get_steps()[1], 1)

    def test_the_list_says_it_in_short(self):
        self._put(self.ticket, "confirmation_reseller")
        page = html.fromstring(self.url_open("/my/tickets").text)
        short = page.xpath("//*[contains(@class, 'o_helpdesk_steps_short')]")[0]
        self.assertIn("Step 3 of 4: Is being checked", short.text_content())
        self.assertEqual(len(short.xpath(".//i")), 4)
