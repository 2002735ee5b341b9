from datetime import timedelta

from odoo import fields

from ..common import SupportLineHttpCase


class TestTourOverdue(SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The composer is open when a tour ends.
    allow_end_on_form = True

    def test_a_red_card_is_orange_again_as_soon_as_staff_writes(self):
        ticket = self._create_ticket_in(
            "in_progress_reseller", user=self.ana, name="Nobody has written on this one"
        )
        ticket.last_contact_date = fields.Datetime.now() - timedelta(hours=25)
        self._tour_board("helpdesk_overdue_note", self.ana)
        self.assertFalse(ticket.is_contact_overdue)
