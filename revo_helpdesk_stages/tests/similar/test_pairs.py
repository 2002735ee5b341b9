"""Of 200 complaints, how many find the ticket that is about the same among the first
five.

Source: issue 19, "Similar": 80 % within a language.
"""

from ..common import SupportLineCase
from ..complete import is_complete
from .corpus import LANGUAGES, CorpusMixin, read_crowd, read_pairs

_LEAST = 0.8


class TestPairs(CorpusMixin, SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ticket = cls._create_ticket_in("resolved", escalated=True)
        crowd = [said for lang in LANGUAGES for said in read_crowd(lang)]
        cls._write_many(ticket, crowd)
        cls.pairs = {lang: read_pairs(lang) for lang in LANGUAGES}
        cls.ids = {
            lang: cls._write_many(ticket, [pair[1:] for pair in pairs])
            for lang, pairs in cls.pairs.items()
        }

    def _get_tried(self, lang):
        """Return pairs, each with its ticket; where not everything is tried, some."""
        tried = [*zip(self.pairs[lang], self.ids[lang], strict=True)]
        return tried if is_complete() else tried[::3]

    def _get_missed(self, user, lang):
        """Return the complaints of a language that do not find their ticket."""
        tickets = self.tickets.with_user(user)
        return [
            pair.complaint
            for pair, ticket_id in self._get_tried(lang)
            if ticket_id
            not in {row["id"] for row in tickets.get_similar(pair.complaint)["tickets"]}
        ]

    def test_there_are_fifty_of_each_language(self):
        for lang, pairs in self.pairs.items():
            self.assertEqual(len({pair.complaint for pair in pairs}), 50, lang)

    def test_a_complaint_finds_its_ticket_among_the_first_five(self):
        for user in (self.ana, self.sam):
            for lang in LANGUAGES:
                missed = self._get_missed(user, lang)
                share = 1 - len(missed) / len(self._get_tried(lang))
                with self.subTest(user=user.name, lang=lang, share=share):
                    self.assertGreaterEqual(share, _LEAST, missed)

    def test_what_is_beside_a_ticket_is_what_its_words_find(self):
        pair, ticket_id = self.pairs["es"][0], self.ids["es"][0]
        case = self._create_ticket_in("in_progress_reseller", name=pair.complaint)
        found = case.with_user(self.ana).get_similar()["tickets"]
        self.assertIn(ticket_id, [row["id"] for row in found])
        self.assertNotIn(case.id, [row["id"] for row in found])
