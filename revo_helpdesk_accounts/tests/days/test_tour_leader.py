"""An account leader's day, from the first look at the board to the next ticket."""

from datetime import timedelta

from odoo import Command, fields

from ..common import AccountsHttpCase


class LeaderDay(AccountsHttpCase):
    # A form is open when a tour ends.
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = cls.env.ref("hr_timesheet.group_hr_timesheet_user")
        groups |= cls.env.ref("project.group_project_user")
        cls.lola.write(
            {
                "name": "Araceli Cruz Cruz",
                "password": cls.lola.login,
                "groups_id": [Command.link(group.id) for group in groups],
            }
        )
        cls.env["hr.employee"].create({"name": cls.lola.name, "user_id": cls.lola.id})
        project = cls.env["project.project"].create(
            {"name": "Accounts", "allow_timesheets": True}
        )
        cls.accounts.write(
            {
                # Others of the database are named after accounts, too.
                "name": "Harbour leaders",
                "default_project_id": project.id,
                "task_creation": "taken",
            }
        )
        cls.till = cls._open_as_client("The till does not print")
        cls.scanner = cls._open_as_client("The scanner is blind")
        cls.scanner.answer_since = fields.Datetime.now() - timedelta(days=1)

    @classmethod
    def _open_as_client(cls, name):
        """Open a ticket as the site does, with nothing said of how it came about."""
        # sudo: so does the portal's controller, as clients may not create tickets.
        ticket = (
            cls.tickets.with_user(cls.cati)
            .sudo()
            .create(
                {
                    "name": name,
                    "description": "<p>Since this morning.</p>",
                    "partner_id": cls.cati.partner_id.id,
                    "reported_type": "support",
                    "team_id": cls.accounts.id,
                }
            )
        )
        return cls.tickets.browse(ticket.id)

    def _play(self, name):
        self.env.flush_all()
        app = self.env.ref("helpdesk_mgmt.helpdesk_ticket_main_menu")
        self.start_tour(
            f"/web#menu_id={app.id}",
            f"helpdesk_day_leader_{name}",
            login=self.lola.login,
            timeout=600,
        )
        self.env.invalidate_all()
        self.assertEqual(
            (self.till.request_type, self.till.phase), ("support", "resolved")
        )
        self.assertEqual(self.till.account_leader_id, self.lola)
        task = self.till.task_id
        self.assertEqual(task.name, f"{self.till.number} {self.till.name}")
        self.assertEqual(task.ticket_ids, self.till)
        self.assertEqual(task.timesheet_ids.name, "ACC Seguimiento de ticket")
        self.assertEqual(task.effective_hours, 0.5)
        self.assertTrue(self.till.details_asked_date)
        topic = self.till.split_ids
        self.assertEqual((topic.request_type, topic.turn), ("change", "in_progress"))
        self.assertEqual(self.scanner.turn, "in_progress")
        self.assertFalse(self.scanner.answer_since)


class TestTourLeader(LeaderDay):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"

    def test_an_account_leaders_day(self):
        self._play("desk")


class TestTourLeaderPhone(LeaderDay):
    browser_size = "390,844"

    def test_an_account_leaders_day_with_a_phone(self):
        self._play("phone")
