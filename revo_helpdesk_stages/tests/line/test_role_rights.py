"""What choosing a role means for the rights somebody has besides, and who says so."""

from odoo.exceptions import UserError
from odoo.tests import Form

from ..common import SupportLineCase

FORM = "base.view_users_form"
# What Odoo gives whoever is created in the form.
ADMINISTRATORS = ("project.group_project_manager", "hr.group_hr_manager")
INBOX = "mail.group_mail_notification_type_inbox"


class TestRoleRights(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls._create_rights_manager("admin")
        cls.nell = cls._create_user("nell", "plain")
        cls._give(cls.nell, *ADMINISTRATORS, "hr_timesheet.group_timesheet_manager")

    @classmethod
    def _give(cls, user, *groups):
        user.write({"groups_id": [(4, cls.env.ref(name).id) for name in groups]})

    def _has(self, user):
        self.env.invalidate_all()
        return [name for name in ADMINISTRATORS if user.has_group(name)]

    def _open(self, user=None):
        users = (user or self.env["res.users"]).with_user(self.admin)
        return Form(users, FORM)

    def test_who_is_made_a_resellers_loses_what_the_form_has_named(self):
        with self._open(self.nell) as form:
            self.assertFalse("loses" in (form.helpdesk_role_note or ""))
            form.helpdesk_role = "reseller"
            note = form.helpdesk_role_note
            self.assertIn("loses", note)
            for name in ADMINISTRATORS:
                self.assertIn(self.env.ref(name).full_name, note)
            # Who chooses otherwise keeps everything.
            form.helpdesk_role = "support"
            self.assertNotIn("loses", form.helpdesk_role_note)
            form.helpdesk_role = "reseller"
        self.assertFalse(self._has(self.nell))
        self.assertFalse(self.nell.has_group("project.group_project_user"))
        self.assertFalse(self.nell.has_group("hr_timesheet.group_hr_timesheet_user"))
        self.assertTrue(self.nell._is_reseller_only())
        self.assertFalse(self._open(self.nell).helpdesk_role_note)

    def test_an_agent_keeps_them_and_the_form_says_so(self):
        for role in ("support", "development"):
            with self._open(self.nell) as form:
                form.helpdesk_role = role
                note = form.helpdesk_role_note
                for name in ADMINISTRATORS:
                    self.assertIn(self.env.ref(name).full_name, note)
            self.assertEqual(self._has(self.nell), list(ADMINISTRATORS))

    def test_a_new_person_of_a_reseller_has_none_of_them(self):
        with self._open() as form:
            form.name = "Nils"
            form.login = "nils@line.example"
            form.helpdesk_role = "reseller"
        nils = form.save().with_env(self.env)
        self.assertFalse(self._has(nils))
        self.assertTrue(nils._is_reseller_only())

    def test_what_a_right_of_another_application_has_brought_is_named_too(self):
        tim = self._create_user("tim", "plain")
        self._give(tim, "project.group_project_manager")
        approver = self.env.ref("hr_timesheet.group_hr_timesheet_approver")
        self.assertTrue(tim.has_group("hr_timesheet.group_hr_timesheet_approver"))
        with self._open(tim) as form:
            form.helpdesk_role = "reseller"
            self.assertIn(approver.full_name, form.helpdesk_role_note)
        self.env.invalidate_all()
        self.assertFalse(tim.has_group("hr_timesheet.group_hr_timesheet_approver"))

    def test_how_somebody_is_told_stays(self):
        self.nell.notification_type = "inbox"
        with self._open(self.nell) as form:
            form.helpdesk_role = "reseller"
        self.assertEqual(self.nell.notification_type, "inbox")
        self.assertTrue(self.nell.has_group(INBOX))

    def test_who_administers_the_database_is_refused_in_words(self):
        for group in ("base.group_erp_manager", "base.group_system"):
            boss = self._create_user(f"boss.{group}", "plain")
            self._give(boss, group, *ADMINISTRATORS)
            form = self._open(boss)
            form.helpdesk_role = "reseller"
            self.assertIn("administers this database", form.helpdesk_role_note)
            with self.assertRaises(UserError) as caught:
                form.save()
            self.assertIn("administers this database", str(caught.exception))
            self.assertEqual(self._has(boss), list(ADMINISTRATORS))

    def test_who_is_a_resellers_already_is_told_apart(self):
        self._give(self.ana, *ADMINISTRATORS)
        note = self._open(self.ana).helpdesk_role_note
        self.assertIn("Take off below", note)
        self.assertNotIn("loses", note)
