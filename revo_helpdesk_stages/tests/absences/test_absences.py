"""Who leads a team, or manages the helpdesk, enters when its people are away."""

from datetime import timedelta

from lxml import etree

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from ..common import SupportLineCase


class TestAbsences(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north.user_id = cls.ben
        cls.ana.employee_ids.unlink()

    def _enter(self, by, team, user, start=None, stop=None):
        now = fields.Datetime.now()
        action = team.with_user(by).action_add_absence()
        wizards = self.env[action["res_model"]].with_user(by)
        return (
            wizards.with_context(**action["context"])
            .create(
                {
                    "user_id": user.id,
                    "date_from": start or now - timedelta(hours=1),
                    "date_to": stop or now + timedelta(days=2),
                }
            )
            .action_apply()
        )

    def _get_absences(self, by, team):
        team.invalidate_recordset()
        return team.with_user(by).absence_ids

    def test_leaders_and_managers_enter_and_remove_them(self):
        for keeper in (self.ben, self.mia):
            for user in (self.ana, self.ben):
                with self.subTest(keeper.name, user=user.name):
                    self._enter(keeper, self.north, user)
                    self.assertIn(user, user._get_absent())
                    absences = self._get_absences(keeper, self.north)
                    self.assertEqual(absences.user_id, user)
                    self.assertTrue(absences.read(["user_id", "date_from", "date_to"]))
                    absences.action_remove()
                    self.assertFalse(user._get_absent())
                    self.assertFalse(self._get_absences(keeper, self.north))

    def test_nobody_else_does(self):
        self._enter(self.mia, self.north, self.ana)
        for other in (self.ana, self.rita, self.sam, self.dan, self.pia):
            with self.subTest(other.name):
                self.assertFalse(
                    self.env["helpdesk.absence"].with_user(other).search([])
                )
                self.assertFalse(self.north.with_user(self.ana).keeps_absences)
                with self.assertRaises(AccessError):
                    self._enter(other, self.north, self.ben)
                absence = self.env["helpdesk.absence"].search(
                    [("user_id", "=", self.ana.id)]
                )
                with self.assertRaises(AccessError):
                    absence.with_user(other).action_remove()
                self.assertIn(self.ana, self.ana._get_absent())

    def test_a_leader_keeps_those_of_the_own_people_alone(self):
        self.south.user_id = self.rita
        self._enter(self.mia, self.south, self.rita)
        self.assertFalse(self._get_absences(self.ben, self.north))
        with self.assertRaises(UserError):
            self._enter(self.ben, self.north, self.rita)

    def test_the_leader_of_a_team_of_everybody_keeps_everybodys(self):
        self.support.write({"user_ids": [Command.clear()], "user_id": self.sam.id})
        self._enter(self.sam, self.support, self.sue)
        absences = self._get_absences(self.sam, self.support)
        self.assertEqual(absences.user_id, self.sue)
        with self.assertRaises(UserError):
            self._enter(self.sam, self.support, self.sue)
        absences.action_remove()
        self.assertFalse(self.sue._get_absent())

    def test_a_resellers_leader_keeps_no_absences_of_the_vendors_people(self):
        self.north.user_ids |= self.sam
        with self.assertRaises(UserError):
            self._enter(self.ben, self.north, self.sam)
        self._enter(self.mia, self.north, self.sam)
        self.assertFalse(self._get_absences(self.ben, self.north))

    def test_an_employee_of_another_department_reads_teams_as_ever(self):
        groups = [Command.set(self.env.ref("base.group_user").ids)]
        emil = self._create_user("emil", "plain", groups_id=groups)
        teams = self.env["helpdesk.ticket.team"].with_user(emil)
        self.assertTrue(teams.search_read([("id", "=", self.north.id)]))

    def test_what_makes_no_sense_is_refused_in_words(self):
        now = fields.Datetime.now()
        with self.assertRaises(UserError) as caught:
            self._enter(self.ben, self.north, self.ana, stop=now - timedelta(days=3))
        self.assertIn("ends before it begins", str(caught.exception))
        self._enter(self.ben, self.north, self.ana)
        with self.assertRaises(UserError) as caught:
            self._enter(self.ben, self.north, self.ana)
        self.assertIn("away then already", str(caught.exception))

    def test_an_absence_counts_where_tickets_are_dealt(self):
        self.north.assignment_method = "random"
        self._enter(self.ben, self.north, self.ana)
        for _number in range(3):
            self.assertEqual(self._create_ticket().user_id, self.ben)

    def test_what_is_over_is_not_shown(self):
        now = fields.Datetime.now()
        self._enter(
            self.ben,
            self.north,
            self.ana,
            start=now - timedelta(days=5),
            stop=now - timedelta(days=3),
        )
        self.assertFalse(self._get_absences(self.ben, self.north))

    def test_an_employee_has_one_resource_still(self):
        employee = self.env["hr.employee"].create(
            {"name": "Ben", "user_id": self.ben.id}
        )
        self._enter(self.mia, self.north, self.ben)
        resources = self.env["resource.resource"].search(
            [("user_id", "=", self.ben.id)]
        )
        self.assertEqual(resources, employee.resource_id)

    def test_a_leave_of_time_off_is_shown_and_left_there(self):
        """As it is with Time Off, which tools/devkit/neighbours.py installs beside."""
        self.support.user_id = self.sue
        leaves = self.env["resource.calendar.leaves"]
        self.patch(type(leaves), "_is_time_off", lambda leave: True)
        self._enter(self.mia, self.support, self.sam)
        absence = self._get_absences(self.sue, self.support)
        self.assertEqual(absence.user_id, self.sam)
        self.assertTrue(absence.is_time_off)
        with self.assertRaises(UserError) as caught:
            absence.action_remove()
        self.assertIn("Time Off", str(caught.exception))
        # It counts, and is not written a second time.
        self.assertIn(self.sam, self.sam._get_absent())
        with self.assertRaises(UserError) as caught:
            self._enter(self.sue, self.support, self.sam)
        self.assertIn("away then already", str(caught.exception))

    def test_the_page_is_shown_to_who_keeps_them(self):
        for user, shown in ((self.ben, True), (self.mia, True), (self.ana, False)):
            with self.subTest(user.name):
                self.assertEqual(self.north.with_user(user).keeps_absences, shown)
        self._enter(self.mia, self.north, self.ana)
        team = self.north.with_user(self.mia)
        form = Form(team)
        self.assertTrue(form.keeps_absences)
        self.assertEqual(len(form.absence_ids), 1)
        arch = etree.fromstring(team.get_view(view_type="form")["arch"])
        (page,) = arch.xpath("//page[.//field[@name='absence_ids']]")
        self.assertEqual(page.get("invisible"), "not keeps_absences")
        self.assertTrue(page.xpath(".//button[@name='action_add_absence']"))
        self.assertTrue(page.xpath(".//*[@name='action_remove']"))
