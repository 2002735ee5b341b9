"""The examples come and go, and nothing else with them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from .start_case import BeginningMixin


@tagged("post_install", "-at_install")
class TestExamples(BeginningMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._forget_demo_data()
        cls._begin_anew()
        cls.examples = cls.env["helpdesk.examples"].with_user(cls.admin)
        # As the one who installs has done.
        cls.before = cls._count_all()
        cls.serves = cls._takes_clients()
        cls.examples._load()
        cls.env.invalidate_all()

    @classmethod
    def _forget_demo_data(cls):
        """Let the demo data of the database be records like others, with names of their
        own.
        """
        cls.env.cr.execute(
            "UPDATE ir_model_data SET module = '__test__'"
            " WHERE module LIKE 'revo_helpdesk_%%' AND name LIKE '%%demo_%%'"
            "   AND model NOT LIKE 'ir.%%'"
            " RETURNING model, res_id"
        )
        for model, res_id in cls.env.cr.fetchall():
            table = cls.env[model]._table
            # By which of them there is only one.
            for name in {cls.env[model]._rec_name, "reference"}:
                column = cls.env[model]._fields.get(name)
                if column and column.store and column.column_type[0] == "varchar":
                    cls.env.cr.execute(
                        f'UPDATE "{table}" SET "{name}" = %s || "{name}" WHERE id = %s',
                        ["Was ", res_id],
                    )
        cls.env.cr.execute(
            "UPDATE res_users SET login = 'was.' || login WHERE login LIKE '%%.%%'"
        )
        cls.env.cr.execute(
            "UPDATE res_partner SET email = NULL, email_normalized = NULL"
        )
        cls.env.registry.clear_cache()
        cls.env.invalidate_all()

    @classmethod
    def _count_all(cls):
        cls.env.flush_all()
        counts = {}
        for table in cls.env["helpdesk.examples"]._get_tables():
            cls.env.cr.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cls.env.cr.fetchone()[0]
        return counts

    @classmethod
    def _takes_clients(cls):
        return cls.env["helpdesk.examples"]._takes_clients()

    def _find(self, name):
        return self.env.ref(f"revo_helpdesk_stages.{name}")

    def test_taking_out_leaves_the_database_as_it_was(self):
        self.assertEqual(self.examples._get_state(), "in")
        self.assertEqual(
            self._find("ticket_demo_call_issuer").partner_id.name, "Liam Doyle"
        )
        self.examples._take_out()
        self.assertEqual(self._count_all(), self.before)
        self.assertEqual(self.examples._get_state(), "out")

    def test_nobody_logs_in_as_the_examples_people(self):
        self.env.cr.execute(
            "SELECT count(password) FROM res_users WHERE id = %s",
            [self._find("user_demo_manager_vera").id],
        )
        self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_real_cases_go_where_they_went(self):
        self.assertFalse(self.company.helpdesk_default_reseller_team_id)
        self.assertFalse(self.company.helpdesk_started)
        self.assertEqual(self._takes_clients(), self.serves)
        teams = self.env["helpdesk.ticket.team"]
        self.assertIn(teams._get_default_team("support"), self.first_teams)

    def test_words_of_people_keep_the_examples(self):
        ticket = self._find("ticket_demo_call_issuer")
        self.admin.email = "admin@vendor.example"
        ticket.with_user(self.admin).message_post(
            body="Our own shop has this, too", message_type="comment"
        )
        with self.assertRaises(UserError) as caught:
            self.examples._take_out()
        self.assertIn(ticket.number, str(caught.exception))
        self.assertTrue(ticket.exists())

    def test_what_is_real_and_names_an_example_keeps_them(self):
        client = self.env["res.partner"].create(
            {"name": "Real Shop", "is_company": True}
        )
        client.reseller_team_id = self._find("team_demo_garbi")
        with self.assertRaises(UserError) as caught:
            self.examples._take_out()
        self.assertIn("Real Shop", str(caught.exception))
        self.assertTrue(self._find("team_demo_garbi").active)
        client.reseller_team_id = False
        self.examples._take_out()
        self.assertTrue(client.exists())

    def test_moving_an_example_is_no_word(self):
        ticket = self._find("ticket_demo_call_issuer")
        ticket.with_user(self.admin).priority = "3"
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.examples._take_out()
        self.assertFalse(ticket.exists())

    def test_they_come_once_and_by_an_administrator(self):
        with self.assertRaises(UserError):
            self.examples._load()
        manager = self.env.ref("base.user_demo", raise_if_not_found=False) or self.env[
            "res.users"
        ].create({"name": "Mia", "login": "mia"})
        with self.assertRaises(AccessError):
            self.examples.with_user(manager)._take_out()

    def test_a_team_without_a_list_would_let_them_in(self):
        self.examples._take_out()
        self.first_teams.write({"user_ids": False, "assignment_method": "balanced"})
        with self.assertRaises(UserError) as caught:
            self.examples._load()
        self.assertIn(self.first_teams[0].name, str(caught.exception))
