"""Whoever has one of the two numbers comes to where it goes on."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.revo_helpdesk_stages.tests.mail.mail_case import MailMixin

from .merging_case import MergingCase


@tagged("post_install", "-at_install")
class TestFound(MailMixin, MergingCase):
    def _search(self, user, number):
        """Search as the field of the number does in the list."""
        tickets = self.env["helpdesk.ticket"].with_user(user)
        return tickets.search([("words", "ilike", number)])

    def test_by_either_number(self):
        self._merge(self.other, self.goal)
        both = self.goal | self.other
        for user in (self.mia, self.ana):
            for ticket in both:
                self.assertEqual(self._search(user, ticket.number) & both, both)
        self.assertFalse(self._search(self.rita, self.other.number))

    def test_links_lead_both_ways_as_far_as_one_reads(self):
        self._merge(self.other, self.goal)
        for user in (self.mia, self.ana):
            self.assertEqual(self.other.with_user(user).original_id, self.goal)
            self.assertEqual(self.goal.with_user(user).duplicates_ids, self.other)
            self.assertEqual(self.goal.with_user(user).merged_number, self.other.number)
        for ticket, other in ((self.goal, self.other), (self.other, self.goal)):
            self.assertIn(other.number, "".join(self._read_page(ticket)))

    def test_a_reply_to_the_merged_one_is_read(self):
        asked = self._write_text(self.other, self.ana, "note", "<p>Which one?</p>")
        self._merge(self.other, self.goal)
        known = self.tickets.search([])
        self._receive(self.cleo.email, asked, text="The black one")
        self.assertEqual(self.tickets.search([]), known)
        self.assertIn("The black one", "".join(self._read_page(self.goal)))

    def test_on_the_site_it_is_said_where_it_goes_on(self):
        self._merge(self.other, self.goal)
        with self.assertRaisesRegex(UserError, self.goal.number):
            self._as(self.cleo, self.other)._post_as_client("And now?")

    def test_what_was_merged_twice_leads_to_the_end(self):
        last = self._create_ticket(name="All of it")
        self._merge(self.other, self.goal)
        self._merge(self.goal, last)
        self.assertEqual(self.other._get_goal(), last.sudo())
