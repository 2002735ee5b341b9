from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...policies.thanks import is_thanks, wants_nothing
from ..unhurried import unhurried
from .thanks_corpus import ANSWERS, AUTHOR, QUOTATIONS, SIGNATURES, THANKS, mails
from .thanks_held_out import MAILS

SAID = [text for texts in THANKS.values() for text in texts]
ASKED = [text for texts in ANSWERS.values() for text in texts]
# Words that turn thanks into an answer, or belong to no language of these.
FOREIGN = ("printer", "dar", "pero", "però", "but", "no", "not", "nu", "7")


def _any_mail(texts_of):
    """Generate a text in any signature and quotation of its language."""

    def frame(lang):
        return st.tuples(
            st.sampled_from(texts_of[lang]),
            st.sampled_from(SIGNATURES[lang]),
            st.sampled_from(QUOTATIONS[lang]),
        ).map("".join)

    return st.sampled_from(sorted(texts_of)).flatmap(frame)


@tagged("post_install", "-at_install")
class TestThanks(BaseCase):
    def test_no_mail_of_the_corpus_is_judged_wrong(self):
        for _lang, text, signature, quotation in mails():
            with self.subTest(text=text, signature=signature, quotation=quotation):
                said = is_thanks(text + signature + quotation, AUTHOR)
                self.assertEqual(said, text in SAID)

    def test_of_mails_that_were_not_known_none_stays_unread(self):
        wrong = [
            (wanted, text)
            for wanted, text in MAILS
            if is_thanks(text, f"{AUTHOR} Sam") != wanted
        ]
        self.assertEqual([text for wanted, text in wrong if not wanted], [])
        # What is reopened needlessly.
        self.assertLessEqual(len(wrong), 1)

    def test_a_signature_or_a_quotation_alone_says_nothing(self):
        for lang, signatures in SIGNATURES.items():
            for quotation in QUOTATIONS[lang]:
                for signature in signatures:
                    with self.subTest(signature=signature, quotation=quotation):
                        self.assertTrue(is_thanks(signature + quotation, AUTHOR))

    def test_a_request_below_what_looks_like_a_signature_is_an_answer(self):
        for text in (
            "Gracias\nSaludos\nImpresora parada",
            "Gracias.\nMaria\n600 123 456\nLlamar urgente",
            "Gracias\n-- \nMaria\nCaja 2 bloqueada",
            "Ok gracias\n600123456\nLlamadnos",
        ):
            with self.subTest(text=text):
                self.assertFalse(is_thanks(text, "Maria"))

    def test_a_line_says_in_each_way_who_wrote(self):
        for line in (
            "El 4/3/30 a las 10:00, North ha escrito:",
            "El 4/3/30 a les 10:00, North escrigué:",
        ):
            with self.subTest(line=line):
                self.assertTrue(is_thanks(f"Gracias\n\n{line}\n> Solved?"))
                self.assertFalse(is_thanks(f"Sigue igual\n\n{line}\n> Solved?"))

    def test_an_answer_in_the_element_of_the_quotation_is_read(self):
        # Gmail puts what is written below into it; 19.0 marks all of it as quoted.
        body = (
            '<div class="gmail_quote" data-o-mail-quote="1">'
            '<div data-o-mail-quote="1">El lun, 2 mar 2026 a las 9:00, North escribió:'
            '</div><blockquote data-o-mail-quote="1">Solved?</blockquote>'
            '<div data-o-mail-quote="1">%s</div></div>'
        )
        self.assertFalse(wants_nothing(body % "Sigue sin funcionar."))
        self.assertTrue(wants_nothing(body % "Gracias"))

    def test_a_line_of_dashes_takes_no_time(self):
        start = process_time()
        is_thanks("-" * 100_000)
        self.assertLess(process_time() - start, 2)

    def test_no_text_at_all_says_nothing(self):
        for body in ("", False, "<p><br></p>", "<div>\xa0</div>", "<p>\u200b</p>"):
            with self.subTest(body=body):
                self.assertTrue(wants_nothing(body))

    def test_the_author_signs(self):
        self.assertFalse(is_thanks("Gràcies!\nCleo"))
        self.assertTrue(is_thanks("Gràcies!\nCleo", AUTHOR))

    def test_a_picture_is_an_answer_but_for_a_logo(self):
        logo = "<p>Saludos,</p><p>Cleo Puig<br>Shop<br><img src='/x'></p>"
        self.assertTrue(wants_nothing(f"<p>Gracias</p>{logo}", AUTHOR))
        for body in ("<p>Gracias <img src='/x'></p>", "<img src='/x'>"):
            with self.subTest(body=body):
                self.assertFalse(wants_nothing(body, AUTHOR))

    def test_an_answer_is_read_without_what_it_quotes(self):
        for body in (
            "<p>Thanks!</p><blockquote>Does it work?</blockquote>",
            '<div>Thanks!<br></div><div class="gmail_quote x">On Monday…</div>',
            '<p>Thanks!</p><div data-o-mail-quote="1">Does it work?</div>',
            "<pre>Thanks!\n\n&gt; Does it work?\n</pre>",
            "Thanks!",
            "Thanks! &#31;\x1f<!-- not -->",
            "<style>not</style>Thanks!",
            "Thanks!<div>Cleo</div><div>Puig</div>",
            "<div>El 4/3/30 a las 10:00, North escribió:</div>"
            "<blockquote>¿Funciona?</blockquote><p>Gracias, ya funciona</p>",
        ):
            with self.subTest(body=body):
                self.assertTrue(wants_nothing(body, AUTHOR))
        for body in (
            "<p>Thanks!</p><p>It fails again.</p>",
            "<blockquote>Does it work?</blockquote><p>No</p>",
            "Thanks\0, no",
            "<div>El 4/3/30 a las 10:00, North escribió:</div>"
            "<blockquote>¿Funciona?</blockquote><p>No</p>",
        ):
            with self.subTest(body=body):
                self.assertFalse(wants_nothing(body, AUTHOR))

    @unhurried
    @given(_any_mail(THANKS))
    def test_thanks_in_any_signature_and_quotation(self, mail):
        self.assertTrue(is_thanks(mail, AUTHOR))

    @unhurried
    @given(_any_mail(ANSWERS))
    def test_an_answer_in_any_signature_and_quotation(self, mail):
        self.assertFalse(is_thanks(mail, AUTHOR))

    @unhurried
    @given(st.text())
    def test_any_text_is_judged(self, text):
        self.assertIn(is_thanks(text), (True, False))
        self.assertIn(wants_nothing(f"<p>{text}</p>"), (True, False))

    @unhurried
    @given(st.sampled_from(SAID), st.sampled_from(FOREIGN), st.booleans())
    def test_one_more_word_makes_it_an_answer(self, text, word, is_first):
        said = f"{word} {text}" if is_first else f"{text} {word}"
        self.assertFalse(is_thanks(said, AUTHOR))

    @unhurried
    @given(st.sampled_from(SAID), st.text(alphabet=" .,!\n\t👍🙂", max_size=9))
    def test_signs_and_capitals_do_not_matter(self, text, signs):
        self.assertTrue(is_thanks(signs + text.upper() + signs, AUTHOR))

    @unhurried
    @given(st.sampled_from(SAID), st.sampled_from("👎😡😞🤔❗🚨☎"))
    def test_another_sign_makes_it_an_answer(self, text, sign):
        self.assertFalse(is_thanks(text + sign, AUTHOR))
        self.assertFalse(is_thanks(f"{sign} {text}", AUTHOR))

    @unhurried
    @given(st.text(alphabet="> \n-_:@17ElonDe:wroteescribió\u200b", max_size=80))
    def test_what_is_above_a_known_quotation_is_never_lost(self, text):
        self.assertFalse(is_thanks(f"It fails\n{text}", AUTHOR))
