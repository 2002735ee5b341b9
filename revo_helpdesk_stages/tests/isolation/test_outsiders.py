"""Who is not of the line notices nothing of it, and Odoo goes on as it does."""

from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...compat import check_rules
from ..common import SupportLineCase

# What of each model says on what it stands: of tickets, rules may take something.
ABOUT = {
    "ir.attachment": "res_model",
    "mail.message": "model",
    "mail.notification": "mail_message_id.model",
    "rating.rating": "res_model",
}


@tagged("post_install", "-at_install")
class TestOutsiders(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env["res.partner"].create({"name": "Elsewhere", "is_company": 1})
        cls.visitor = cls.env.ref("base.public_user")
        cls.clerk, cls.buyer = (
            cls.env["res.users"].create(
                {
                    "name": name,
                    "login": name,
                    "email": f"{name}@elsewhere.example",
                    "groups_id": [Command.set(cls.env.ref(group).ids)],
                }
            )
            for name, group in (
                ("clerk", "base.group_user"),
                ("buyer", "base.group_portal"),
            )
        )
        cls.buyer.partner_id.parent_id = company
        cls.outsiders = cls.visitor | cls.clerk | cls.buyer

    def test_each_setting_that_gives_a_group_can_be_switched(self):
        given = self.env["res.config.settings"]._get_classified_fields()["group"]
        self.assertTrue(given)
        for name, groups, implied in given:
            for group in groups:
                with self.subTest(setting=name, group=group.name):
                    group.write({"implied_ids": [Command.link(implied.id)]})
                    self.assertIn(implied, group.implied_ids)

    def test_the_form_of_a_user_can_be_drawn_anew(self):
        for xmlid in ("base.group_user", "base.group_portal"):
            group = self.env.ref(xmlid)
            group.write({"implied_ids": [Command.link(group.create({"name": "x"}).id)]})

    def test_nobody_of_them_has_a_role(self):
        for user in self.outsiders:
            self.assertIsNone(user._get_line_role())
            self.assertFalse(user._is_party())

    def test_to_ask_who_they_are_costs_nothing(self):
        for user in self.outsiders:
            user._get_line_role()
            self.env.invalidate_all()
            with self.assertQueryCount(0):
                self.env["res.users"].browse(user.id)._get_line_role()

    def test_odoo_refuses_values_that_are_none(self):
        """Rights come first: nothing of ours looks at the values before."""
        state = self.env.ref("base.state_us_1")
        for user in self.outsiders:
            with self.assertRaises(AccessError):
                state.with_user(user).write(["name"])
            with self.assertRaises(AccessError):
                state.with_user(user).create([["name"]])

    def test_visitors_search_messages(self):
        message = self.env["mail.message"].with_user(self.visitor)
        self.assertFalse(message.search([("model", "=", "helpdesk.ticket")]))
        message.search([], limit=1)

    def test_visitors_read_what_is_said_in_public(self):
        """As the comments of an article or the reviews of a product."""
        contact = self.env["res.partner"].create({"name": "Public"})
        message = contact.message_post(
            body="Public", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        message = message.with_user(self.visitor)
        self.assertFalse(message.on_readable_ticket)
        self.assertIsNone(message._get_own_tickets())
        with self.assertQueryCount(0):
            self.assertIsNone(message._get_own_tickets())

    def test_no_message_of_a_ticket_is_theirs_by_its_number(self):
        ticket = self._create_ticket(opener=self.mia, partner_id=self.shop.id)
        message = self._get_texts(ticket)[:1] or ticket.message_post(body="Inside")
        for user in self.visitor | self.buyer:
            for name in ("body", "res_id", "subject", "author_id"):
                self.env.invalidate_all()
                held = self.env["mail.message"].with_user(user).browse(message.id)
                with self.subTest(user=user.name, name=name):
                    for _time in range(2):
                        with self.assertRaises(AccessError):
                            held.mapped(name)
                    with self.assertRaises(AccessError):
                        held.fetch([name])

    def test_a_company_without_users_makes_nobody_forget_anything(self):
        company = self.env["res.partner"].create({"name": "New", "is_company": True})
        with self._watch_cache() as forget:
            company._become_helpdesk_clients()
            forget.assert_not_called()
            self.buyer.partner_id.commercial_partner_id._become_helpdesk_clients()
            forget.assert_called_once()

    def _watch_cache(self):
        registry = type(self.env.registry)
        forget = registry.clear_cache
        return patch.object(registry, "clear_cache", autospec=True, side_effect=forget)

    def test_each_of_them_reads_what_they_wrote(self):
        for user in self.outsiders:
            message = self.env["mail.message"].create(
                {
                    "author_id": user.partner_id.id,
                    "body": "x",
                    "subtype_id": self.env.ref("mail.mt_comment").id,
                }
            )
            check_rules(message.with_user(user), "read")

    def test_an_employee_reads_messages_at_once(self):
        message = self.clerk.partner_id.message_post(body="x")
        message.invalidate_recordset()
        own = message.with_user(self.clerk)
        self.assertEqual(own.model, "res.partner")
        with self.assertQueryCount(0):
            self.assertIn("x", own.body)

    def test_of_files_that_are_no_tickets_nothing_is_asked(self):
        file = self.env["ir.attachment"].with_user(self.clerk)
        file = file.create({"name": "x.txt", "raw": b"x"})
        file.mapped("name")
        with self.assertQueryCount(0):
            file._guard_sent({"name"})

    def test_no_rule_of_ours_takes_anything_from_them(self):
        """Whatever a rule for everybody is about, tickets aside."""
        channel = self.env["discuss.channel"].create({"name": "Everybody"})
        channel.group_public_id = False
        channel.add_members((self.sam | self.clerk).partner_id.ids)
        company = self.buyer.partner_id.commercial_partner_id
        for document in (channel, company, self.buyer.partner_id):
            document.message_post(
                body="x",
                subtype_xmlid="mail.mt_comment",
                partner_ids=(self.sam | self.clerk).partner_id.ids,
                attachments=[("x.txt", b"x")],
            )
        rules = self._get_rules_for_everybody()
        self.assertIn("discuss.channel", rules.model_id.mapped("model"))
        for user in self.outsiders:
            found = self._find_all(user, rules)
            rules.active = False
            for name, records in self._find_all(user, rules).items():
                lost = records - found[name]
                if "helpdesk_team_id" in lost._fields:
                    # Answers of a team are the line's, as its tickets are.
                    lost = lost.filtered(lambda answer: not answer.helpdesk_team_id)
                about = lost.sudo().mapped(ABOUT[name]) if name in ABOUT else lost
                self.assertLessEqual(set(about), {"helpdesk.ticket"}, (user.name, name))
            rules.active = True

    def _get_rules_for_everybody(self):
        """Return the rules of ours that have no group, tickets aside."""
        data = self.env["ir.model.data"].search(
            [("model", "=", "ir.rule"), ("module", "=like", "revo\\_%")]
        )
        rules = self.env["ir.rule"].browse(data.mapped("res_id"))
        return rules.filtered(
            lambda rule: not rule.groups
            and not rule.model_id.model.startswith("helpdesk.")
        )

    def _find_all(self, user, rules):
        """Return what a user finds of each model that rules are about."""
        found = {}
        for model in rules.model_id.mapped("model"):
            records = self.env[model].with_user(user)
            try:
                found[model] = records.search([])
            except AccessError:
                # Of these, Odoo itself lets them read nothing.
                continue
        return found

    def test_customers_see_whom_a_message_was_for(self):
        """Who reads what is hidden from clients, and on tickets."""
        message = self.buyer.partner_id.message_post(
            body="x",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.sam.partner_id.ids,
        )
        self.assertFalse(message.with_user(self.buyer)._hides_readers())
        self.assertTrue(message.with_user(self.cleo)._hides_readers())
        ticket = self._create_ticket()
        message = ticket.message_post(body="x")
        self.assertTrue(message.with_user(self.buyer)._hides_readers())

    def test_customers_search_by_what_they_follow(self):
        """As the portals of sales, purchases and projects do."""
        for user in (self.buyer, self.cleo):
            company = user.partner_id.commercial_partner_id
            project = self.env["project.project"].create(
                {"name": "Shared", "privacy_visibility": "portal"}
            )
            project.message_subscribe((company | user.partner_id).ids)
            for operator, value in (
                ("child_of", company.ids),
                ("in", company.ids),
                ("=", company.id),
            ):
                found = project.with_user(user).search(
                    [("message_partner_ids", operator, value), ("id", "=", project.id)]
                )
                self.assertEqual(found, project, (user.name, operator))

    def test_a_client_finds_nothing_by_what_others_follow(self):
        project = self.env["project.project"].create(
            {"name": "Shared", "privacy_visibility": "portal"}
        )
        project.message_subscribe((self.cafe | self.cleo.partner_id).ids)
        for value in (self.cafe.ids, self.cafe.id, [self.cafe.name], self.cafe.name):
            operator = "=" if isinstance(value, int) else "in"
            domain = [("message_partner_ids", operator, value)]
            try:
                found = project.with_user(self.cleo).search(domain)
            except (AccessError, ValueError):
                continue
            self.assertNotIn(project, found)

    def test_a_line_of_a_form_is_on_a_record_with_its_values(self):
        """As the list of subtasks in a shared project sends its parent."""
        project = self.env["project.project"].create(
            {"name": "Shared", "privacy_visibility": "portal"}
        )
        project.message_subscribe(self.cleo.partner_id.ids)
        tasks = self.env["project.task"].with_user(self.cleo)
        values = {"parent_id": {"id": False, "name": "Whole"}, "name": "Part"}
        tasks._check_choices(values, {})
        foreign = {"parent_id": {"partner_id": self.cafe.id}}
        with self.assertRaises(AccessError):
            tasks._check_choices(foreign, {})

    def test_who_gets_a_ticket_is_of_the_line(self):
        self.assertIsNone(self.buyer._get_line_role())
        company = self.buyer.partner_id.commercial_partner_id
        self._create_ticket(opener=self.mia, partner_id=company.id)
        self.assertEqual(self.buyer._get_line_role(), "client")

    def test_whose_company_gets_a_reseller_is_of_the_line(self):
        self.assertIsNone(self.buyer._get_line_role())
        company = self.buyer.partner_id.commercial_partner_id
        company.reseller_team_id = self.north
        self.assertEqual(self.buyer._get_line_role(), "client")

    def test_who_goes_to_a_client_is_of_the_line(self):
        self.assertIsNone(self.buyer._get_line_role())
        self.buyer.partner_id.parent_id = self.shop
        self.assertEqual(self.buyer._get_line_role(), "client")


@tagged("post_install", "-at_install")
class TestUsersOfHelpdeskMgmt(SupportLineCase):
    """Teams that leave the assignment to helpdesk_mgmt, as those do that were there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.helpdesk_mgmt_ticket_auto_assign = True
        cls.hugo = cls._create_user("hugo", "plain")
        cls.team = cls._create_team("direct", cls.hugo, name="Before")
        cls.team.assignment_method = "opener"

    def _open(self, user, **values):
        tickets = self.tickets.with_user(user)
        return tickets.create({"name": "x", "description": "<p>x</p>", **values})

    def test_who_opens_a_ticket_gets_it(self):
        self.assertEqual(self._open(self.hugo, team_id=self.team.id).user_id, self.hugo)

    def test_who_has_personal_tickets_alone_opens_one(self):
        own = self.env.ref("helpdesk_mgmt.group_helpdesk_user_own")
        self.hugo.groups_id = own | self.env.ref("base.group_user")
        ticket = self._open(self.hugo)
        self.assertEqual(ticket.user_id, self.hugo)
        self.assertEqual(self.tickets.with_user(self.hugo).search([]), ticket)

    def test_so_does_one_whose_team_assigns_in_another_way(self):
        own = self.env.ref("helpdesk_mgmt.group_helpdesk_user_own")
        self.hugo.groups_id = own | self.env.ref("base.group_user")
        self.team.assignment_method = "manual"
        self.assertEqual(self._open(self.hugo).user_id, self.hugo)

    def test_a_text_is_copied_elsewhere_without_its_readers(self):
        self.hugo.groups_id |= self.env.ref("base.group_partner_manager")
        ticket = self._open(self.hugo)
        message = ticket.message_post(body="x", subtype_xmlid="mail.mt_note")
        where = {"model": "res.partner", "res_id": self.hugo.partner_id.id}
        copied = message.copy(where).sudo()
        self.assertTrue(message.sudo().audience)
        self.assertEqual((copied.model, copied.audience), ("res.partner", False))

    def test_the_option_of_the_company_counts(self):
        self.env.company.helpdesk_mgmt_ticket_auto_assign = False
        self.assertFalse(self._open(self.hugo, team_id=self.team.id).user_id)

    def test_a_team_that_chooses_otherwise_does_otherwise(self):
        self.team.assignment_method = "manual"
        self.assertFalse(self._open(self.hugo, team_id=self.team.id).user_id)
