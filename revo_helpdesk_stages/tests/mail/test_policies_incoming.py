"""What headers and texts say of where an e-mail belongs, without Odoo."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies.incoming import (
    find_charset,
    find_forwarded_sender,
    find_numbers,
    in_one_line,
    is_answer,
    is_forward,
    without_tag,
)
from ..unhurried import unhurried


class TestNumbers(BaseCase):
    def test_a_subject_begins_with_it(self):
        for subject, numbers in (
            ("HT00095", ["HT00095"]),
            ("Re: HT00095 The till", ["HT00095"]),
            ("RE: Re: [HT00095] The till", ["HT00095"]),
            ("RV: (HT00095): the till", ["HT00095"]),
            ("Fwd: #HT00095, the till", ["HT00095"]),
            ("Re: SUP/2030/0095 the till", ["SUP/2030/0095"]),
            ("Re: 0095 the till", ["0095"]),
            ("The till (HT00095)", []),
            ("Till: HT00095 again", []),
            ("Re: The till 95", []),
            ("Re: till", []),
            ("", []),
            (None, []),
        ):
            with self.subTest(subject=subject):
                self.assertEqual(find_numbers(subject), numbers)

    def test_an_answer_names_it_anywhere_and_in_every_language(self):
        for prefix in (
            "Re:",
            "RE :",
            "Re[2]:",
            "RE(3):",
            "AW:",
            "Antw:",
            "SV:",
            "VS:",
            "Odp:",
        ) + ("YNT:", "R:", "RES:", "Rif:", "Re: Fwd:", "SV: Re:"):
            for rest in (
                "We have your ticket HT00095",
                "Su ticket HT00095 está solucionado",
                "HT00095 - The till",
            ):
                with self.subTest(subject=f"{prefix} {rest}"):
                    self.assertEqual(find_numbers(f"{prefix} {rest}"), ["HT00095"])
        subject = "Re: Error E404 in (HT00095), HT00095"
        self.assertEqual(find_numbers(subject), ["E404", "HT00095"])

    def test_a_subject_says_that_something_is_answered(self):
        for subject in ("Re: x", "AW: Fwd: x", "sv: x"):
            with self.subTest(subject=subject):
                self.assertTrue(is_answer(subject))
        for subject in ("Fwd: Re: x", "Retail: x", "TPV: x", "x", "", None):
            with self.subTest(subject=subject):
                self.assertFalse(is_answer(subject))

    @unhurried
    @given(st.text(max_size=300))
    def test_any_subject_is_read(self, subject):
        self.assertIsInstance(find_numbers(subject), list)
        self.assertIsInstance(is_forward(subject), bool)


class TestForwards(BaseCase):
    def test_a_subject_says_it(self):
        for subject in ("Fwd: x", "FW: x", "RV: x", "Fw: Re: x", "Reenviado: x"):
            with self.subTest(subject=subject):
                self.assertTrue(is_forward(subject))
        for subject in ("Re: Fwd: x", "x", "Forward: x", "Arv: x", "", None):
            with self.subTest(subject=subject):
                self.assertFalse(is_forward(subject))

    def test_the_text_says_who_wrote(self):
        for text in (
            "Look\n\n---------- Forwarded message ---------\n"
            "From: Cleo Puig <cleo@shop.example>\nDate: Monday",
            "De: Cleo Puig <Cleo@shop.example>\nEnviado: lunes",
            "*De:* Cleo Puig [mailto:cleo@shop.example]\nPara: x",
            "De la: Cleo Puig <cleo@shop.example>",
            "De: Cleo Puig\n<cleo@shop.example>",
            'From: "Cleo Puig" <cleo@shop.example>\nFrom: Eve <eve@x.example>',
        ):
            with self.subTest(text=text):
                self.assertEqual(
                    find_forwarded_sender(text), ("Cleo Puig", "cleo@shop.example")
                )
        for text in ("", "From: here to there", "Write to cleo@shop.example"):
            with self.subTest(text=text):
                self.assertEqual(find_forwarded_sender(text), ("", ""))

    def test_a_long_text_takes_no_time(self):
        for text in ("De: " + "a" * 90_000, "De: a@" * 15_000, "De:\n" * 20_000):
            with self.subTest(text=text[:9]):
                self.assertEqual(find_forwarded_sender(text)[1], "")
        find_numbers("1" * 500_000 + "a")
        find_numbers("Re: " + "a-" * 500_000)


class TestAddresses(BaseCase):
    def test_a_tag_is_left_out(self):
        for address, plain in (
            ("soporte+web@line.test", "soporte@line.test"),
            ("soporte+a+b@line.test", "soporte@line.test"),
            ("soporte@line.test", "soporte@line.test"),
            ("+web@line.test", "+web@line.test"),
        ):
            with self.subTest(address=address):
                self.assertEqual(without_tag(address), plain)


class TestCharsets(BaseCase):
    def test_what_python_knows_stays(self):
        for name in ("utf-8", "ISO-8859-1", "windows-1252", "us-ascii"):
            with self.subTest(name=name):
                self.assertIsNone(find_charset(name, b"x"))

    @unhurried
    @given(st.sampled_from(("cp-850", "unknown-8bit", "x-none", "8")), st.binary())
    def test_any_text_is_read(self, name, content):
        content.decode(find_charset(name, content) or name, "replace")


class TestHeaders(BaseCase):
    def test_words_stand_in_one_line(self):
        for head, said in (
            (b"Subject: x\0y", b"Subject: xy"),
            (
                b"From: =?utf-8?Q?a=0D=0ABcc:_v?= <e@x>",
                b"From: =?utf-8?b?YSBCY2M6IHY=?= <e@x>",
            ),
            (b"Subject: =?utf-8?B?YQBi?=", b"Subject: =?utf-8?b?YWI=?="),
            # What is well stays as it is, and what is no word, too.
            (b"Subject: =?utf-8?Q?a=20b?=", b"Subject: =?utf-8?Q?a=20b?="),
            (b"Subject: =?utf-16?B?YQBi?=", b"Subject: =?utf-16?B?YQBi?="),
            (b"Subject: =?utf-8?B?a?=", b"Subject: =?utf-8?B?a?="),
            (b"From: a\r\nSubject: b", b"From: a\r\nSubject: b"),
        ):
            with self.subTest(head=head):
                self.assertEqual(in_one_line(head), said)
