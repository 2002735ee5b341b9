from odoo import Command

from ..common import AccountsHttpCase

TIMESHEETS = "hr_timesheet.group_hr_timesheet_user"


class TestTourAccounts(AccountsHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # A form is open when a tour ends.
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        people = cls.lola | cls.kim
        groups = cls.env.ref(TIMESHEETS) | cls.env.ref("project.group_project_user")
        people.write({"groups_id": [Command.link(group.id) for group in groups]})
        cls.lola.name = "Araceli Cruz Cruz"
        cls.kim.name = "Jośe Maximino Raúl Tlaxcala Trujillo"
        cls.env["hr.employee"].create(
            [{"name": user.name, "user_id": user.id} for user in people]
        )
        project = cls.env["project.project"].create(
            {"name": "Accounts", "allow_timesheets": True}
        )
        cls.accounts.write({"default_project_id": project.id, "task_creation": "taken"})
        cls.cati.partner_id.name = "Cati Serra"
        for user in people | cls.cati:
            user.password = user.login

    def _start(self, tour, user, url="/web"):
        self.env.flush_all()
        self.start_tour(url, tour, login=user.login, timeout=120)
        self.env.invalidate_all()

    def test_a_call_becomes_a_ticket_with_a_task_time_and_a_second_topic(self):
        board = self.env.ref(
            "helpdesk_mgmt.action_helpdesk_ticket_kanban_from_dashboard"
        )
        url = f"/web#action={board.id}&active_id={self.accounts.id}"

        self._start("helpdesk_accounts_call", self.kim, url)
        ticket = self.tickets.search([("name", "=", "The till does not print")])
        self.assertEqual(ticket.request_type, "support")
        self.assertEqual(ticket.account_leader_id, self.lola)
        self.assertEqual(ticket.phase, "in_progress")
        self.assertFalse(ticket.task_id)

        self._start("helpdesk_accounts_leader", self.lola, url)
        task = ticket.task_id
        self.assertEqual(task.name, f"{ticket.number} {ticket.name}")

        self._start("helpdesk_accounts_colleague", self.kim, url)
        self.assertEqual(
            task.timesheet_ids.sorted("id").mapped("name"),
            [
                "ACC Seguimiento de ticket",
                "JMRTT Entender el escenario",
                "JMRTT Acciones recomendadas",
            ],
        )
        self.assertEqual(task.effective_hours, 1.5)
        self.assertEqual(task.timesheet_ids.ticket_id, ticket)

        self._start("helpdesk_accounts_split", self.kim, url)
        topic = self.tickets.search([("name", "=", "The menu needs a new page")])
        self.assertEqual(topic.split_from_id, ticket)
        self.assertEqual(topic.request_type, "change")

        self._start("helpdesk_accounts_client", self.cati, "/my/tickets")
