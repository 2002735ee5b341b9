"""When releases may be planned, and which ones no longer fit."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from ..common import URGENT, ReleasesCase

# Tuesday, 24 November 2026
NOW = "2026-11-24 10:00:00"


class ReleaseDatesCase(ReleasesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.env["resource.calendar"].create(
            {"name": "Office", "tz": "Europe/Madrid", "two_weeks_calendar": False}
        )
        cls.calendar.attendance_ids.unlink()
        cls._work(*range(5))
        cls.company.resource_calendar_id = cls.calendar
        cls.startClassPatcher(freeze_time(NOW))
        cls.releases = cls.env["helpdesk.release"].with_user(cls.dan)

    @classmethod
    def _create_release(cls, name="3.42", **values):
        """Plan a release that can wait, unless said otherwise."""
        return super()._create_release(name, **{"is_hotfix": False, **values})

    @classmethod
    def _work(cls, *weekdays):
        cls.env["resource.calendar.attendance"].create(
            [
                {
                    "name": "Day",
                    "dayofweek": str(weekday),
                    "hour_from": 9,
                    "hour_to": 18,
                    "day_period": "morning",
                    "calendar_id": cls.calendar.id,
                }
                for weekday in weekdays
            ]
        )

    @classmethod
    def _close(cls, day, calendar=None, hour=8, **values):
        """Enter a public holiday as people do, in the office's own hours."""
        return cls.env["resource.calendar.leaves"].create(
            {
                "name": "Immaculada",
                "calendar_id": (cls.calendar if calendar is None else calendar).id,
                # 8 in UTC is 9 in Madrid's winter.
                "date_from": datetime(day.year, day.month, day.day, hour),
                "date_to": datetime(day.year, day.month, day.day, 17),
                **values,
            }
        )

    def _plan(self, day, name="3.42", **values):
        return self.releases.create({"name": name, "date_planned": day, **values})

    def _find_misfit(self, day):
        """Return why a version could not be published on a day."""
        draft = self.releases.new({"date_planned": day, "state": "planned"})
        return draft.misfit

    def _assertRefused(self, day, *words, **values):
        with self.assertRaises(ValidationError) as refusal, self.env.cr.savepoint():
            self._plan(day, **values)
        for word in words:
            self.assertIn(word, str(refusal.exception))


class TestPlanning(ReleaseDatesCase):
    def test_the_form_proposes_the_next_wednesday(self):
        with Form(self.releases) as form:
            form.name = "3.42"
            self.assertEqual(str(form.date_planned), "2026-11-25")
        self.assertEqual(form.record.state, "planned")

    def test_today_is_what_it_is_in_the_office(self):
        # Half past eleven in the evening of Tuesday in UTC is Wednesday in Madrid.
        with freeze_time("2026-11-24 23:30:00"):
            self.assertEqual(self.releases._propose_date(), date(2026, 12, 2))
        with freeze_time("2026-11-24 22:30:00"):
            self.assertEqual(self.releases._propose_date(), date(2026, 11, 25))

    def test_a_wednesday_before_a_holiday_is_not_proposed(self):
        self._close(date(2026, 11, 26))
        self.assertEqual(self.releases._propose_date(), date(2026, 12, 2))

    def test_a_weekend_and_its_eve_are_refused(self):
        self._assertRefused("2026-11-28", "Saturday", "day without work", "hotfix")
        self._assertRefused("2026-11-27", "Friday", "Wednesday, December 2, 2026")
        self.assertTrue(self._plan("2026-11-26"))

    def test_a_holiday_and_its_eve_are_refused(self):
        self._close(date(2026, 12, 8))
        self._assertRefused("2026-12-08", "public holiday (Immaculada)", "December 9")
        self._assertRefused("2026-12-07", "eve of a public holiday (Immaculada)")
        self.assertTrue(self._plan("2026-12-09"))

    def test_a_holiday_of_all_calendars_counts(self):
        self._close(date(2026, 12, 8), calendar=self.env["resource.calendar"])
        self._assertRefused("2026-12-07", "Immaculada")

    def test_what_is_nobodys_holiday_does_not_count(self):
        other = self.env["resource.calendar"].create({"name": "Other"})
        person = self.env["resource.resource"].create({"name": "Dan"})
        self._close(date(2026, 12, 8), calendar=other)
        self._close(date(2026, 12, 8), resource_id=person.id)
        self._close(date(2026, 12, 8), time_type="other")
        self._close(date(2026, 12, 8), hour=11)
        self.assertTrue(self._plan("2026-12-08"))

    def test_a_holiday_is_a_day_of_the_office_not_of_the_server(self):
        # From midnight to midnight in Madrid: it begins on the day before in UTC.
        self._close(
            date(2026, 12, 8),
            date_from=datetime(2026, 12, 7, 23),
            date_to=datetime(2026, 12, 8, 22, 59, 59),
        )
        self._assertRefused("2026-12-08", "public holiday")
        self.assertTrue(self._plan("2026-12-09"))

    def test_a_hotfix_comes_on_any_day(self):
        self._close(date(2026, 12, 8))
        for day in ("2026-11-27", "2026-11-28", "2026-12-07", "2026-12-08"):
            release = self._plan(day, name=f"3.42.{day}", **URGENT)
            self.assertFalse(release.misfit)

    def test_a_hotfix_that_is_none_any_more_has_to_fit(self):
        release = self._plan("2026-11-27", **URGENT)
        with self.assertRaises(ValidationError):
            release.is_hotfix = False

    def test_a_date_is_refused_when_it_is_changed_too(self):
        releases = self._plan("2026-11-25") | self._plan("2026-11-26", name="3.43")
        with self.assertRaises(ValidationError):
            releases.write({"date_planned": "2026-11-27"})

    def test_the_day_of_what_is_out_stays(self):
        release = self._plan("2026-11-25")
        release.sudo().state = "published"
        with self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
            release.date_planned = "2026-12-02"
        self.assertIn("Withdraw it first", str(refusal.exception))
        release.sudo().state = "withdrawn"
        release.date_planned = "2026-12-02"

    def test_an_import_is_refused_with_the_same_words(self):
        result = self.releases.load(
            ["name", "product_id", "date_planned"],
            [["3.42", "App", "2026-11-25"], ["3.43", "App", "2026-11-27"]],
        )
        self.assertFalse(result["ids"])
        self.assertIn("Friday", result["messages"][0]["message"])

    def test_a_slip_of_the_keyboard_is_no_plan(self):
        for day in ("0001-01-01", "0206-11-25", "9999-12-31", "2226-11-25"):
            self._assertRefused(day, "Check the date")
            self._assertRefused(day, "Check the date", **URGENT)

    def test_an_office_without_hours_has_the_usual_weekend(self):
        self.calendar.attendance_ids.unlink()
        self._assertRefused("2026-11-27", "eve of a day without work")
        self.assertTrue(self._plan("2026-11-25"))

    def test_a_company_without_a_calendar_has_the_usual_weekend(self):
        self.company.resource_calendar_id = False
        self._assertRefused("2026-11-28", "Saturday")
        self.assertTrue(self._plan("2026-11-25"))

    def test_holidays_of_all_calendars_are_those_of_their_company(self):
        other = self.env["res.company"].create({"name": "Another house"})
        everywhere = self.env["resource.calendar"]
        for calendar in (self.calendar, False):
            self.company.resource_calendar_id = calendar
            leave = self._close(date(2026, 12, 8), everywhere)
            leave.company_id = other
            self.assertFalse(self._find_misfit("2026-12-08"))
            leave.company_id = self.company
            self.assertEqual(self._find_misfit("2026-12-08"), "on_holiday")
            leave.unlink()

    def test_a_morning_and_an_afternoon_are_a_holiday(self):
        day = date(2026, 12, 8)
        self._close(day, date_to=datetime(2026, 12, 8, 12))
        self.assertFalse(self._find_misfit(day))
        self._close(day, name="Fair", hour=12)
        self._assertRefused("2026-12-08", "public holiday (Immaculada, Fair)")

    def test_hours_have_their_dates(self):
        lines = self.calendar.attendance_ids
        if "date_from" not in lines._fields:
            # 19.0 has no dates on working hours.
            return
        lines.filtered(lambda line: line.dayofweek == "3").date_to = "2026-12-03"
        self.assertFalse(self._find_misfit("2026-12-03"))
        self.assertEqual(self._find_misfit("2026-12-10"), "on_weekend")
        lines.filtered(lambda line: line.dayofweek == "2").date_from = "2026-12-09"
        self.assertEqual(self._find_misfit("2026-12-02"), "on_weekend")
        self.assertEqual(self._find_misfit("2026-12-09"), "eve_weekend")

    def test_a_hotfix_says_why_it_cannot_wait(self):
        for reason in (False, "", "  "):
            self._assertRefused(
                "2026-11-25", "why it cannot wait", is_hotfix=True, hotfix_reason=reason
            )
        release = self._plan("2026-11-25", **URGENT)
        with self.assertRaises(ValidationError):
            release.hotfix_reason = ""

    def test_nobody_plans_for_a_day_that_is_over(self):
        for values in ({}, URGENT):
            self._assertRefused(
                "2026-11-23", "is over", "Wednesday, November 25", **values
            )
        release = self._plan("2026-11-24")
        with self.assertRaises(ValidationError) as refusal, self.env.cr.savepoint():
            release.date_planned = "2026-11-18"
        self.assertIn("is over", str(refusal.exception))
        with freeze_time("2026-11-25 10:00:00"):
            release.note = "<p>What is late can be worked on.</p>"

    def test_who_plans_is_told_where_no_holiday_is_known(self):
        leaves = self.env["resource.calendar.leaves"]
        leaves.search([("resource_id", "=", False)]).unlink()
        with Form(self.releases) as form:
            self.assertTrue(form.lacks_holidays)
            form.name = "3.42"
        self._close(date(2026, 12, 8))
        with Form(self.releases) as form:
            self.assertFalse(form.lacks_holidays)
            form.name = "3.43"


class TestPublishingDay(ReleaseDatesCase):
    """Whenever a version was planned for: on the day on which somebody presses."""

    def _get_refusal(self, release, moment):
        with freeze_time(moment), self.env.cr.savepoint() as savepoint:
            try:
                release.with_user(self.dan).action_publish()
            except UserError as refusal:
                return str(refusal)
            finally:
                savepoint.rollback()
        return ""

    def test_no_version_comes_before_or_on_days_off(self):
        self._close(date(2026, 12, 8))
        release = self._create_release(date_planned="2026-11-25")
        for day, words in {
            "2026-11-25": "",
            "2026-11-26": "",
            "2026-11-27": "eve of a day without work",
            "2026-11-28": "a day without work",
            "2026-12-07": "eve of a public holiday (Immaculada)",
            "2026-12-08": "a public holiday (Immaculada)",
            "2026-12-09": "",
        }.items():
            with self.subTest(day=day):
                refusal = self._get_refusal(release, f"{day} 10:00:00")
                self.assertIn(words, refusal)
                self.assertEqual(bool(refusal), bool(words))
        # In Madrid it is Friday already.
        self.assertTrue(self._get_refusal(release, "2026-11-26 23:30:00"))

    def test_a_hotfix_comes_on_any_day_with_its_reason(self):
        release = self._create_release(date_planned="2026-11-25")
        refusal = self._get_refusal(release, "2026-11-28 10:00:00")
        self.assertIn("Wednesday, December 2", refusal)
        self.assertIn("mark it as a hotfix", refusal)
        release.write(URGENT)
        self.assertFalse(self._get_refusal(release, "2026-11-28 10:00:00"))
        # What was marked before reasons were asked for.
        self.env.cr.execute(
            "UPDATE helpdesk_release SET hotfix_reason = NULL WHERE id = %s",
            [release.id],
        )
        release.invalidate_recordset()
        self.assertTrue(self._get_refusal(release, "2026-11-28 10:00:00"))


class TestMisfits(ReleaseDatesCase):
    """Working days change: releases that are planned show that they no longer fit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.others = cls.releases.search([])
        cls.release = cls._create_release("3.43", date_planned="2026-12-09")

    def _get_misfits(self):
        return self.releases.search(
            [("misfit", "!=", False), ("id", "not in", self.others.ids)]
        )

    def test_a_holiday_that_is_moved_moves_the_mark(self):
        other = self._create_release("3.44", date_planned="2026-12-02")
        self.assertFalse(self._get_misfits())
        leave = self._close(date(2026, 12, 10))
        self.assertEqual(self._get_misfits(), self.release)
        self.assertEqual(self.release.misfit, "eve_holiday")
        self.assertIn("Immaculada", self.release.misfit_note)
        leave.write(
            {
                "date_from": datetime(2026, 12, 2, 8),
                "date_to": datetime(2026, 12, 2, 17),
            }
        )
        self.assertEqual(self._get_misfits(), other)
        self.assertEqual(other.misfit, "on_holiday")
        leave.unlink()
        self.assertFalse(self._get_misfits())

    def test_a_holiday_of_all_calendars_marks_as_well(self):
        leave = self._close(date(2026, 12, 9), calendar=self.env["resource.calendar"])
        self.assertEqual(self._get_misfits(), self.release)
        leave.unlink()
        self.assertFalse(self._get_misfits())

    def test_a_company_without_a_calendar_is_marked_as_well(self):
        self.company.resource_calendar_id = False
        self.assertFalse(self._get_misfits())
        leave = self._close(date(2026, 12, 9), calendar=self.env["resource.calendar"])
        self.assertEqual(self._get_misfits(), self.release)
        leave.unlink()
        self.assertFalse(self._get_misfits())

    def test_whoever_enters_the_holiday(self):
        officer = self._create_user("olga", "plain")
        officer.groups_id += self.env.ref("base.group_system")
        self.assertFalse(officer.has_group("helpdesk_mgmt.group_helpdesk_manager"))
        leaves = self.env["resource.calendar.leaves"].with_user(officer)
        leaves.create(
            {
                "name": "Strike",
                "calendar_id": self.calendar.id,
                "date_from": "2026-12-09 00:00:00",
                "date_to": "2026-12-09 23:00:00",
            }
        )
        self.assertEqual(self._get_misfits(), self.release)

    def test_other_working_days_mark_as_well(self):
        thursdays = self.calendar.attendance_ids.filtered(
            lambda line: line.dayofweek == "3"
        )
        thursdays.unlink()
        self.assertEqual(self.release.misfit, "eve_weekend")
        self._work(3)
        self.assertFalse(self.release.misfit)

    def test_another_calendar_of_the_company_marks_as_well(self):
        # Without demo data or with it, one on which 9 December is a holiday.
        other = self.calendar.copy()
        self._close(date(2026, 12, 9), calendar=other)
        self.assertFalse(self.release.misfit)
        self.company.resource_calendar_id = other
        self.assertEqual(self.release.misfit, "on_holiday")

    def test_what_is_out_and_what_cannot_wait_is_not_marked(self):
        hotfix = self._create_release("3.42.1", date_planned="2026-12-09", **URGENT)
        out = self._create_release("3.42", date_planned="2026-12-09")
        out.sudo().state = "published"
        self._close(date(2026, 12, 9))
        self.assertEqual(self._get_misfits(), self.release)
        self.assertFalse(hotfix.misfit or out.misfit)

    def test_the_calendar_tells_by_color_what_asks_for_a_look(self):
        urgent = self._create_release("3.44", date_planned="2026-12-09", **URGENT)
        fitting = self._create_release("3.45", date_planned="2026-12-02")
        out = self._create_release("3.46", date_planned="2026-12-09")
        out.sudo().state = "published"
        releases = self.release | urgent | fitting | out
        self._close(date(2026, 12, 10))
        self.assertEqual(
            releases.mapped("calendar_kind"),
            ["misfit", "hotfix", "planned", "published"],
        )
        self.assertEqual(len(set(releases.mapped("calendar_color"))), 4)

    def test_a_marked_release_can_be_worked_on_and_moved(self):
        self._close(date(2026, 12, 9))
        release = self.release.with_user(self.dan)
        release.note = "<p>Translations are missing.</p>"
        self.assertTrue(release.misfit)
        release.date_planned = "2026-12-16"
        self.assertFalse(release.misfit)

    def test_a_marked_release_can_be_called_a_hotfix(self):
        self._close(date(2026, 12, 9))
        release = self.release.with_user(self.dan)
        release.write(URGENT)
        self.assertFalse(release.misfit)

    def test_the_words_are_in_the_language_of_the_reader(self):
        self._close(date(2026, 12, 9))
        self.env["res.lang"]._activate_lang("es_ES")
        note = self.release.with_context(lang="es_ES").misfit_note
        self.assertIn("9 de diciembre de 2026", note)

    def test_reviewing_costs_the_same_for_many_releases(self):
        def review():
            before = self.cr.sql_log_count
            self.env["helpdesk.release"]._review_dates(self.calendar)
            self.env.flush_all()
            self.env.invalidate_all()
            return self.cr.sql_log_count - before

        review()
        few = review()
        for number in range(40):
            self._create_release(f"4.{number}", date_planned="2026-12-09")
        review()
        self.assertLessEqual(review(), few)
