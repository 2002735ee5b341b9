"""How somebody is addressed in an e-mail of the house."""

from itertools import product

from odoo.tests import BaseCase, tagged

from ...policies.salutation import gender_of, greeting

# Source 004: "Estimado Jesús Adrián Rodriguez".
_EXPECTED = {
    ("es_ES", "male"): "Estimado Jesús Adrián Rodriguez:",
    ("es_MX", "female"): "Estimada Jesús Adrián Rodriguez:",
    ("es_ES", None): "Estimado/Estimada Jesús Adrián Rodriguez:",
    ("ca_ES", "male"): "Estimat Jesús Adrián Rodriguez,",
    ("ca_ES", "female"): "Estimada Jesús Adrián Rodriguez,",
    ("ca_ES", None): "Estimat/Estimada Jesús Adrián Rodriguez,",
    ("ro_RO", "male"): "Stimate Jesús Adrián Rodriguez,",
    ("ro_RO", "female"): "Stimată Jesús Adrián Rodriguez,",
    ("ro_RO", None): "Stimate/Stimată Jesús Adrián Rodriguez,",
    ("en_US", "male"): "Dear Jesús Adrián Rodriguez,",
    ("de_DE", None): "Dear Jesús Adrián Rodriguez,",
    (None, "female"): "Dear Jesús Adrián Rodriguez,",
}


@tagged("post_install", "-at_install")
class TestSalutation(BaseCase):
    def test_by_language_and_gender(self):
        for (lang, gender), expected in _EXPECTED.items():
            with self.subTest(lang=lang, gender=gender):
                said = greeting(lang, "Jesús Adrián Rodriguez", gender)
                self.assertEqual(said, expected)

    def test_nobody_and_companies_have_no_gender(self):
        for lang in ("ca_ES", "en_US", "es_ES", "ro_RO"):
            for name in ("", " ", None, False):
                self.assertNotIn("/", greeting(lang, name))
                self.assertNotIn("{", greeting(lang, name))
            company = greeting(lang, "Bar Nou", is_company=True)
            self.assertIn("Bar Nou", company)
            self.assertNotIn("/", company)

    def test_a_name_is_no_pattern(self):
        self.assertEqual(greeting("en_US", "{x} %s"), "Dear {x} %s,")

    def test_titles_as_odoo_has_them_and_people_write_them(self):
        women = ("Madam", "Miss", "Mrs.", "Sra.", "señora", "Doña", "Doamna", "Dna.")
        men = ("Mister", "Mr.", "Sr.", "Señor", "Senyor", "Domnul", "Dl.", "D.")
        for title in women:
            self.assertEqual(gender_of(title), "female", title)
        for title in men:
            self.assertEqual(gender_of(title), "male", title)
        for title in ("Doctor", "Prof.", "", None, "Ing."):
            self.assertIsNone(gender_of(title), title)
        self.assertEqual(gender_of("Doctor", "Sra."), "female")

    def test_every_form_names_who_is_addressed(self):
        langs, genders = ("ca", "en", "es", "ro"), ("female", "male", None)
        for lang, gender in product(langs, genders):
            self.assertIn("Pau", greeting(lang, "Pau", gender))
