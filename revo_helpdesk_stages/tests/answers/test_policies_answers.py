from odoo.tests import BaseCase

from ...policies.answers import choose, fill, find_unknown, take_out

VALUES = {
    "client": "Cleo",
    "number": "HT00001",
    "title": "No {client} {number}",
    "no": "",
}


class TestAnswers(BaseCase):
    def test_places_are_filled_in_once(self):
        for text, expected in (
            ("Hello {client}, about {number}.", "Hello Cleo, about HT00001."),
            ("{title}", "No {client} {number}"),
            ("{no}", "…"),
            ("{other} {} { client } {client.name} {{client}}", None),
            ("", ""),
            (False, ""),
        ):
            filled = fill(text, VALUES)
            if expected is None:
                expected = "{other} {} { client } {client.name} {Cleo}"
            self.assertEqual(filled, expected)

    def test_nothing_is_evaluated(self):
        for text in ("{client!r}", "{0}", "{self}", "%(client)s", "${client.env}x"):
            self.assertNotIn("Cleo", fill(text, VALUES))
            self.assertEqual(fill(text, VALUES), text)

    def test_what_nobody_fills_in_is_named(self):
        text = "{client} {cliemt} {number} {cliemt} {x}"
        self.assertEqual(find_unknown(text, VALUES), ["cliemt", "x"])
        self.assertEqual(find_unknown(False, VALUES), [])

    def test_values_become_places(self):
        values = {"client": "Ana", "company": "Ana Bar", "number": "HT1", "no": "x"}
        self.assertEqual(
            take_out("Ana, Ana Bar and Anabel: HT1, HT12, x", values),
            "{client}, {company} and Anabel: {number}, HT12, x",
        )
        self.assertEqual(take_out("As it is", {"no": ""}), "As it is")
        self.assertEqual(take_out("a.c abc", {"client": "a.c"}), "{client} abc")

    def test_the_readers_language_comes_first(self):
        answers = [
            ("hi", False, 1),
            ("hi", "ca", 2),
            ("hi", "es", 3),
            ("bye", False, 4),
        ]
        for lang, expected in (("ca", [2, 4]), ("ro", [1, 4]), (False, [1, 4])):
            self.assertEqual([a[2] for a in choose(answers, lang)], expected, lang)
