"""What a person is known by is found in any spelling, and nothing else."""

import json
import time
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies.forgetting import (
    GAP,
    Mask,
    Person,
    fold,
    get_passages,
    get_quoted,
    join_words,
    take_quotes_out,
)

NURIA = Person(
    names=("Núria Peñalver Ros", "Carrer Major 12, Vic"),
    emails=("nuria.p@shop.cat",),
    phones=("+34 612 345 678",),
    given=("Núria Peñalver Ros",),
    spared=frozenset({"ros"}),
)
MASK = Mask(NURIA)

FOUND = {
    "names": (
        "Núria Peñalver Ros",
        "NURIA PENALVER ROS",
        "nuria penalver ros",
        "Peñalver Ros, Núria",
        "Ros  Núria\nPeñalver",
        "Nu\u0301ria Pen\u0303alver Ros",
        "Núria_Peñalver-Ros",
        "N%C3%BAria%20Pe%C3%B1alver%20Ros",
        "Núria&nbsp;Pe&#241;alver Ros".replace("&#241;", "ñ"),
        json.dumps("Núria Peñalver Ros")[1:-1],
        "Núria",
        "PEÑALVER",
        "carrer major, 12 – Vic",
    ),
    "addresses": (
        "nuria.p@shop.cat",
        "Nuria.P@Shop.cat",
        "nuria.p%40shop.cat",
        '"Núria P." <nuria.p@shop.cat>',
        "=?utf-8?b?TsO6cmlh?= <nuria.p@shop.cat>",
    ),
    "numbers": (
        "612345678",
        "612 34 56 78",
        "+34 612-345-678",
        "0034612345678",
        "612.345.678",
    ),
}
NOT_FOUND = (
    "Ros",
    "Nuriana",
    "hola nuria",
    "a.nuria.p@shop.cat",
    "nuria.p@shop.cat.example",
    "1612345678",
    "6123456789",
    "Carrer Major",
    "shop.cat",
)


class TestMask(BaseCase):
    def test_a_person_is_found_in_any_spelling(self):
        for kind, spellings in FOUND.items():
            for spelling in spellings:
                with self.subTest(kind=kind, spelling=spelling):
                    self.assertEqual(MASK(spelling), GAP)
                    self.assertEqual(MASK(f"Hi {spelling}, ok"), f"Hi {GAP}, ok")

    def test_others_are_left_alone(self):
        for text in NOT_FOUND:
            with self.subTest(text=text):
                self.assertEqual(MASK(text), text)

    def test_markup_stays_whole(self):
        self.assertEqual(
            MASK('<p>Núria <b class="Núria">Peñalver</b> Ros</p>'),
            f"<p>{GAP}<b></b></p>",
        )
        self.assertEqual(
            MASK('<a href="mailto:nuria.p@shop.cat">write</a>'),
            f'<a href="mailto:{GAP}">write</a>',
        )

    def test_what_may_be_the_person_is_suspected(self):
        for text in ("Ros", "hola nuria"):
            self.assertTrue(MASK.suspects(text))
        for text in ("", None, "Rosa", "Carrer Major", GAP):
            self.assertFalse(MASK.suspects(text))

    def test_a_shop_is_found_by_its_whole_name_alone(self):
        shop = Mask(Person(names=("Bar Central",)))
        self.assertEqual(
            shop("Bar Central: the bar printer"), f"{GAP}: the bar printer"
        )

    def test_nobody_is_found_where_nothing_is_known(self):
        nobody = Mask(Person(phones=("12",), names=("", "…"), emails=()))
        for text in ("", None, "12", "anything"):
            self.assertEqual(nobody(text), text)

    @given(st.text())
    def test_any_text_without_the_person_stays_as_it_is(self, text):
        self.assertEqual(Mask(Person(emails=("q@q.example",)))(text), text)

    @given(st.text(), st.text())
    def test_an_address_is_found_between_any_texts(self, before, after):
        text = MASK(f"{before} nuria.p@shop.cat {after}")
        self.assertNotIn("nuria.p@shop.cat", fold(text).split())

    def test_no_text_takes_long(self):
        started = time.perf_counter()
        for piece in (
            "<>",
            "a b ",
            "<a ",
            "&amp",
            "núria ",
            "6 ",
            '"',
            "=?",
            "<blockquote>",
        ):
            MASK(piece * 20_000)
        self.assertLess(time.perf_counter() - started, 10)


class TestPassages(BaseCase):
    def test_sentences_are_found_in_others_texts(self):
        said = "<p>The drawer of the &amp; till does not open.</p><p>Short one</p>"
        mask = Mask(Person()).quoting(get_passages(said))
        self.assertEqual(
            mask("He says the drawer of the &amp; <b>till</b> does not open. Ok"),
            f"He says {GAP}<b></b>. Ok",
        )
        self.assertEqual(mask("Short one"), "Short one")

    def test_what_somebody_quotes_is_not_theirs(self):
        said = (
            "<p>I have tried it as you told me.</p>"
            "<blockquote>Please restart the terminal twice.</blockquote>"
        )
        self.assertEqual(get_passages(said), {"I have tried it as you told me."})
        plain = "I have tried it as you told me.\n> Please restart the terminal."
        self.assertEqual(get_passages(plain), {"I have tried it as you told me."})
        self.assertEqual(get_passages(None), set())

    def test_words_are_compared_whatever_the_markup(self):
        self.assertEqual(join_words("<p>Él <b>dice</b>: no.</p>"), "el dice no")


class TestQuotations(BaseCase):
    def test_what_is_said_to_be_the_persons_goes(self):
        for lead in ("Núria Peñalver Ros wrote:", "<p>nuria.p@shop.cat, 3 May</p>"):
            text = f"<p>Ok.</p>{lead}<blockquote>It <b>hangs</b></blockquote><p>Bye</p>"
            with self.subTest(lead=lead):
                left = unescape(take_quotes_out(text, MASK))
                self.assertNotIn("hangs", left)
                self.assertIn("<p>Ok.</p>", left)
                self.assertIn("<p>Bye</p>", left)

    def test_a_quotation_that_names_its_author_itself_goes(self):
        text = (
            '<div class="gmail_quote">On Mon &lt;nuria.p@shop.cat&gt;: it hangs</div>'
        )
        self.assertNotIn("hangs", take_quotes_out(text, MASK))

    def test_quotations_of_others_stay(self):
        text = "<p>Marta wrote:</p><blockquote>It hangs</blockquote>"
        self.assertEqual(take_quotes_out(text, MASK), text)
        self.assertIsNone(take_quotes_out(None, MASK))

    def test_what_is_quoted_is_known_line_by_line(self):
        text = (
            "<p>Before:</p><blockquote><p>The <b>till</b></p><p>hangs</p></blockquote>"
        )
        self.assertEqual(get_quoted(text), {"The till", "hangs"})
        self.assertEqual(get_quoted("<p>hangs</p>"), set())
