"""What tests of work on tickets start with."""

from datetime import date

from odoo import Command

from ..common import SupportLineCase

DAY = date(2022, 9, 28)
TIMESHEET_USER = "hr_timesheet.group_hr_timesheet_user"


class TimesheetCase(SupportLineCase):
    """A ticket of a direct team with its task, and two employees who work on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = cls.env["account.analytic.line"]
        cls.employees = cls.env["hr.employee"]
        cls.project = cls.env["project.project"].create(
            {"name": "Support", "allow_timesheets": True}
        )
        cls.araceli = cls._create_worker("Araceli Cruz Cruz", "araceli")
        cls.jose = cls._create_worker("Jośe Maximino Raúl Tlaxcala Trujillo", "jose")
        cls.accounts = cls._create_team(
            "direct", cls.araceli.user_id | cls.jose.user_id, name="Accounts"
        )
        cls.ticket = cls._create_work(cls.cleo.partner_id)

    @classmethod
    def _create_worker(cls, name, login, **values):
        """Create an employee who may log time, and nothing of human resources."""
        user = cls._create_user(login, "plain")
        user.write({"groups_id": [Command.link(cls.env.ref(TIMESHEET_USER).id)]})
        return cls.employees.create({"name": name, "user_id": user.id, **values})

    @classmethod
    def _create_task(cls):
        return cls.env["project.task"].create(
            {"name": "Work", "project_id": cls.project.id}
        )

    @classmethod
    def _create_work(cls, partner, **values):
        """Open a ticket that has its task."""
        return cls._create_ticket(
            partner_id=partner.id,
            team_id=cls.accounts.id,
            task_id=cls._create_task().id,
            **values,
        )

    @classmethod
    def _log(cls, name, employee, hours=0.5, task=None, **values):
        """Log time as the employee does."""
        task = task or cls.ticket.task_id
        # As in a request of its own: nobody has read anything yet.
        cls.env.flush_all()
        cls.env.invalidate_all()
        line = cls.lines.with_user(employee.user_id).create(
            {
                "name": name,
                "task_id": task.id,
                "date": DAY,
                "unit_amount": hours,
                **values,
            }
        )
        return cls.lines.browse(line.id)
