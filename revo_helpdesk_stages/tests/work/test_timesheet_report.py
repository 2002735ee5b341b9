import re
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tools.safe_eval import safe_eval

from .timesheet_case import TimesheetCase

ACTION = "revo_helpdesk_stages.timesheets_analysis_report_action"
APPROVER = "hr_timesheet.group_hr_timesheet_approver"


class TestReport(TimesheetCase):
    """Hand-computed: Shop has 0.5 + 1.25 h on one ticket and 2 h on another, Cafe 4 h;
    Araceli has 0.5 + 4 h of them, José 1.25 + 2 h. 8 h are on no ticket.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.env["timesheets.analysis.report"]
        cls.second = cls._create_work(cls.shop)
        cls.other = cls._create_work(cls.cora.partner_id)
        cls.logged = (
            cls._log("Call", cls.araceli, 0.5)
            | cls._log("Mail", cls.jose, 1.25)
            | cls._log("Call", cls.jose, 2, cls.second.task_id)
            | cls._log("Call", cls.araceli, 4, cls.other.task_id)
            | cls._log("Holidays", cls.jose, 8, cls._create_task())
        )
        cls.env.flush_all()
        cls.approver = cls._create_user("vera", "manager")
        cls.approver.write({"groups_id": [Command.link(cls.env.ref(APPROVER).id)]})

    def _group(self, user, groupby, domain=()):
        groups = self.report.with_user(user)._read_group(
            [("project_id", "=", self.project.id), *domain],
            [groupby],
            ["unit_amount:sum"],
        )
        return dict(groups)

    def test_hours_by_client(self):
        self.assertEqual(
            self._group(self.approver, "ticket_client_id"),
            {self.shop: 3.75, self.cafe: 4, self.shop.browse(): 8},
        )

    def test_hours_by_ticket(self):
        self.assertEqual(
            self._group(self.approver, "ticket_id", [("ticket_id", "!=", False)]),
            {self.ticket: 1.75, self.second: 2, self.other: 4},
        )

    def test_hours_by_person_and_by_team(self):
        on_tickets = [("ticket_id", "!=", False)]
        self.assertEqual(
            self._group(self.approver, "employee_id", on_tickets),
            {self.araceli: 4.5, self.jose: 3.25},
        )
        self.assertEqual(
            self._group(self.approver, "ticket_team_id", on_tickets),
            {self.accounts: 7.75},
        )

    def test_who_logs_time_sees_the_own_hours_alone(self):
        self.assertEqual(
            self._group(self.jose.user_id, "ticket_client_id"),
            {self.shop: 3.25, self.shop.browse(): 8},
        )

    def test_resellers_and_clients_see_nothing(self):
        for user in (self.ana, self.cleo):
            with self.assertRaises(AccessError):
                self._group(user, "ticket_client_id")
            with self.assertRaises(AccessError):
                self.report.with_user(user).search([])

    def test_the_menu_opens_this_month_by_client(self):
        last_month = self.logged[0]
        today = fields.Date.context_today(self.report)
        self.logged.date = today
        last_month.date = today.replace(day=1) - timedelta(days=1)
        self.env.flush_all()
        self.assertEqual(self._open(self.approver), {self.shop: 3.25, self.cafe: 4})

    def _open(self, user):
        """Return what the menu shows: its default filters, by what its rows are."""
        action = self.env.ref(ACTION)
        views = [(view.view_id.id, view.view_mode) for view in action.view_ids]
        views.append((action.search_view_id.id, "search"))
        report = self.report.with_user(user)
        archs = report.get_views(views)["views"]
        domain = []
        today = fields.Date.context_today(report)
        known = {"context_today": lambda: today, "relativedelta": relativedelta}
        for name in re.findall(r"search_default_(\w+)", action.context):
            text = re.search(
                rf'<filter name="{name}"[^>]*domain="([^"]*)"', archs["search"]["arch"]
            )[1]
            text = text.replace("&gt;", ">").replace("&lt;", "<")
            domain += safe_eval(text, known)
        row = re.search(r'name="(\w+)" type="row"', archs["pivot"]["arch"])[1]
        return self._group(user, row, domain)

    def test_approvers_have_the_menu_and_others_have_not(self):
        menu = self.env.ref("revo_helpdesk_stages.timesheets_analysis_report_menu")
        menus = self.env["ir.ui.menu"]
        for user, sees in ((self.approver, True), (self.jose.user_id, False)):
            found = menus.with_user(user)._visible_menu_ids()
            self.assertEqual(menu.id in found, sees, user.name)

    def test_a_column_that_another_addon_selects_comes_once(self):
        """As of OCA's `helpdesk_mgmt_timesheet`, in whichever order they are loaded."""
        select = type(self.report)._select

        def of_another_addon(report):
            return f"{select(report)}, A.ticket_id AS ticket_id"

        self.patch(type(self.report), "_select", of_another_addon)
        self.assertEqual(self.report._table_query.count("AS ticket_id"), 1)
        self.test_hours_by_ticket()
