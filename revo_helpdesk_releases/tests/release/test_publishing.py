"""Publishing, withdrawing and planning again: what becomes of the tickets."""

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tools.safe_eval import safe_eval

from ..common import ReleasesCase
from .publishing_case import PublishingMixin


class PublishingCase(PublishingMixin, ReleasesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.release = cls._create_release()
        cls.northern = cls._create_waiting(cls.release)
        cls.southern = cls._create_waiting(
            cls.release, partner_id=cls.cora.partner_id.id
        )
        cls.southern.reseller_team_id = cls.south
        cls.both = cls.northern | cls.southern
        cls.pending = cls.stage["pending_release"]
        cls.confirmation = cls.stage["confirmation_reseller"]


class TestPublishing(PublishingCase):
    def test_all_that_wait_go_to_their_resellers(self):
        other = self._create_waiting(self._create_release("3.43"))
        self._publish(self.release)
        self.assertEqual(self.release.state, "published")
        self.assertTrue(self.release.published_date)
        self.assertEqual(self.both.stage_id, self.confirmation)
        self.assertEqual(self.northern.team_id, self.north)
        self.assertEqual(self.southern.team_id, self.south)
        self.assertEqual(other.stage_id, self.pending)
        self.assertIn("2 tickets are with", self.release.run_report)
        self.assertNotIn("Left where", self.release.run_report)

    def test_nothing_moves_before_the_job_runs(self):
        job = self._press(self.release, self.dan)
        self.assertEqual(self.both.stage_id, self.pending)
        self.assertEqual(self.release.state, "planned")
        self.assertEqual(self.release.run_state, "waiting")
        self.assertEqual(self.release.run_total_count, 2)
        self._perform(job)
        self.assertEqual(self.release.run_state, "done")
        self.assertEqual(self.release.run_done_count, 2)
        self.assertEqual(self.release.run_progress, 100)

    def test_the_system_moves_them_and_the_history_tells(self):
        self._publish(self.release)
        moved = self.northern.message_ids.filtered(
            lambda message: "stage_id"
            in message.tracking_value_ids.mapped("field_id.name")
        )
        self.assertEqual(len(moved), 1)
        self.assertEqual(moved.author_id, self.env.ref("base.partner_root"))

    def test_who_held_a_case_has_it_again(self):
        self._put(self.northern, "in_progress_reseller", user=self.ben)
        self.northern.with_user(self.ben).user_id = self.ana
        self._put(self.northern, "pending_release")
        self.northern.release_id = self.release
        self._publish(self.release)
        self.assertEqual(self.northern.user_id, self.ana)

    def test_a_case_that_went_elsewhere_is_left_and_named(self):
        self._move(self.northern, self.mia, "in_progress_support")
        self._publish(self.release)
        self.assertEqual(self.northern.stage_id, self.stage["in_progress_support"])
        self.assertEqual(self.southern.stage_id, self.confirmation)
        self.assertIn(self.northern.number, self.release.run_report)
        self.assertNotIn(self.southern.number, self.release.run_report)

    def test_a_reseller_that_was_archived_is_named(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket_team SET active = false WHERE id = %s",
            [self.south.id],
        )
        self.env.invalidate_all()
        self._publish(self.release)
        self.assertIn("Archived, and nobody may look", self.release.run_report)
        self.assertIn(self.south.name, self.release.run_report)
        self.assertNotIn(self.north.name, self.release.run_report)

    def test_a_release_without_cases_is_published_as_well(self):
        empty = self._create_release("3.43")
        self._publish(empty, self.mia)
        self.assertEqual(empty.state, "published")

    def test_one_case_that_cannot_move_keeps_all(self):
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET reseller_team_id = NULL WHERE id = %s",
            [self.southern.id],
        )
        self.env.invalidate_all()
        mails = self._get_mails()
        error = self._fail(self._press(self.release, self.dan))
        self.assertIn(self.southern.number, error)
        self.assertEqual(self.both.stage_id, self.pending)
        self.assertEqual(self.release.state, "planned")
        self.assertEqual(self.release.run_state, "failed")
        self.assertEqual(self._get_mails(), mails)
        self.southern.reseller_team_id = self.south
        self._publish(self.release)
        self.assertEqual(self.both.stage_id, self.confirmation)

    def test_a_move_that_somebody_deleted_is_named(self):
        self.env.ref(
            "revo_helpdesk_stages."
            "transition_pending_release_confirmation_reseller_system"
        ).active = False
        with self.assertRaises(UserError) as caught:
            self._publish(self.release)
        self.assertIn(self.pending.name, str(caught.exception))
        self.assertEqual(self.both.stage_id, self.pending)

    def test_who_presses_twice_publishes_once(self):
        job = self._press(self.release, self.dan)
        with self.assertRaises(UserError) as caught:
            self.release.with_user(self.mia).action_publish()
        self.assertIn("is being published right now", str(caught.exception))
        self._perform(job)
        mails = self._get_mails()
        with self.assertRaises(UserError) as caught:
            self.release.with_user(self.dan).action_publish()
        self.assertIn("is published", str(caught.exception))
        # A job that is run once more by hand.
        self._perform(job)
        self.assertEqual(self._get_mails(), mails)

    def test_nobody_enters_while_it_is_being_published(self):
        late = self._create_ticket_in("in_progress_dev")
        self._press(self.release, self.dan)
        with self.assertRaises(UserError) as caught:
            late.with_user(self.dan).write(
                {"stage_id": self.pending.id, "release_id": self.release.id}
            )
        self.assertIn("is being published right now", str(caught.exception))

    def test_development_and_managers_publish_and_nobody_else(self):
        for user in (self.ana, self.sam, self.pia, self.cleo):
            for action in ("publish", "withdraw", "plan_again"):
                with self.assertRaises(AccessError):
                    self._press(self.release, user, action)
        self._publish(self.release, self.mia)
        self.assertEqual(self.release.state, "published")

    def test_the_state_is_not_written_past_the_buttons(self):
        releases = self.env["helpdesk.release"].with_user(self.mia)
        for values in ({"state": "published"}, {"state": "withdrawn"}):
            with self.assertRaises(UserError):
                self.release.with_user(self.dan).write(values)
            with self.assertRaises(UserError):
                releases.create({"name": "9", "date_planned": "2030-01-09", **values})
        self.release.with_user(self.dan).write({"state": "planned"})
        self._publish(self.release)
        with self.assertRaises(UserError):
            self.release.with_user(self.dan).write({"state": "planned"})

    def test_the_state_of_one_does_not_open_that_of_another(self):
        self._publish(self.release)
        other = self._create_release("3.43")
        with self.assertRaises(UserError):
            (other | self.release).with_user(self.dan).write({"state": "published"})
        self.assertEqual(other.state, "planned")

    def test_what_publishing_keeps_is_written_by_nobody_else(self):
        for values in (
            {"run_id": False},
            {"run_report": "All is well"},
            {"published_date": "2026-11-25 10:00:00"},
        ):
            with self.assertRaises(UserError):
                self.release.with_user(self.mia).write(values)

    def test_archived_cases_go_along(self):
        self.northern.active = False
        self._publish(self.release)
        self.assertEqual(self.northern.stage_id, self.confirmation)
        self._withdraw(self.release)
        self.assertEqual(self.northern.stage_id, self.pending)

    def test_a_job_that_is_stopped_says_so(self):
        job = self._press(self.release, self.dan)
        job.state = "cancelled"
        self.assertEqual(self.release.run_state, "failed")
        self.assertIn("stopped", self.release.run_error)
        self.assertIn("Try again", self.release.run_error)
        self.release.with_user(self.dan).action_try_again()
        self._perform(self.release.run_id.job_id)
        self.assertEqual(self.release.state, "published")
        self.assertFalse(self.release.run_error)

    def test_nothing_is_tried_again_that_has_not_failed(self):
        release = self.release.with_user(self.dan)
        with self.assertRaises(UserError):
            release.action_try_again()
        self._publish(self.release)
        with self.assertRaises(UserError) as caught:
            release.action_try_again()
        self.assertIn("is published", str(caught.exception))

    def test_a_withdrawal_is_tried_again_as_one(self):
        self._publish(self.release)
        self._press(self.release, self.dan, "withdraw").state = "cancelled"
        self.release.with_user(self.dan).action_try_again()
        self._perform(self.release.run_id.job_id)
        self.assertEqual(self.release.state, "withdrawn")

    def test_the_releases_of_another_company_are_out_of_reach(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        other = self._create_release("3.43", company_id=company.id)
        releases = self.env["helpdesk.release"].with_user(self.dan)
        self.assertNotIn(other, releases.search([]))
        for action in ("publish", "withdraw"):
            with self.assertRaises(AccessError):
                self._press(other, self.dan, action)

    def test_resellers_do_not_read_what_became_of_others_cases(self):
        self._move(self.southern, self.mia, "in_progress_support")
        self._publish(self.release)
        release = self.release.with_user(self.ana)
        release.read(["name", "state"])
        for name in ("run_report", "run_id", "run_total_count", "run_error"):
            with self.assertRaises(AccessError):
                release.read([name])
        with self.assertRaises(AccessError):
            self.env["helpdesk.release.run"].with_user(self.ana).search([])


class TestWithdrawing(PublishingCase):
    def test_what_publishing_moved_comes_back(self):
        self._publish(self.release)
        self._withdraw(self.release)
        self.assertEqual(self.release.state, "withdrawn")
        self.assertFalse(self.release.published_date)
        self.assertEqual(self.both.stage_id, self.pending)
        self.assertEqual(self.both.team_id, self.development)
        self.assertEqual(self.both.release_id, self.release)

    def test_what_somebody_moved_since_is_left_and_named(self):
        third = self._create_waiting(self.release)
        self._publish(self.release)
        # Sent back, and proposed again: it stands there, but not by the publication.
        self._walk(
            self.northern,
            (self.ana, "backlog_support"),
            (self.sam, "in_progress_support"),
            (self.sam, "confirmation_reseller"),
        )
        self._move(self.southern, self.rita, "resolved")
        self._withdraw(self.release)
        self.assertIn(self.southern.number, self.release.run_report)
        self.assertEqual(third.stage_id, self.pending)
        self.assertEqual(self.northern.stage_id, self.confirmation)
        self.assertEqual(self.southern.stage_id, self.stage["resolved"])
        self.assertIn(self.northern.number, self.release.run_report)
        self.assertNotIn(third.number, self.release.run_report)

    def test_a_case_that_a_person_released_is_left(self):
        self._move(self.northern, self.sam, "confirmation_reseller")
        self._publish(self.release)
        self._withdraw(self.release)
        self.assertEqual(self.northern.stage_id, self.confirmation)
        self.assertEqual(self.southern.stage_id, self.pending)

    def test_a_withdrawn_release_is_planned_and_published_again(self):
        self._publish(self.release)
        self._withdraw(self.release)
        with self.assertRaises(UserError):
            self.release.with_user(self.dan).action_publish()
        self.release.with_user(self.dan).action_plan_again()
        self.assertEqual(self.release.state, "planned")
        self._publish(self.release)
        self.assertEqual(self.both.stage_id, self.confirmation)

    def test_only_what_is_withdrawn_is_planned_again(self):
        with self.assertRaises(UserError) as caught:
            self._press(self.release, self.dan, "plan_again")
        self.assertIn("is planned", str(caught.exception))
        self._publish(self.release)
        with self.assertRaises(UserError):
            self._press(self.release, self.dan, "plan_again")
        self._withdraw(self.release)
        with self.assertRaises(UserError) as caught:
            self._press(self.release, self.dan, "withdraw")
        self.assertIn("is withdrawn", str(caught.exception))

    def test_a_plan_is_given_up_with_its_cases_where_they_are(self):
        mails = self._get_mails()
        self.release.with_user(self.dan).action_withdraw()
        self.assertEqual(self.release.state, "withdrawn")
        self.assertEqual(self.both.stage_id, self.pending)
        self.assertIn("was withdrawn", self.northern.release_news)
        self.assertEqual(self._get_mails(), mails)
        self.release.with_user(self.dan).action_plan_again()
        self._publish(self.release)
        self.assertEqual(self.both.stage_id, self.confirmation)

    def test_a_plan_that_failed_is_given_up_without_its_failure(self):
        job = self._press(self.release, self.dan)
        with self.assertRaises(UserError) as caught:
            self.release.with_user(self.dan).action_withdraw()
        self.assertIn("is being published right now", str(caught.exception))
        job.state = "failed"
        self.release.with_user(self.dan).action_withdraw()
        self.assertEqual(self.release.state, "withdrawn")
        self.assertFalse(self.release.run_state)
        # The job is run once more by hand.
        self._perform(job)
        self.assertEqual(self.release.state, "withdrawn")
        self.assertEqual(self.both.stage_id, self.pending)

    def test_who_may_withdraw_finds_the_button_on_any_plan(self):
        """Tickets that are archived count as none, and keep it from being deleted."""
        self.both.active = False
        for release in (self.release, self._create_release("3.43")):
            view = release.with_user(self.dan).get_view(view_type="form")
            arch = etree.fromstring(view["arch"])
            shown = [
                button
                for button in arch.xpath("//header/button[@name='action_withdraw']")
                if not safe_eval(
                    button.get("invisible"),
                    {
                        "id": release.id,
                        "run_state": False,
                        "state": "planned",
                        "ticket_count": release.ticket_count,
                    },
                )
            ]
            self.assertEqual(len(shown), 1)

    def test_a_person_brings_nothing_back(self):
        self._publish(self.release)
        for user in (self.ana, self.sam, self.dan):
            with self.assertRaises(UserError):
                self.northern.with_user(user).stage_id = self.pending


class TestQuietly(PublishingCase):
    """Each reseller is told once, whatever number of tickets it has."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        langs = cls.env["res.lang"]
        for code in ("es_ES", "ca_ES"):
            langs._activate_lang(code)
        modules = cls.env["ir.module.module"]
        modules._load_module_terms(["revo_helpdesk_releases"], ["es_ES"])
        cls.ana.lang = "es_ES"
        cls.more = cls.northern
        for _number in range(3):
            cls.more |= cls._create_waiting(cls.release)
        cls.env["mail.mail"].search([]).unlink()

    def test_one_mail_a_reseller_and_language(self):
        self._publish(self.release)
        mails = self._get_mails()
        self.assertEqual(
            set(mails),
            {user.email_formatted for user in (self.ana, self.ben, self.rita)},
        )
        for ticket in self.more:
            self.assertIn(ticket.number, mails[self.ben.email_formatted].body_html)
            self.assertNotIn(ticket.number, mails[self.rita.email_formatted].body_html)
        theirs = mails[self.rita.email_formatted].body_html
        self.assertIn(self.southern.number, theirs)
        self.assertIn("Cafe", theirs)
        self.assertNotIn("Shop", theirs)
        self.assertIn("3.42", theirs)
        self.assertIn(f"res_id={self.southern.id}", theirs)
        self.assertIn("3.42 (App) is out", mails[self.ben.email_formatted].subject)
        spanish = mails[self.ana.email_formatted]
        self.assertNotIn("is out", spanish.subject + spanish.body_html)
        self.assertIn("Pruebe", spanish.body_html)

    def test_colleagues_of_one_language_share_a_mail(self):
        self.ana.lang = self.ben.lang
        self._publish(self.release)
        addresses = [set(address.split(", ")) for address in self._get_mails()]
        self.assertIn({self.ana.email_formatted, self.ben.email_formatted}, addresses)
        self.assertEqual(len(addresses), 2)

    def test_followers_and_holders_are_told_of_no_single_case(self):
        subtypes = self.env["mail.message.subtype"].search(
            [("res_model", "in", ("helpdesk.ticket", False))]
        )
        followers = (self.ana | self.ben).partner_id
        self.more.message_subscribe(followers.ids, subtypes.ids)
        self.north.assignment_method = "balanced"
        self.south.assignment_method = "balanced"
        before = self.env["mail.notification"].search([])
        self._publish(self.release)
        self.assertTrue(all(ticket.user_id for ticket in self.both))
        self.assertEqual(self.env["mail.notification"].search([]), before)
        self.assertEqual(len(self._get_mails()), 3)

    def test_a_withdrawal_is_told_in_the_same_way(self):
        self._publish(self.release)
        self.env["mail.mail"].search([]).unlink()
        self._withdraw(self.release)
        mails = self._get_mails()
        self.assertEqual(len(mails), 3)
        theirs = mails[self.rita.email_formatted]
        self.assertIn("withdrawn", theirs.subject)
        self.assertIn(self.southern.number, theirs.body_html)
        self.assertNotIn(self.northern.number, theirs.body_html)

    def test_a_withdrawal_tells_of_what_was_resolved_with_it(self):
        self._publish(self.release)
        self._move(self.southern, self.rita, "resolved")
        self.env["mail.mail"].search([]).unlink()
        self._withdraw(self.release)
        theirs = self._get_mails()[self.rita.email_formatted].body_html
        self.assertIn("were resolved with it", theirs)
        self.assertNotIn("wait for a release again", theirs)
        self.assertIn(self.southern.number, theirs)
        others = self._get_mails()[self.ben.email_formatted].body_html
        self.assertNotIn("were resolved with it", others)

    def test_a_team_without_addresses_is_named(self):
        self.rita.partner_id.email = False
        self._publish(self.release)
        self.assertIn("South", self.release.run_report)

    def test_who_has_left_is_not_told(self):
        self.rita.active = False
        self._publish(self.release)
        self.assertEqual(len(self._get_mails()), 2)


class TestCost(PublishingCase):
    def test_a_case_costs_its_line_of_history_and_nothing_else(self):
        costs = []
        for number, count in enumerate((5, 5, 25)):
            release = self._create_release(f"4.{number}")
            for _each in range(count):
                self._create_waiting(release)
            job = self._press(release, self.dan)
            before = self.env.cr.sql_log_count
            self._perform(job)
            costs.append(self.env.cr.sql_log_count - before)
        _first, few, many = costs
        # The message, its tracked values, and what belongs to each message.
        self.assertLessEqual(many - few, 20 * 5)
