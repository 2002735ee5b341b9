from odoo.addons.revo_helpdesk_stages.tests.work.timesheet_case import TimesheetCase


class TestReport(TimesheetCase):
    def test_hours_by_type(self):
        """Hand-computed: 0.5 + 1 h of support, 2 h of changes, 4 h not classified."""
        change = self._create_work(self.shop, request_type="change")
        unclassified = self._create_work(self.shop)
        self.ticket.request_type = "support"
        self._log("Call", self.araceli, 0.5)
        self._log("Mail", self.jose, 1)
        self._log("Draft", self.jose, 2, change.task_id)
        self._log("Call", self.jose, 4, unclassified.task_id)
        self.env.flush_all()
        groups = self.env["timesheets.analysis.report"]._read_group(
            [("project_id", "=", self.project.id)],
            ["request_type"],
            ["unit_amount:sum"],
        )
        self.assertEqual(dict(groups), {"support": 1.5, "change": 2, False: 4})
