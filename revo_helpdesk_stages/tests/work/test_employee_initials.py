from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from ..own_database import OwnDatabaseCase
from .timesheet_case import TimesheetCase


class TestEmployees(TimesheetCase):
    def _open(self, employee):
        return Form(employee.with_user(self.env.ref("base.user_admin")))

    def test_the_name_proposes_them(self):
        self.assertEqual(self.araceli.timesheet_initials, "ACC")
        form = self._open(self.employees)
        form.name = "Juan de la Cruz"
        self.assertEqual(form.timesheet_initials, "JC")
        form.name = "Juan de la Cruz Ortega"
        self.assertEqual(form.save().timesheet_initials, "JCO")

    def test_two_of_the_same_name_are_told_apart(self):
        twins = self.employees.create([{"name": "Ana Cano Cruz"} for _ in "ab"])
        self.assertEqual(twins.mapped("timesheet_initials"), ["ACC2", "ACC3"])

    def test_other_companies_have_their_own(self):
        company = self.env["res.company"].create({"name": "Other"})
        same = self.employees.create(
            {"name": "Ana Cano Cruz", "company_id": company.id}
        )
        self.assertEqual(same.timesheet_initials, "ACC")
        same.company_id = self.company
        self.assertEqual(same.timesheet_initials, "ACC2")
        same.timesheet_initials = "ANA"
        same.company_id = company
        self.assertEqual(same.timesheet_initials, "ANA")
        self.jose.timesheet_initials = "ANA"
        with self.assertRaisesRegex(ValidationError, "ANA are the .* Jośe"):
            same.company_id = self.company

    def test_taken_ones_are_refused_in_the_name_of_who_has_them(self):
        with self.assertRaisesRegex(ValidationError, "ACC are the .* Araceli Cruz"):
            self.jose.timesheet_initials = " a cc"
        with self.assertRaisesRegex(ValidationError, "Araceli Cruz"):
            self.employees.create({"name": "Zoe", "timesheet_initials": "acc"})
        self.jose.write({"timesheet_initials": "JT"})
        self.jose.write({"timesheet_initials": "JT"})
        self.assertEqual(self.jose.timesheet_initials, "JT")

    def test_who_left_keeps_them(self):
        self.araceli.active = False
        with self.assertRaisesRegex(ValidationError, r"Cruz \(archived\)"):
            self.jose.timesheet_initials = "ACC"
        new = self.employees.create({"name": "Ana Cano Cruz"})
        self.assertEqual(new.timesheet_initials, "ACC2")

    def test_a_new_name_proposes_new_ones_unless_they_were_chosen(self):
        self.araceli.name = "Araceli Cruz"
        self.assertEqual(self.araceli.timesheet_initials, "AC")
        self.araceli.timesheet_initials = "ARA"
        self.araceli.name = "Araceli Cruz Cruz"
        self.assertEqual(self.araceli.timesheet_initials, "ARA")
        with self._open(self.araceli) as form:
            form.name = "Araceli Cruz Cano"
            self.assertEqual(form.timesheet_initials, "ARA")
        self.assertEqual(self.araceli.timesheet_initials, "ARA")

    def test_emptied_ones_are_proposed_again(self):
        self.araceli.timesheet_initials = "ARA"
        self.araceli.timesheet_initials = ""
        self.assertEqual(self.araceli.timesheet_initials, "ACC")
        new = self.employees.create({"name": "Zoe Paz", "timesheet_initials": ""})
        self.assertEqual(new.timesheet_initials, "ZP")

    def test_installing_with_many_employees_takes_two_queries(self):
        self.employees.create([{"name": f"Ana Cano Cruz{n}"} for n in range(30)])
        self.araceli.active = False
        self.env.flush_all()
        self.cr.execute("UPDATE hr_employee SET timesheet_initials = NULL")
        before = self.cr.sql_log_count
        self.employees._init_timesheet_initials()
        self.assertEqual(self.cr.sql_log_count - before, 2)
        self.env.invalidate_all()
        everybody = self.employees.with_context(active_test=False).search([])
        found = everybody.mapped(lambda e: (e.company_id.id, e.timesheet_initials))
        self.assertEqual(len(set(found)), len(found))
        self.assertEqual(self.jose.timesheet_initials, "JMRTT")
        self.assertEqual(self.araceli.timesheet_initials, "ACC31", "Who left is last")


class TestAtOnce(OwnDatabaseCase):
    def test_the_database_gives_initials_to_one_of_two_who_save_at_once(self):
        refusal = None
        try:
            with mute_logger("odoo.sql_db"), self._open() as second:
                # It sees the database as it was before the other one saved.
                second["hr.employee"].search([], limit=1)
                with self._open() as first:
                    first["hr.employee"].create({"name": "Zoe Paz"})
                second["hr.employee"].create({"name": "Zoe Paz"}).flush_recordset()
        except IntegrityError as error:
            refusal = error.diag.constraint_name
        self.assertEqual(refusal, "hr_employee_timesheet_initials_unique")
