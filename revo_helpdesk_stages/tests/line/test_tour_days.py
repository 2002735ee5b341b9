"""A day of each of the staff, as they play it: on a desk and on a phone.

Source: the reseller manual, "Case stages" and "Difference between adding a note and
sending a message"; issue 18, "Done when".
"""

from ..common import SupportLineHttpCase
from ..work.task_case import TaskMixin

#: Seconds after which a browser that hangs is given up; not how long a day takes.
PATIENCE = 900


class DayMixin(TaskMixin):
    """The cases with which the days begin. Each person has its own part of them."""

    screen = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_cases()
        for user in cls.ana | cls.sam | cls.dan:
            user.password = user.login

    @classmethod
    def _set_up_cases(cls):
        cls._let_log_time(cls.sam)
        cls.support.default_project_id = cls.env["project.project"].create(
            {"name": "Support", "allow_timesheets": True}
        )

    def _open_cases(self, *cases):
        """Open cases: pairs of a title and of what else is known of it."""
        return [
            self._create_ticket_in(code, user=user, name=name)
            for name, code, user in cases
        ]

    def _play(self, user, part):
        self.env.flush_all()
        self.start_tour(
            "/web",
            f"helpdesk_day_{part}_{self.screen}",
            login=user.login,
            timeout=PATIENCE,
        )
        self.env.invalidate_all()

    def _get_stages(self, tickets):
        return [ticket.stage_id.code for ticket in tickets]

    def test_a_day_of_a_reseller(self):
        new, hard, part, asked = cases = self._open_cases(
            ("The printer prints nothing", "backlog_reseller", None),
            ("The till shows no prices", "in_progress_reseller", self.ana),
            ("The screen stays black", "in_progress_reseller", self.ana),
            ("The drawer opens by itself", "in_progress_support", self.sam),
        )
        self._play(self.ana, "reseller_morning")
        self.assertEqual(
            self._get_stages(cases),
            [
                "backlog_client",
                "backlog_support",
                "in_progress_reseller",
                "in_progress_support",
            ],
        )
        self.assertTrue(part.wait_until)
        note, question = self._get_texts(new).sorted("id")
        self.assertEqual(note.audience, "client")
        self.assertEqual(question.audience, "client")
        called, own = self.tickets.search(
            [("name", "in", ("The client is on the phone", "Our own till is slow"))],
            order="id",
        )
        self.assertEqual(called.origin, "client")
        self.assertEqual(called.partner_id, self.cleo.partner_id)
        self.assertEqual(own.origin, "reseller")

        self._as(self.cleo, new)._answer_as_client("The one in the kitchen.")
        self._move(hard, self.sam, "in_progress_support")
        solution = "<p>Version 5.2 shows them.</p>"
        self._move(hard, self.sam, "confirmation_reseller", body=solution)
        question = "<p>Since which version?</p>"
        self._move(asked, self.sam, "backlog_reseller", body=question)
        self._play(self.ana, "reseller_afternoon")
        self.assertEqual(
            self._get_stages(cases),
            ["resolved", "resolved", "in_progress_reseller", "backlog_support"],
        )

    def test_a_day_of_an_agent(self):
        asking, outside, returned, twice, easy, timed, *others = self._open_cases(
            ("The reader hangs", "backlog_support", None),
            ("Orders of the platform come twice", "in_progress_support", self.sam),
            ("The receipt is too narrow", "in_progress_dev", self.dan),
            ("Cards are refused once more", "backlog_support", None),
            ("The logo is a black box", "backlog_support", None),
            ("The export takes an hour", "in_progress_support", self.sam),
            ("The first of two", "backlog_support", None),
            ("The second of two", "backlog_support", None),
            ("The clock is an hour late", "backlog_support", None),
        )
        answer = "<p>It prints as wide as it is set.</p>"
        self._move(returned, self.dan, "in_progress_support", body=answer)
        self.company.helpdesk_default_reseller_team_id = False
        self.shop.reseller_team_id = False
        unclaimed = self._create_ticket(name="Nobody looks after us")
        self._play(self.sam, "agent")
        self.assertEqual(
            self._get_stages((asking, outside, returned, twice, easy, timed)),
            [
                "backlog_reseller",
                "backlog_dev",
                "confirmation_reseller",
                "canceled",
                "confirmation_reseller",
                "in_progress_support",
            ],
        )
        self.assertEqual(timed.timesheet_ids.unit_amount, 0.5)
        self.assertEqual(timed.timesheet_ids.user_id, self.sam)
        together = others if self.screen == "desk" else others[:2]
        for ticket in together:
            self.assertEqual(ticket.stage_id.code, "in_progress_support")
            self.assertEqual(ticket.user_id, self.sam)
        self.assertEqual(unclaimed.team_id, self.north)

    def test_a_day_of_a_developer(self):
        fault, no_fault = self._open_cases(
            ("A cent is missing on the invoice", "in_progress_support", self.sam),
            ("The receipt is too narrow", "in_progress_dev", self.dan),
        )
        summary = "<p>Three lines with a discount of 15 percent.</p>"
        self._move(fault, self.sam, "backlog_dev", body=summary)
        self._name_release(fault)
        self._play(self.dan, "developer")
        self.assertEqual(
            self._get_stages((fault, no_fault)),
            ["pending_release", "in_progress_support"],
        )


class TestDaysOnADesk(DayMixin, SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    screen = "desk"


class TestDaysOnAPhone(DayMixin, SupportLineHttpCase):
    browser_size = "390,844"
    # 19.0 listens to fingers where there may be some.
    touch_enabled = True
    screen = "phone"
