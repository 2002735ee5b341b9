from odoo import Command
from odoo.tests import TransactionCase, tagged

from ..common import SupportLineMixin

# The people of a direct team. Nobody of them may see projects.
PEOPLE = {"kim": "plain", "lee": "plain"}


class TaskMixin(SupportLineMixin):
    """A direct team that logs its time in a project; Petra manages the projects."""

    @classmethod
    def _set_up_tasks(cls):
        cls._set_up_line()
        cls._create_users({**PEOPLE, "petra": "plain"})
        cls.workers = cls.kim | cls.lee | cls.petra
        cls._let_log_time(cls.workers)
        cls.petra.groups_id |= cls.env.ref("project.group_project_manager")
        cls.project, cls.other_project = cls.env["project.project"].create(
            [
                {"name": name, "allow_timesheets": True}
                for name in ("Counter work", "Other work")
            ]
        )
        cls.counter = cls._create_team("direct", cls.workers, name="Counter")
        cls.counter.write(
            {"default_project_id": cls.project.id, "task_creation": "taken"}
        )
        cls.bare = cls._create_team("direct", cls.workers, name="Bare")

    @classmethod
    def _let_log_time(cls, users, group="hr_timesheet.group_hr_timesheet_user"):
        users.write({"groups_id": [Command.link(cls.env.ref(group).id)]})
        cls.env["hr.employee"].create(
            [{"name": user.name, "user_id": user.id} for user in users]
        )

    @classmethod
    def _open(cls, team=None, taker=None, **values):
        """Open a ticket with a direct team, by Kim, and let somebody take it."""
        ticket = cls._create_ticket(
            opener=cls.kim,
            team_id=(team or cls.counter).id,
            partner_id=cls.cleo.partner_id.id,
            **values,
        )
        if taker:
            ticket.with_user(taker).user_id = taker
        return ticket

    def _log(self, user, hours=0.5, **values):
        """Log time as a user does, on a ticket or a task."""
        line = self.env["account.analytic.line"].with_user(user)
        line = line.create({"name": "Look into it", "unit_amount": hours, **values})
        return line.with_user(self.env.user)


@tagged("post_install", "-at_install")
class TaskCase(TaskMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_tasks()
