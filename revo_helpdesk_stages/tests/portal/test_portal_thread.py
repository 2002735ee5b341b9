"""A long conversation: its newest texts first, what was before by a link."""

from lxml import html

from ...policies.thread_window import FIRST
from ..common import SupportLineHttpCase


class TestPortalThread(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket_in("in_progress_reseller")
        for number in range(FIRST + 5):
            cls.ticket.with_user(cls.ana).message_post(
                body=f"Word {number}.",
                attachments=[(f"file{number}.txt", b"x")] if number < 2 else [],
                message_type="comment",
                subtype_xmlid="mail.mt_note",
            )
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self._log_in(self.cleo)

    def _read(self, address):
        page = html.fromstring(self.url_open(address).text)
        texts = page.xpath("//*[contains(@class, 'o_helpdesk_text')]")
        links = page.xpath("//a[contains(@class, 'o_helpdesk_earlier')]/@href")
        return page, [text.text_content() for text in texts], links

    def _get_address(self):
        return f"/my/ticket/{self.ticket.id}"

    def test_the_newest_are_there_and_the_earlier_ones_by_a_link(self):
        page, texts, links = self._read(self._get_address())
        self.assertEqual(len(texts), FIRST)
        self.assertIn("Word 5.", texts[0])
        self.assertIn(f"Word {FIRST + 4}.", texts[-1])
        self.assertIn("(5)", page.text_content())
        _page, texts, links = self._read(links[0])
        self.assertEqual(len(texts), FIRST + 5)
        self.assertIn("Word 0.", texts[0])
        self.assertFalse(links)

    def test_the_link_leads_to_where_the_reader_was(self):
        page, _texts, links = self._read(self._get_address())
        first = page.xpath("//*[contains(@class, 'o_helpdesk_text')]/@id")[0]
        self.assertTrue(links[0].endswith(f"#{first}"))

    def test_files_of_earlier_words_are_not_those_of_the_ticket(self):
        page, _texts, links = self._read(self._get_address())
        self.assertNotIn("file0.txt", page.text_content())
        page, texts, _links = self._read(links[0])
        self.assertIn("file0.txt", texts[0])
        self.assertEqual(page.text_content().count("file0.txt"), 1)

    def test_who_has_the_link_of_the_ticket_keeps_it(self):
        token = self.ticket.sudo()._portal_ensure_token()
        self.env.flush_all()
        self.authenticate(None, None)
        _page, _texts, links = self._read(f"{self._get_address()}?access_token={token}")
        _page, texts, _links = self._read(links[0])
        self.assertEqual(len(texts), FIRST + 5)

    def test_the_same_words_of_a_later_page_count_again(self):
        for _number in range(2):
            page, _texts, _links = self._read(self._get_address())
            seen = page.xpath("//form[@id='answer']//input[@name='seen']/@value")[0]
            self._post(f"{self._get_address()}/answer", text="Any news?", seen=seen)
        self.env.invalidate_all()
        bodies = self._get_texts(self.ticket).mapped("body")
        self.assertEqual(sum("Any news?" in body for body in bodies), 2)

    def test_an_address_that_asks_for_nonsense_shows_the_newest(self):
        for shown in ("-1", "x", "9" * 30):
            _page, texts, _links = self._read(f"{self._get_address()}?shown={shown}")
            self.assertEqual(len(texts), FIRST)
