from ..common import SupportLineHttpCase
from .checks import ChecksMixin


class TourMixin(ChecksMixin):
    def test_a_case_is_escalated_with_the_list(self):
        self._set_up_checks()
        self.ticket.category_id = self.hardware
        self.ana.password = self.ana.login
        url = f"/web#id={self.ticket.id}&model=helpdesk.ticket&view_type=form"
        self.start_tour(url, "helpdesk_checks", login=self.ana.login, timeout=90)
        self.env.invalidate_all()
        self.assertEqual(self.ticket.stage_id, self.stage["backlog_support"])


class TestTourChecks(TourMixin, SupportLineHttpCase):
    browser_size = "1366,768"


class TestTourChecksOnAPhone(TourMixin, SupportLineHttpCase):
    browser_size = "390,844"
    touch_enabled = True
