from odoo.exceptions import AccessError

from .timesheet_case import DAY, TimesheetCase


class TestLines(TimesheetCase):
    def test_two_people_and_three_lines_as_in_source_004(self):
        """Source: 004, "Gestión de Tareas en Tickets", its example."""
        lines = self._log("Seguimiento de ticket", self.araceli)
        lines |= self._log("Entender el escenario", self.jose)
        lines |= self._log("JMRTT Acciones recomendadas", self.jose)
        self.assertEqual(
            [(line.name, line.unit_amount, line.date) for line in lines],
            [
                ("ACC Seguimiento de ticket", 0.5, DAY),
                ("JMRTT Entender el escenario", 0.5, DAY),
                ("JMRTT Acciones recomendadas", 0.5, DAY),
            ],
        )
        self.assertEqual(lines.ticket_id, self.ticket)
        self.assertEqual(self.ticket.timesheet_ids, lines)
        self.assertEqual(self.ticket.task_id.effective_hours, 1.5)

    def test_who_logs_time_may_not_read_the_initials_of_others(self):
        user = self.jose.user_id
        line = self._log("Call", self.jose)
        self.assertEqual(line.name, "JMRTT Call")
        self.env.flush_all()
        self.env.invalidate_all()
        line.with_user(user).name = "Second call"
        self.assertEqual(line.name, "JMRTT Second call")
        with self.assertRaises(AccessError):
            self.araceli.with_user(user).read(["timesheet_initials"])

    def test_time_of_other_projects_stays_as_it_is(self):
        line = self._log("Call", self.jose, task=self._create_task())
        self.assertEqual(line.name, "Call")

    def test_a_task_that_gets_its_ticket_later_gives_its_lines_their_initials(self):
        task = self._create_task()
        line = self._log("Call", self.jose, task=task)
        ticket = self._create_ticket(team_id=self.accounts.id)
        ticket.task_id = task
        self.assertEqual(line.name, "JMRTT Call")
        other = self._create_task()
        line = self._log("Call", self.araceli, task=other)
        self._create_ticket(team_id=self.accounts.id, task_id=other.id)
        self.assertEqual(line.name, "ACC Call")

    def test_lines_that_the_cron_links_get_their_initials_then(self):
        lines = self._log("Call", self.jose) | self._log("Mail", self.araceli)
        self.env.flush_all()
        # As lines are that were there before their tasks had tickets.
        self.cr.execute(
            """
            UPDATE account_analytic_line
               SET ticket_id = NULL, author_initials = NULL, name = 'Call'
             WHERE id IN %s
            """,
            [tuple(lines.ids)],
        )
        self.env.invalidate_all()
        lines._take_ticket()
        self.assertEqual(lines.sorted("id").mapped("name"), ["JMRTT Call", "ACC Call"])

    def test_a_line_that_moves_to_the_ticket_gets_its_initials(self):
        line = self._log("Call", self.jose, task=self._create_task())
        line.with_user(self.jose.user_id).task_id = self.ticket.task_id
        self.assertEqual(line.name, "JMRTT Call")

    def test_the_author_counts_and_not_who_enters_the_line(self):
        line = self.lines.with_user(self.env.ref("base.user_admin")).create(
            {
                "name": "Call",
                "task_id": self.ticket.task_id.id,
                "employee_id": self.araceli.id,
            }
        )
        self.assertEqual(line.name, "ACC Call")
        line.employee_id = self.jose
        self.assertEqual(line.name, "JMRTT Call")
        line.write({"employee_id": self.araceli.id, "name": "JMRTT Second call"})
        self.assertEqual(line.name, "ACC Second call")

    def test_a_new_description_starts_with_them_too(self):
        line = self._log("Call", self.jose).with_user(self.jose.user_id)
        line.name = "Second call"
        self.assertEqual(line.name, "JMRTT Second call")
        line.name = "JMRTT Third call"
        self.assertEqual(line.name, "JMRTT Third call")

    def test_former_initials_are_replaced_with_the_next_description(self):
        line = self._log("Call", self.araceli)
        self.araceli.timesheet_initials = "ara"
        self.assertEqual(line.name, "ACC Call", "What was written stays")
        line.with_user(self.araceli.user_id).name = "ACC Call, and mail"
        self.assertEqual(line.name, "ARA Call, and mail")

    def test_a_running_timer_says_whose_it_is_before_it_has_a_description(self):
        """As OCA's `project_timesheet_time_control` does it."""
        line = self._log("", self.jose, hours=0).with_user(self.jose.user_id)
        self.assertEqual(line.name, "JMRTT")
        line.unit_amount = 0.25
        self.assertEqual(line.name, "JMRTT")
        line.name = "Call"
        self.assertEqual(line.name, "JMRTT Call")
        line.name = ""
        self.assertEqual(line.name, "JMRTT")

    def test_a_copy_has_them_once(self):
        line = self._log("Call", self.jose)
        self.assertEqual(line.copy().name, "JMRTT Call")

    def test_an_import_brings_both_kinds(self):
        task = self.env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": "task",
                "model": "project.task",
                "res_id": self.ticket.task_id.id,
            }
        )
        result = self.lines.with_user(self.jose.user_id).load(
            ["name", "task_id/id", "unit_amount", "date"],
            [
                ["Call", task.complete_name, "1", "2022-09-28"],
                ["JMRTT Mail", task.complete_name, "1", "2022-09-28"],
            ],
        )
        self.assertFalse(result["messages"])
        lines = self.lines.browse(result["ids"])
        self.assertEqual(lines.mapped("name"), ["JMRTT Call", "JMRTT Mail"])

    def test_who_has_no_letters_in_the_name_has_initials_all_the_same(self):
        for login, name, initials in (("one", "4711", "X"), ("two", "0815", "X2")):
            nobody = self._create_worker(name, login)
            self.assertEqual(nobody.timesheet_initials, initials)
            self.assertEqual(self._log("Call", nobody).name, f"{initials} Call")

    def test_many_lines_take_no_query_each(self):
        def create(count):
            return self.lines.create(
                [
                    {
                        "name": f"Call {number}",
                        "task_id": self.ticket.task_id.id,
                        "employee_id": (self.araceli, self.jose)[number % 2].id,
                    }
                    for number in range(count)
                ]
            )

        def count(lines):
            lines.flush_recordset()
            lines.write({"author_initials": False, "name": "Call"})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            lines._put_initials()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        few, many = create(4), create(40)
        self.assertEqual(many[38].name, "ACC Call 38")
        self.assertLessEqual(count(many), count(few))
