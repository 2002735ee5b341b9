"""Whose initials a reseller sees in place of a picture."""

from ..common import SupportLineHttpCase


class TestAvatars(SupportLineHttpCase):
    def _get_picture(self, person, field="avatar_128"):
        return self.url_open(f"/web/image/{person._name}/{person.id}/{field}")

    def test_the_vendors_people_have_initials(self):
        self._log_in(self.ana)
        self.sam.name = "Sam & Wise"
        for person in (self.sam, self.sam.partner_id):
            answer = self._get_picture(person)
            self.assertEqual(answer.status_code, 200)
            self.assertIn("image/svg+xml", answer.headers["Content-Type"])
            self.assertIn(">SW</text>", answer.text)

    def test_a_colour_stays_with_its_name(self):
        self._log_in(self.ana)
        once, again = self._get_picture(self.sam), self._get_picture(self.sam)
        self.assertEqual(once.content, again.content)
        self.assertNotEqual(once.content, self._get_picture(self.dan).content)

    def test_nothing_is_told_of_strangers(self):
        self._log_in(self.ana)
        for person in (self.rita, self.rita.partner_id, self.cora.partner_id):
            answer = self._get_picture(person)
            self.assertNotIn(b"svg", answer.content)
        # Nor by another field or way.
        answer = self.url_open(f"/web/content/res.users/{self.sam.id}/avatar_128")
        self.assertEqual(answer.status_code, 404)

    def test_others_see_what_odoo_shows(self):
        self.env["res.users"].browse(self.sue.id).image_1920 = False
        self._log_in(self.sam)
        answer = self._get_picture(self.sue)
        self.assertNotIn(">SU</text>", answer.text)
        self.assertIn("svg", answer.headers["Content-Type"])
