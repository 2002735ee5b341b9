import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies.initials import (
    PARTICLES,
    SUFFIXES,
    TITLES,
    are_initials,
    first_free,
    initials_of,
    is_proposed,
    put_initials,
    starts_with,
    tidy,
)
from ..unhurried import unhurried

NAMES = st.text(max_size=40)
# Letters that have capitals, and so many that names of several parts come up.
PARTS = st.lists(
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzáéñçşłøжйλ"), min_size=1).filter(
        lambda part: part not in TITLES | SUFFIXES
    ),
    min_size=1,
    max_size=6,
)
INITIALS = st.text(st.sampled_from("ABCÑЙ王2"), min_size=1, max_size=5)
DESCRIPTIONS = st.text(st.sampled_from("ABC2 /:-fw\n"), max_size=20)


class TestInitials(BaseCase):
    def assertInitials(self, **expected):
        for name, initials in expected.items():
            self.assertEqual(initials_of(name), initials, name)

    def test_one_letter_for_each_part_of_a_name(self):
        """Source: 004, "Gestión de Tareas en Tickets"."""
        self.assertInitials(
            **{
                "Araceli Cruz Cruz": "ACC",
                "Jośe Maximino Raúl Tlaxcala Trujillo": "JMRTT",
                "Ana": "A",
                "J. R. R. Tolkien": "JRRT",
                "J.R.R. Tolkien": "JRRT",
                "X": "X",
            }
        )

    def test_accents_are_left_out_where_they_do_not_make_another_letter(self):
        self.assertInitials(
            **{
                "Ángel Álvarez Íñigo": "AAI",
                "A\u0301ngel O\u0301": "AO",
                "Ñáñez Çelik Šimić": "NCS",
                "Łukasz Øberg Đorđević": "LOD",
                "Ægir Þór": "AT",
                "İsmail ırmak": "II",
                "Άννα Ώρα": "ΑΩ",
                "Иван Йорданов": "ИЙ",
                "ガブリエル・マルケス": "ガマ",
            }
        )

    def test_unusual_capitals(self):
        self.assertInitials(
            **{
                "araceli cruz cruz": "ACC",
                "ARACELI CRUZ CRUZ": "ACC",
                "Ronald McDonald": "RM",
                "LeBron DiCaprio": "LD",
                "ßtrange ǆemal ﬁona Ａｎａ": "SDFA",
            }
        )

    def test_names_in_other_scripts(self):
        self.assertInitials(
            **{
                "王小明": "王",
                "김 민수": "김민",
                "محمد علي": "مع",
                "გიორგი მელია": "გმ",
            }
        )

    def test_a_hyphen_joins_parts(self):
        self.assertInitials(
            **{"Jean-Luc Picard": "JLP", "María García–López": "MGL", "- Ana -": "A"}
        )

    def test_particles_in_small_letters_are_no_parts(self):
        self.assertInitials(
            **{
                "Juan de la Cruz": "JC",
                "Ludwig van der Berg": "LB",
                "Otto von Bismarck": "OB",
                "Abd al-Aziz ibn Saud": "AAS",
                "Antoni Gaudí i Cornet": "AGC",
                "Gerard 't Hooft": "GH",
                "Charles d'Artagnan": "CA",
                "Charles d’Artagnan": "CA",
            }
        )

    def test_particles_in_capitals_are_parts_as_their_bearer_writes_them(self):
        self.assertInitials(
            **{
                "Jean-Claude Van Damme": "JCVD",
                "Robert De Niro": "RDN",
                "Beverly D'Angelo": "BD",
                "Sean O'Neill": "SO",
            }
        )

    def test_where_the_case_tells_nothing_particles_are_none_within_the_name(self):
        self.assertInitials(
            **{
                "JUAN DE LA CRUZ": "JC",
                "juan de la cruz": "JC",
                "CHARLES D'ARTAGNAN": "CA",
                "VAN MORRISON": "VM",
                "nguyen van": "NV",
                "J. E. P.": "JEP",
                "JUAN E. DE LA CRUZ": "JEC",
            }
        )

    def test_titles_are_no_parts(self):
        self.assertInitials(
            **{
                "Dra. Ana López": "AL",
                "Ing. Lic. Ana López": "AL",
                "Ana López, Jr.": "AL",
                "Ana López III": "AL",
                "Dr.": "D",
                "Mª José Gil": "MJG",
            }
        )

    def test_a_name_without_letters_has_none(self):
        for name in (None, False, "", " \t\u00a0", "4711", "-", "🙂", "\u0301"):
            self.assertEqual(initials_of(name), "", repr(name))

    @unhurried
    @given(NAMES)
    def test_any_text_gives_letters_without_space(self, name):
        initials = initials_of(name)
        for letter in initials:
            self.assertTrue(unicodedata.category(letter).startswith("L"), initials)
        self.assertEqual(tidy(initials), tidy(initials).strip())
        self.assertTrue(is_proposed(first_free(initials, ()), name))

    @unhurried
    @given(PARTS)
    def test_as_many_letters_as_parts_whatever_their_case(self, parts):
        named = [part.title() for part in parts]
        self.assertEqual(len(initials_of(" ".join(named))), len(named))
        plain = [part for part in parts if part not in PARTICLES and len(part) > 1]
        written = " ".join(plain)
        self.assertEqual(initials_of(written), initials_of(written.upper()))
        self.assertEqual(initials_of(written), initials_of(written.title()))


class TestFree(BaseCase):
    def test_the_second_of_the_same_name_gets_a_number(self):
        self.assertEqual(first_free("ACC", set()), "ACC")
        self.assertEqual(first_free("ACC", {"ACC"}), "ACC2")
        self.assertEqual(first_free("ACC", {"ACC", "ACC2", "ACC4"}), "ACC3")

    def test_who_has_no_letters_in_the_name_has_initials_all_the_same(self):
        self.assertEqual(first_free("", set()), "X")
        self.assertEqual(first_free("", {"X"}), "X2")

    def test_what_was_typed_is_kept_in_capitals_without_space(self):
        self.assertEqual(tidy(" a c\u00a0c "), "ACC")
        self.assertEqual(tidy("n\u0303"), "Ñ")
        self.assertEqual(tidy("a.c.c."), "ACC")
        self.assertEqual(tidy(None), "")

    def test_initials_are_letters(self):
        for text in ("ACC", "Ñ", "JMRTT2", "Й", "鈴"):
            self.assertTrue(are_initials(text), text)
        for text in ("", "2", "A2C", "A+", "A_C", "🙂", "A'"):
            self.assertFalse(are_initials(text), text)

    @unhurried
    @given(INITIALS, st.sets(INITIALS))
    def test_what_is_proposed_is_never_taken(self, initials, taken):
        free = first_free(initials, taken)
        self.assertNotIn(free, taken)
        self.assertTrue(free.startswith(initials))


class TestPutting(BaseCase):
    def test_a_description_starts_with_initials(self):
        self.assertEqual(
            put_initials("Seguimiento de ticket", "ACC"), "ACC Seguimiento de ticket"
        )

    def test_never_twice(self):
        for text in ("ACC Call", "ACC", "ACC: call", "ACC - call", "ACC\ncall"):
            self.assertEqual(put_initials(text, "ACC"), text)

    def test_another_word_is_not_taken_for_initials(self):
        for text in ("ACCount closed", "ACC2 called", "acc closed", "ACC-12 fixed"):
            self.assertEqual(put_initials(text, "ACC"), f"ACC {text}")

    def test_where_there_is_no_description_the_initials_are_one(self):
        for text in ("/", "", " ", False, None):
            self.assertEqual(put_initials(text, "ACC"), "ACC")
            self.assertEqual(put_initials(text, ""), text)

    def test_initials_of_another_author_are_replaced(self):
        self.assertEqual(put_initials("ACC Call", "JMRTT", "ACC"), "JMRTT Call")
        self.assertEqual(put_initials("ACC: call", "JMRTT", "ACC"), "JMRTT: call")
        self.assertEqual(put_initials("ACC", "JMRTT", "ACC"), "JMRTT")
        self.assertEqual(put_initials("ACC JMRTT Call", "JMRTT", "ACC"), "JMRTT Call")
        self.assertEqual(put_initials("Call", "JMRTT", "ACC"), "JMRTT Call")
        # A word of it, and no initials.
        self.assertEqual(put_initials("acc x", "JMRTT", "ACC"), "JMRTT acc x")

    def test_without_initials_none_are_put_and_others_go(self):
        self.assertEqual(put_initials("Call", ""), "Call")
        self.assertEqual(put_initials("ACC Call", "", "ACC"), "Call")
        self.assertEqual(put_initials("ACC", "", "ACC"), "/")

    @unhurried
    @given(DESCRIPTIONS, INITIALS)
    def test_putting_them_again_changes_nothing(self, text, initials):
        once = put_initials(text, initials)
        self.assertEqual(put_initials(once, initials), once)
        self.assertEqual(put_initials(once, initials, initials), once)
        if text.strip() not in ("", "/"):
            self.assertTrue(starts_with(once.strip(), initials))
            self.assertTrue(once.endswith(text.strip()) or once == text)

    @unhurried
    @given(DESCRIPTIONS, INITIALS, INITIALS)
    def test_the_words_survive_any_change_of_the_author(self, text, first, second):
        text = f"word {text.strip()}".strip()
        changed = put_initials(put_initials(text, first), second, first)
        self.assertEqual(changed, f"{second} {text}")
        self.assertEqual(put_initials(changed, second, first), changed)
