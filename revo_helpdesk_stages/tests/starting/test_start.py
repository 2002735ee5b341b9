"""What is still to be set up, and that it is ticked by itself."""

from odoo import Command, fields
from odoo.tests import Form, TransactionCase, tagged

from .start_case import BeginningMixin

NO_INVITATIONS = {"no_reset_password": True}


@tagged("post_install", "-at_install")
class TestStart(BeginningMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **NO_INVITATIONS})
        cls._begin_anew()

    def _get_done(self):
        starts = self.env["helpdesk.start"].with_user(self.admin)
        return {line.code for line in starts._get_lines() if line.is_done}

    def _open(self):
        action = self.env["helpdesk.start"].with_user(self.admin).action_open()
        return self.env["helpdesk.start"].with_user(self.admin).browse(action["res_id"])

    def _press(self, code, context=None):
        """Press the button of a line; return the form it opens."""
        [line] = self._open().line_ids.filtered(lambda line: line.code == code)
        action = line.action_do()
        wizard = self.env[action["res_model"]].with_user(self.admin)
        return Form(wizard.with_context(**action["context"], **NO_INVITATIONS))

    def _add_reseller(self):
        form = self._press("reseller")
        form.name = "North Coast"
        form.person_name = "Olga"
        form.person_email = "olga@coast.example"
        form.save().action_create()
        return self.env["helpdesk.ticket.team"].search([("name", "=", "North Coast")])

    def test_installing_makes_the_two_teams_with_the_administrator(self):
        tiers = self.first_teams.mapped("tier")
        self.assertEqual(sorted(tiers), ["development", "support"])
        for team in self.first_teams:
            self.assertTrue(team._is_member(self.admin), team.name)
        support = self.first_teams.filtered(lambda team: team.tier == "support")
        self.assertEqual(support.development_team_id, self.first_teams - support)
        self.assertIn("teams", self._get_done())

    def test_teams_that_are_there_stay_alone(self):
        teams = self.env["helpdesk.ticket.team"]
        self.assertFalse(teams._create_vendor_teams(self.admin))
        self.first_teams.active = False
        self.assertFalse(teams._create_vendor_teams(self.admin))

    def test_the_overview_shows_the_page_while_anything_is_missing(self):
        tickets = self.env["helpdesk.ticket"].with_user(self.admin)
        self.assertEqual(tickets.action_overview()["res_model"], "helpdesk.start")
        action = self._open().action_finish()
        self.assertEqual(action["res_model"], "helpdesk.flow.report")
        self.assertEqual(tickets.action_overview()["res_model"], "helpdesk.flow.report")

    def test_the_overview_comes_back_by_itself_when_all_is_done(self):
        lines = self.env["helpdesk.start"].with_user(self.admin)._get_lines()
        self._finish_all()
        self.assertEqual(self._get_done(), {line.code for line in lines})
        tickets = self.env["helpdesk.ticket"].with_user(self.admin)
        self.assertEqual(tickets.action_overview()["res_model"], "helpdesk.flow.report")
        self.assertTrue(self.company.helpdesk_started)

    def _finish_all(self):
        team = self._add_reseller()
        form = self._press("client")
        form.name = "Harbour"
        form.person_name = "Emily"
        form.person_email = "emily@harbour.example"
        form.save().action_create()
        self.env["res.users.log"].with_user(team.user_ids).sudo().create({})
        for one in team | self.first_teams:
            one.alias_name = f"team-{one.id}"
        now = fields.Datetime.now()
        self.env["resource.calendar.leaves"].create(
            {
                "name": "New Year",
                "date_from": now,
                "date_to": fields.Datetime.add(now, days=1),
            }
        )
        self.env.invalidate_all()

    def test_the_first_reseller_serves_who_has_none(self):
        self.assertFalse(self._get_done() & {"reseller", "unclaimed"})
        team = self._add_reseller()
        self.assertEqual(self.company.helpdesk_default_reseller_team_id, team)
        self.assertLess({"reseller", "unclaimed"}, self._get_done())
        second = self._press("reseller")
        self.assertFalse(second.is_default)

    def test_support_serves_clients_itself_where_that_is_chosen(self):
        self._add_reseller()
        form = self._press("unclaimed")
        form.serves = "support"
        form.save().action_apply()
        self.assertFalse(self.company.helpdesk_default_reseller_team_id)
        self.assertIn("unclaimed", self._get_done())
        self.env["helpdesk.ticket.team"].create({"name": "Counter"})
        users = self.env["res.users"].with_context(no_reset_password=True)
        client = users.create(
            {
                "name": "Emily",
                "login": "emily@harbour.example",
                "email": "emily@harbour.example",
                "groups_id": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        # sudo: so does the portal's controller, as clients may not create tickets.
        tickets = self.env["helpdesk.ticket"].with_user(client).sudo()
        ticket = tickets.create(
            {"name": "Help", "description": "Now", "partner_id": client.partner_id.id}
        )
        self.assertEqual(ticket.team_id.tier, "support")
        self.assertEqual(ticket.stage_id.code, "backlog_support")

    def test_a_default_reseller_ends_that_support_serves_them(self):
        team = self._add_reseller()
        self.company.helpdesk_support_serves_clients = True
        team.with_user(self.admin).action_make_default()
        self.assertFalse(self.company.helpdesk_support_serves_clients)

    def test_one_step_at_a_time_stands_out(self):
        self.assertEqual(
            self._open().line_ids.filtered("is_next").mapped("code"), ["reseller"]
        )
        self._add_reseller()
        self.assertEqual(
            self._open().line_ids.filtered("is_next").mapped("code"), ["client"]
        )

    def test_missing_teams_are_created_from_the_page(self):
        self.first_teams.write({"company_id": self.other.id})
        start = self._open()
        line = start.line_ids[0]
        self.assertFalse(line.is_done)
        line.action_do()
        line.invalidate_recordset()
        self.assertTrue(line.is_done)

    def test_the_page_asks_as_little_for_many(self):
        self._add_reseller()
        starts = self.env["helpdesk.start"].with_user(self.admin)

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            starts._get_lines()
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        group = self.env.ref("revo_helpdesk_stages.group_reseller_user")
        for number in range(5):
            self.env["helpdesk.ticket.team"].create(
                {
                    "name": f"Reseller {number}",
                    "pipeline": "escalation",
                    "tier": "reseller",
                    "user_ids": [
                        Command.create(
                            {
                                "name": f"One of {number}",
                                "login": f"{number}@coast.example",
                                "groups_id": [Command.set(group.ids)],
                            }
                        )
                    ],
                }
            )
        # Once for what is kept from one time to the next.
        count()
        self.assertLessEqual(count(), few)
