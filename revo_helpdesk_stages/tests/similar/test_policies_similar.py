from odoo.tests import BaseCase

from ...policies import similar as policy


class TestWords(BaseCase):
    def test_the_title_comes_first_and_each_word_once(self):
        words = policy.split_text(
            "Impresión: no SALE!", "<p class='x'>La&nbsp;impresión, a 80%</p>"
        )
        self.assertEqual(words, ["impresion", "no", "sale", "la", "80"])

    def test_a_long_text_is_not_read_to_its_end(self):
        words = policy.split_text("till", " ".join(f"w{nth}" for nth in range(99)))
        self.assertEqual(len(words), policy.MOST_WORDS)
        self.assertEqual(words[0], "till")

    def test_nothing_has_no_words(self):
        for text in ("", None, False, "!?", "<p></p>", "a"):
            self.assertEqual(policy.split_text(text, text), [])

    def test_one_slip_of_the_keyboard_is_near(self):
        near = policy.find_near("impresora")
        for typed in ("imprsora", "imprresora", "imrpesora", "impresoea"):
            self.assertIn(typed, near)
        for other in ("impresora", "imprsoa", "caja"):
            self.assertNotIn(other, near)

    def test_short_words_and_numbers_are_what_they_are(self):
        for word in ("caja", "80", "t1100", "año"):
            self.assertFalse(policy.find_near(word))


class TestOrder(BaseCase):
    def test_a_rare_word_says_more_than_a_common_one(self):
        weights = {word: policy.weigh(n, 100) for word, n in (("a", 1), ("b", 90))}
        self.assertGreater(weights["a"], 4 * weights["b"])
        self.assertEqual(policy.rank({1: ["b"], 2: ["a"]}, weights), [2, 1])

    def test_more_of_the_words_are_better_and_the_newer_of_two(self):
        weights = dict.fromkeys("abcd", 1)
        texts = {1: ["a"], 2: ["a", "b", "c"], 3: ["b"], 4: []}
        self.assertEqual(policy.rank(texts, weights), [2, 3, 1])

    def test_what_is_nearly_a_word_counts_less(self):
        weights = {"a": 1, "b": 1}
        self.assertEqual(policy.rank({1: ["a"], 2: ["b"]}, weights, {"b"}), [1, 2])

    def test_chance_is_not_shown_nor_more_than_fits(self):
        weights = {"the": 0.1, "rare": 5}
        self.assertEqual(policy.rank({1: ["the"], 2: ["rare"]}, weights), [2])
        many = {nth: ["rare"] for nth in range(50)}
        self.assertEqual(policy.rank(many, weights), [49, 48, 47, 46, 45])

    def test_common_words_are_asked_for_together_the_rarest_first(self):
        counts = {"a": 9, "b": 7, "c": 8, "d": 5, "e": 6}
        self.assertEqual(
            policy.ask_together(counts),
            [["d", "e", "b", "c"], ["d", "e", "b"], ["d", "e"]],
        )
        self.assertEqual(policy.ask_together({"a": 9}), [["a"]])
        self.assertEqual(policy.ask_together({}), [])

    def test_few_are_compared_the_best_of_them(self):
        found = {"a": range(1000), "b": [3], ("b", "c"): [4]}
        ids = policy.choose_candidates(found, {"a": 1, "b": 2, "c": 3})
        self.assertEqual(ids[:2], [4, 3])
        self.assertEqual(len(ids), policy.COMPARED)
