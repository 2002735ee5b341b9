"""The pages of both tickets, as their client sees them."""

from ..common import AccountsHttpCase
from .split_case import SplitMixin


class TestPages(SplitMixin, AccountsHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.direct = cls._open()
        case = cls()
        cls.asked = case._write(cls.cati, cls.direct, text="Two topics")
        cls.note = case._write(cls.kim, cls.direct, "note", text="Not for clients")
        cls.new = case._split(cls.direct, cls.kim, cls.asked, cls.note)

    def test_each_page_leads_to_the_other(self):
        self._log_in(self.cati)
        page = self._get_page(self.direct)
        self.assertIn(f'href="/my/ticket/{self.new.id}"', page)
        self.assertIn(self.new.name, page)
        self.assertIn(f'href="/my/ticket/{self.direct.id}"', self._get_page(self.new))

    def test_the_new_page_shows_the_clients_words_and_nothing_else(self):
        self._log_in(self.cati)
        page = self._get_page(self.new)
        self.assertIn("Two topics", page)
        self.assertIn(f"Copied from {self.direct.number}", page)
        self.assertNotIn("Not for clients", page)
        self.assertNotIn("Kim", page)

    def test_a_link_shows_strangers_no_other_ticket(self):
        token = self.new._portal_ensure_token()
        page = self._get_page(self.new, access_token=token)
        self.assertIn(self.new.name, page)
        self.assertNotIn(f'href="/my/ticket/{self.direct.id}"', page)

    def test_another_client_reads_neither(self):
        self._log_in(self.bea)
        for ticket in (self.direct, self.new):
            self.assertNotIn("Two topics", self._get_page(ticket))
