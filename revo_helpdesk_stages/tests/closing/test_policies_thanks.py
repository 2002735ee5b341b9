from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...policies.thanks import is_thanks, own_words
from ..unhurried import unhurried

THANKS = (
    "Thanks!",
    "Thank you very much 👍",
    "Perfect, thanks a lot for your quick help.",
    "Hi team,\nthank you so much!\nBest regards",
    "Gràcies",
    "Moltes gràcies per la vostra ajuda!",
    "Perfecte, mercí. Salutacions",
    "D'acord, moltes gràcies",
    "GRACIAS",
    "Muchas gracias por la respuesta. Un saludo",
    "Ok, mil gracias a todos",
    "Mulţumesc",
    "Mulțumim foarte mult pentru ajutor!",
    "Mersi, o zi bună",
)
NO_THANKS = (
    "",
    "👍",
    "ok",
    "Perfect!",
    "Thanks, but it happens again.",
    "Thanks?",
    "No thanks",
    "Thank you for nothing",
    "Help, thanks",
    "Thanks. Can you also look at the scanner?",
    "Gràcies, però encara falla",
    "Gràcies i la impressora?",
    "Gracias, pero sigue igual",
    "No gracias",
    "Ayuda, gracias",
    "Mulțumesc, dar nu merge",
    "Nu mulțumesc",
    "Multumesc, mai am o intrebare",
    "The printer",
    "Gracias printer",
)
QUOTES = (
    "\n> Does it work?",
    "\n\nOn Mon, 4 Mar 2030 at 10:00, North <north@line.test> wrote:\n> Does it work?",
    "\n\nEl dl., 4 de març 2030, North va escriure:\nFunciona?",
    "\n\nEl lun, 4 mar 2030, North escribió:\n¿Funciona?",
    "\n\nPe lun., 4 mar. 2030, North a scris:\nMerge?",
    "\n\n-----Original Message-----\nFrom: North\nDoes it work?",
    "\n\n-- \nShop Ltd., High Street 1",
    "\n\nDe: North\nEnviado: lunes\nIt works?",
)
FOREIGN = ("printer", "again", "dar", "pero", "però", "but", "no", "not", "nu", "7")


@tagged("post_install", "-at_install")
class TestThanks(BaseCase):
    def test_thanks_and_nothing_else(self):
        for text in THANKS:
            with self.subTest(text=text):
                self.assertTrue(is_thanks(text))

    def test_whatever_else_is_said_is_no_thanks(self):
        for text in NO_THANKS:
            with self.subTest(text=text):
                self.assertFalse(is_thanks(text))

    def test_what_is_quoted_below_does_not_count(self):
        for text in (*THANKS, *NO_THANKS):
            for quote in QUOTES:
                with self.subTest(text=text, quote=quote):
                    self.assertEqual(is_thanks(text + quote), is_thanks(text))

    def test_the_author_signs(self):
        self.assertFalse(is_thanks("Gràcies!\nCleo Puig"))
        self.assertTrue(is_thanks("Gràcies!\nCleo Puig", "Cleo Puig i Soler"))

    def test_an_answer_is_read_without_what_it_quotes(self):
        for body in (
            "<p>Thanks!</p><blockquote>Does it work?</blockquote>",
            '<div>Thanks!<br></div><div class="gmail_quote x">On Monday…</div>',
            '<p>Thanks!</p><div data-o-mail-quote="1">Does it work?</div>',
            "<pre>Thanks!\n\n&gt; Does it work?\n</pre>",
            "Thanks!",
        ):
            with self.subTest(body=body):
                self.assertTrue(is_thanks(own_words(body)))
        for body in ("<p>Thanks!</p><p>It fails again.</p>", "", False, "<p><br></p>"):
            with self.subTest(body=body):
                self.assertFalse(is_thanks(own_words(body)))

    @unhurried
    @given(st.text())
    def test_any_text_is_judged(self, text):
        self.assertIn(is_thanks(text), (True, False))

    @unhurried
    @given(st.sampled_from(THANKS), st.sampled_from(FOREIGN), st.booleans())
    def test_one_more_word_makes_it_an_answer(self, text, word, is_first):
        said = f"{word} {text}" if is_first else f"{text} {word}"
        self.assertFalse(is_thanks(said))

    @unhurried
    @given(st.sampled_from(THANKS), st.text(alphabet=" .,!\n\t👍🙂", max_size=9))
    def test_signs_and_capitals_do_not_matter(self, text, signs):
        self.assertTrue(is_thanks(signs + text.upper() + signs))
