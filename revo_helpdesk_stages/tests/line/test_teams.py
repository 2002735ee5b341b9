"""Teams, stages and the board that they share; setting up a new reseller."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from ..common import SupportLineCase
from ..compat import read_groups
from ..reference import STAGES


class TestStages(SupportLineCase):
    def test_the_twelve_stages_are_those_of_the_line(self):
        stages = self.env["helpdesk.ticket.stage"].search(
            [("pipeline", "=", "escalation")]
        )
        self.assertEqual(stages.mapped("code"), list(STAGES))
        for stage in stages:
            self.assertEqual(
                (stage.tier, stage.waiting_on, stage.phase), STAGES[stage.code]
            )
        self.assertEqual(stages.filtered("fold"), self.stage["canceled"])
        self.assertEqual(
            stages.filtered("closed"), self.stage["resolved"] | self.stage["canceled"]
        )
        self.assertEqual(
            stages.filtered("close_from_portal"),
            self.stage["resolved"],
        )

    def test_the_stages_of_helpdesk_serve_direct_teams(self):
        for name, phase, waiting_on in (
            ("new", "backlog", "support"),
            ("in_progress", "in_progress", "support"),
            ("awaiting", "waiting", "client"),
            ("done", "resolved", "nobody"),
            ("cancelled", "canceled", "nobody"),
            ("rejected", "canceled", "nobody"),
        ):
            stage = self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")
            self.assertEqual(stage.pipeline, "direct")
            self.assertEqual(stage.tier, "direct")
            self.assertEqual((stage.phase, stage.waiting_on), (phase, waiting_on))

    def test_two_stages_do_not_share_a_code(self):
        with self.assertRaises(ValidationError) as caught:
            self.stage["resolved"].copy({"code": "canceled"})
        self.assertIn("Canceled", str(caught.exception))

    def test_an_archived_stage_keeps_its_code(self):
        self._set_aside(self.stage["canceled"])
        with self.assertRaises(ValidationError):
            self.stage["resolved"].copy({"code": "canceled"})

    def test_a_stage_does_not_mix_pipelines(self):
        with self.assertRaises(ValidationError):
            self.stage["resolved"].tier = "direct"
        with self.assertRaises(ValidationError):
            self.stage["resolved"].pipeline = "direct"

    def test_a_renamed_stage_keeps_its_moves(self):
        self.stage["in_progress_reseller"].name = "We are on it"
        ticket = self._create_ticket()
        self._walk(ticket, (self.ana, "in_progress_reseller"))


class TestTeams(SupportLineCase):
    def test_a_new_team_serves_its_clients_itself(self):
        form = Form(self.env["helpdesk.ticket.team"].with_user(self.mia))
        form.name = "Counter"
        team = form.save()
        self.assertEqual((team.pipeline, team.tier), ("direct", "direct"))
        self.assertFalse(team.support_team_id)

    def test_a_new_reseller_team_hands_over_to_the_default(self):
        form = Form(self.env["helpdesk.ticket.team"].with_user(self.mia))
        form.name = "East"
        form.pipeline = "escalation"
        self.assertEqual(form.tier, "reseller")
        self.assertEqual(form.support_team_id, self.support)
        team = form.save()
        self.assertEqual(team.support_team_id, self.support)
        self.assertFalse(team.development_team_id)

    def test_a_new_support_team_hands_over_to_the_default(self):
        team = self._create_team("support")
        self.assertEqual(team.development_team_id, self.development)
        self.assertFalse(team.support_team_id)

    def test_a_team_keeps_the_teams_chosen_for_it(self):
        second = self._create_team("support")
        team = self._create_team("reseller", support_team_id=second.id)
        self.company.helpdesk_default_support_team_id = self.support
        team.name = "Renamed"
        self.assertEqual(team.support_team_id, second)

    def test_a_team_does_not_mix_pipelines(self):
        with self.assertRaises(ValidationError):
            self._create_team("reseller", pipeline="direct")
        with self.assertRaises(ValidationError):
            self.support.tier = "direct"

    def test_a_team_with_open_cases_keeps_its_tier(self):
        ticket = self._create_ticket_in("in_progress_support")
        with self.assertRaises(ValidationError) as caught:
            self.support.tier = "development"
        self.assertIn(ticket.number, str(caught.exception))
        self._put(ticket, "canceled")

    def test_a_team_works_with_the_stages_of_its_pipeline(self):
        in_line = self.env["helpdesk.ticket.stage"].search(
            [("pipeline", "=", "escalation")]
        )
        self.assertEqual(self.north._get_applicable_stages(), in_line)
        direct = self._create_team("direct")
        self.assertTrue(direct._get_applicable_stages())
        self.assertFalse(direct._get_applicable_stages() & in_line)
        nobody = self.env["helpdesk.ticket.team"]
        self.assertFalse(nobody._get_applicable_stages() & in_line)

    def test_a_manager_makes_a_team_the_default(self):
        second = self._create_team("support")
        self.assertFalse(second.is_default)
        second.with_user(self.mia).action_make_default()
        self.assertEqual(self.company.helpdesk_default_support_team_id, second)
        self.env.invalidate_all()
        self.assertTrue(second.is_default)
        self.assertFalse(self.support.is_default)
        self.assertEqual(self._create_team("reseller").support_team_id, second)

    def test_nobody_else_makes_a_team_the_default(self):
        second = self._create_team("support")
        for user in (self.ana, self.sam, self.pia):
            with self.assertRaises(AccessError):
                second.with_user(user).action_make_default()
        self.assertEqual(self.company.helpdesk_default_support_team_id, self.support)

    def test_the_clients_of_a_team_are_edited_on_the_team(self):
        bakery = self._create_client("Bakery")
        self.assertEqual(self.north.client_ids, self.shop)
        self.north.with_user(self.mia).client_ids = [Command.set(bakery.ids)]
        self.assertEqual(bakery.reseller_team_id, self.north)
        self.assertFalse(self.shop.reseller_team_id)
        self.assertEqual(self.cafe.reseller_team_id, self.south)

    def test_who_logs_in_on_the_portal_leads_no_team(self):
        with self.assertRaisesRegex(ValidationError, "they log in on the portal"):
            self.north.user_id = self.cleo


class TestBoard(SupportLineCase):
    """The columns as the web client asks for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls._create_ticket()
        cls.direct = cls._create_team("direct", cls.pia)

    def _get_columns(self, user, domain, **context):
        tickets = self.tickets.with_user(user).with_context(**context)
        groups = read_groups(tickets, domain, "stage_id")
        ids = [group["stage_id"][0] for group in groups if group["stage_id"]]
        return self.env["helpdesk.ticket.stage"].browse(ids)

    def _get_board(self):
        """Return domain and context of the board's menu."""
        action = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        return action._get_action_dict()

    def test_the_board_shows_the_twelve_columns_in_their_order(self):
        for user in (self.ana, self.sam, self.dan, self.mia):
            columns = self._get_columns(
                user, [("pipeline", "=", "escalation")], helpdesk_pipeline="escalation"
            )
            self.assertEqual(columns.mapped("code"), list(STAGES), user.name)

    def test_empty_columns_are_there_too(self):
        columns = self._get_columns(
            self.rita,
            [("pipeline", "=", "escalation"), ("name", "=", "Nothing of the kind")],
            helpdesk_pipeline="escalation",
        )
        self.assertEqual(len(columns), 12)

    def test_the_column_of_canceled_cases_is_folded(self):
        groups = read_groups(self.tickets, [("id", "=", self.ticket.id)], "stage_id")
        folded = [group["stage_id"][0] for group in groups if group["__fold"]]
        self.assertEqual(folded, self.stage["canceled"].ids)

    def test_a_direct_teams_board_shows_its_own_columns(self):
        columns = self._get_columns(
            self.pia, [("team_id", "=", self.direct.id)], default_team_id=self.direct.id
        )
        self.assertEqual(columns, self.direct._get_applicable_stages())

    def test_a_team_of_the_line_shows_the_columns_of_the_line(self):
        columns = self._get_columns(
            self.ana, [("team_id", "=", self.north.id)], default_team_id=self.north.id
        )
        self.assertEqual(columns.mapped("code"), list(STAGES))

    def test_a_stage_of_one_team_is_no_column_of_another(self):
        mine = self.env["helpdesk.ticket.stage"].create(
            {"name": "Mine", "team_ids": [Command.set(self.direct.ids)]}
        )
        other = self._create_team("direct", self.pia)
        for team, shown in ((self.direct, True), (other, False)):
            columns = self._get_columns(
                self.pia, [("team_id", "=", team.id)], default_team_id=team.id
            )
            self.assertEqual(mine in columns, shown)


class TestResellerSetup(SupportLineCase):
    """Everything of a new reseller in one form, by who is no administrator."""

    def _fill(self, *people, **values):
        form = Form(self.env["helpdesk.reseller.setup"].with_user(self.mia))
        form.name = "North Coast"
        for name, email in people:
            with form.person_ids.new() as person:
                person.name = name
                person.email = email
        for name, value in values.items():
            form[name] = value
        return form

    def _create(self, form):
        action = form.save().action_create()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_the_form_makes_team_company_and_people(self):
        self.assertFalse(self.mia.has_group("base.group_system"))
        self.assertFalse(self.mia.has_group("base.group_erp_manager"))
        team = self._create(
            self._fill(("Olga", "olga@coast.example"), ("Otis", " Otis@coast.example "))
        )
        self.assertEqual((team.pipeline, team.tier), ("escalation", "reseller"))
        self.assertEqual(team.support_team_id, self.support)
        self.assertEqual(team.partner_id.name, "North Coast")
        self.assertTrue(team.partner_id.is_company)
        self.assertEqual(
            set(team.user_ids.mapped("login")),
            {"olga@coast.example", "otis@coast.example"},
        )
        self.assertEqual(team.user_ids.partner_id.parent_id, team.partner_id)
        for user in team.user_ids:
            self.assertEqual(user._get_helpdesk_tiers(), ["reseller"])
            self.assertFalse(user.share)
            self.assertFalse(user.has_group("helpdesk_mgmt.group_helpdesk_user"))
            self.assertFalse(user.has_group("base.group_erp_manager"))

    def test_the_people_are_invited_to_choose_a_password(self):
        setup = self.env["helpdesk.reseller.setup"].with_user(self.mia)
        form = Form(setup.with_context(no_reset_password=False))
        form.name = "North Coast"
        with form.person_ids.new() as person:
            person.name = "Olga"
            person.email = "olga@coast.example"
        user = self._create(form).user_ids
        mail = self.env["mail.mail"].search([("email_to", "ilike", user.email)])
        self.assertTrue(mail or user.partner_id.signup_type)

    def test_the_new_people_work_at_once(self):
        bakery = self._create_client("Bakery")
        form = self._fill(("Olga", "olga@coast.example"))
        form.client_ids.add(bakery)
        team = self._create(form)
        self.assertEqual(bakery.reseller_team_id, team)
        ticket = self._create_ticket(partner_id=bakery.id)
        self.assertEqual(ticket.team_id, team)
        self._walk(
            ticket,
            (team.user_ids, "in_progress_reseller"),
            (team.user_ids, "backlog_support"),
        )
        self.assertEqual(ticket.team_id, self.support)

    def test_an_existing_company_is_taken(self):
        company = self._create_client("Coast Ltd")
        team = self._create(self._fill(partner_id=company))
        self.assertEqual(team.partner_id, company)

    def test_an_address_that_somebody_has_is_refused(self):
        archived = self._create_user("old", "plain", active=False)
        for address in (self.ana.login, archived.login, self.ana.login.upper()):
            form = self._fill(("Olga", "olga@coast.example"), ("Twin", address))
            setup = form.save()
            with self.assertRaises(UserError) as caught:
                setup.action_create()
            self.assertIn(address.lower(), str(caught.exception))
            # What was typed is still there to be corrected.
            self.assertEqual(
                setup.person_ids.mapped("email"), ["olga@coast.example", address]
            )
            self.assertFalse(
                self.env["helpdesk.ticket.team"].search([("name", "=", "North Coast")])
            )

    def test_an_address_given_twice_is_refused(self):
        form = self._fill(("A", "olga@coast.example"), ("B", "OLGA@coast.example"))
        with self.assertRaises(UserError) as caught:
            form.save().action_create()
        self.assertIn("olga@coast.example", str(caught.exception))

    def test_nobody_else_sets_resellers_up(self):
        for user in (self.ana, self.sam, self.pia, self.cleo):
            with self.assertRaises(AccessError):
                self.env["helpdesk.reseller.setup"].with_user(user).create(
                    {"name": "Mine", "support_team_id": self.support.id}
                )
