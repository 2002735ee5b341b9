"""The role of a person as one choice, and the menus that come with it."""

import re

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from ..common import GROUPS, SupportLineCase
from ..compat import offered_groups

FORM = "base.view_users_form"
BOARD = "revo_helpdesk_stages.helpdesk_ticket_menu_board"
OVERVIEW = "revo_helpdesk_stages.helpdesk_overview_menu"
OVERVIEW_FIRST = "revo_helpdesk_stages.helpdesk_overview_menu_manager"
MAIN = "helpdesk_mgmt.helpdesk_ticket_main_menu"
ANSWERS = "revo_helpdesk_stages.helpdesk_answer_menu"
# What everybody has in the app who works with tickets for the vendor.
TICKETS = {
    MAIN,
    ANSWERS,
    "helpdesk_mgmt.helpdesk_ticket_dashboard_menu",
    "helpdesk_mgmt.helpdesk_ticket_menu",
    "helpdesk_mgmt.helpdesk_own_ticket_menu",
    "helpdesk_mgmt.helpdesk_all_ticket_menu",
}
CONFIGURATION = {
    "revo_helpdesk_stages.helpdesk_stay_report_menu_age",
    "helpdesk_mgmt.helpdesk_ticket_reporting_menu",
    "revo_helpdesk_stages.helpdesk_ticket_menu_lacks_project",
    "helpdesk_mgmt.helpdesk_ticket_reporting_analysis",
    "revo_helpdesk_stages.helpdesk_stay_report_menu",
    "revo_helpdesk_stages.helpdesk_agreement_report_menu",
    "revo_helpdesk_stages.helpdesk_stay_report_menu_integrators",
    "revo_helpdesk_stages.helpdesk_ticket_escalation_menu_manager",
    "revo_helpdesk_stages.helpdesk_effort_report_menu_manager",
    "revo_helpdesk_stages.helpdesk_check_menu",
    "revo_helpdesk_stages.helpdesk_integrator_menu",
    "revo_helpdesk_stages.helpdesk_flow_report_menu",
    "revo_helpdesk_stages.helpdesk_ticket_report_menu",
    "revo_helpdesk_stages.helpdesk_ticket_report_menu_answers",
    "revo_helpdesk_stages.helpdesk_ticket_report_menu_people",
    "helpdesk_mgmt.helpdesk_ticket_config_main_menu",
    "helpdesk_mgmt.helpdesk_ticket_channel_menu",
    "helpdesk_mgmt.helpdesk_ticket_category_menu",
    "helpdesk_mgmt.helpdesk_ticket_stage_menu",
    "helpdesk_mgmt.helpdesk_ticket_tag_menu",
    "helpdesk_mgmt.helpdesk_ticket_team_menu",
    "revo_helpdesk_stages.helpdesk_ticket_menu_transitions",
    "revo_helpdesk_stages.helpdesk_ticket_menu_resellers",
    "revo_helpdesk_stages.helpdesk_ticket_menu_reseller_setup",
    "revo_helpdesk_stages.helpdesk_start_menu",
    "revo_helpdesk_stages.helpdesk_invitation_menu",
}
CLIENTS = "revo_helpdesk_stages.helpdesk_client_menu"
# What a reseller reads of its own; managers have both among their reports.
OWN_REPORTS = {
    "revo_helpdesk_stages.helpdesk_reseller_reports_menu",
    "revo_helpdesk_stages.helpdesk_effort_report_menu_reseller",
    "revo_helpdesk_stages.helpdesk_ticket_escalation_menu_reseller",
}
RESELLER = {MAIN, OVERVIEW, BOARD, CLIENTS, ANSWERS} | OWN_REPORTS
INTEGRATORS = "revo_helpdesk_stages.helpdesk_integrator_request_menu"
MENUS = {
    "direct": TICKETS | {BOARD},
    "own": TICKETS | {BOARD},
    "support": TICKETS | {BOARD, OVERVIEW, INTEGRATORS},
    "development": TICKETS | {BOARD},
    "all": TICKETS | {BOARD},
    "manager": TICKETS | CONFIGURATION | {BOARD, OVERVIEW_FIRST, CLIENTS, INTEGRATORS},
}


class TestRoles(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls._create_rights_manager("admin")

    def _choose(self, user, role):
        """Change the role of somebody as an administrator does on the user form."""
        with Form(user.with_user(self.admin), FORM) as form:
            form.helpdesk_role = role
        self.env.invalidate_all()

    def test_each_person_shows_the_role_of_its_groups(self):
        roles = {
            "ana": "reseller",
            "sam": "support",
            "dan": "development",
            "mia": "manager",
            "pia": "all",
            "cleo": False,
        }
        for name, role in roles.items():
            user = getattr(self, name).with_user(self.admin)
            self.assertEqual(user.helpdesk_role, role, name)

    def test_a_role_is_the_same_whoever_had_which_one_before(self):
        for role, fresh in (
            ("reseller", self.ana),
            ("support", self.sam),
            ("development", self.dan),
            ("all", self.pia),
            ("manager", self.mia),
        ):
            for before in ("manager", "support", "development", "reseller"):
                user = self._create_user(f"{before}.{role}", before)
                self._choose(user, role)
                self.assertEqual(user.helpdesk_role, role)
                for group in GROUPS.values():
                    self.assertEqual(
                        user.has_group(group),
                        fresh.has_group(group),
                        f"{group} of {user.name}",
                    )

    def test_who_loses_the_role_keeps_what_else_they_may(self):
        partners = self.env.ref("base.group_partner_manager")
        self.mia.groups_id = [Command.link(partners.id)]
        self._choose(self.mia, False)
        for role, group in GROUPS.items():
            self.assertFalse(self.mia.has_group(group), role)
        self.assertTrue(self.mia.has_group("base.group_partner_manager"))
        self.assertTrue(self.mia.has_group("base.group_user"))

    def test_who_goes_from_support_to_a_reseller_sees_nothing_of_support_at_once(self):
        escalated = self._create_ticket_in("in_progress_support", user=self.sam)
        waiting = self._create_ticket_in("backlog_support")
        (escalated | waiting).message_subscribe(self.sam.partner_id.ids)
        mine = self.tickets.with_user(self.sam)
        both = [("id", "in", (escalated | waiting).ids)]
        self.assertEqual(mine.search_count(both), 2)
        self._choose(self.sam, "reseller")
        self.assertFalse(mine.search_count(both))
        with self.assertRaises(AccessError):
            escalated.with_user(self.sam).read(["name"])
        self.assertNotIn(self.sam, self.support.user_ids)
        self.south.user_ids |= self.sam
        self.assertFalse(mine.search_count(both))
        self.north.user_ids |= self.sam
        self.assertEqual(mine.search_count(both), 2)

    def test_a_support_agent_stays_in_the_lists_of_direct_teams(self):
        direct = self._create_team("direct", self.mia)
        self.support.user_ids |= self.mia
        self._choose(self.mia, "support")
        self.assertEqual(self.mia.helpdesk_team_ids, direct | self.support)
        self._choose(self.mia, "direct")
        self.assertEqual(self.mia.helpdesk_team_ids, direct)

    def test_a_client_has_no_role_and_the_admin_reads_why(self):
        with self.assertRaises(UserError) as caught:
            self.cleo.with_user(self.admin).helpdesk_role = "reseller"
        self.assertIn("Cleo logs in on the portal", str(caught.exception))

    def test_a_new_user_gets_the_role_chosen_for_it(self):
        with Form(self.env["res.users"].with_user(self.admin), FORM) as form:
            form.name = "Nell"
            form.login = "nell@line.example"
            form.helpdesk_role = "development"
        nell = form.save()
        self.assertTrue(nell.has_group(GROUPS["development"]))
        self.assertFalse(nell.has_group(GROUPS["support"]))

    def test_nobody_else_chooses_or_reads_roles(self):
        for user in (self.ana, self.sam, self.mia):
            with self.assertRaises(AccessError):
                user.with_user(user).write({"helpdesk_role": "manager"})
            with self.assertRaises(AccessError):
                self.dan.with_user(user).read(["helpdesk_role"])

    def test_the_form_offers_no_second_choice(self):
        offered = offered_groups(self.sam.with_user(self.admin), FORM)
        self.assertIn(self.env.ref("project.group_project_user").id, offered)
        for role, group in GROUPS.items():
            if role != "client":
                self.assertNotIn(self.env.ref(group).id, offered, role)


def _is_beside(xmlid):
    """Return whether a menu is of another addon of ours, which has its own tests."""
    return bool(re.match(r"revo_helpdesk_(?!stages\.)", xmlid))


class TestMenus(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.direct = cls._create_user("direct", "plain")
        cls.own = cls._create_user("own", "plain")
        for user, level in ((cls.direct, "team"), (cls.own, "own")):
            group = cls.env.ref(f"helpdesk_mgmt.group_helpdesk_user_{level}")
            user.groups_id = [Command.set(group.ids)]

    def _get_menus(self, user):
        """Return the external ids of the menus that the web client gets for a user."""
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        return {
            menu["xmlid"]: menus[menu["app_id"]]["xmlid"]
            for key, menu in menus.items()
            if key != "root" and not _is_beside(menu["xmlid"])
        }

    def test_a_reseller_has_the_board_and_the_clients_and_nothing_else(self):
        self.assertEqual(set(self._get_menus(self.ana)), RESELLER)

    def test_also_in_developer_mode(self):
        menus = self.env["ir.ui.menu"].with_user(self.ana).load_menus(True)
        xmlids = {menu["xmlid"] for key, menu in menus.items() if key != "root"}
        self.assertEqual({x for x in xmlids if not _is_beside(x)}, RESELLER)

    def test_a_menu_for_all_employees_is_not_for_resellers(self):
        action = self.env.ref("base.action_partner_form")
        app = self.env["ir.ui.menu"].create({"name": "News for all"})
        self.env["ir.ui.menu"].create(
            {
                "name": "Contacts of all",
                "parent_id": app.id,
                "action": f"ir.actions.act_window,{action.id}",
            }
        )
        for user, seen in ((self.sam, True), (self.ana, False)):
            menus = app.with_user(user).load_menus(False)
            self.assertEqual(app.id in menus, seen, user.name)

    def test_each_role_of_the_vendor_has_its_menus_of_the_app(self):
        people = {
            "direct": self.direct,
            "own": self.own,
            "support": self.sam,
            "development": self.dan,
            "all": self.pia,
            "manager": self.mia,
        }
        for role, user in people.items():
            menus = self._get_menus(user)
            found = {xmlid for xmlid, app in menus.items() if app == MAIN}
            self.assertEqual(found, MENUS[role], role)

    def test_a_day_begins_on_the_board_and_a_managers_with_the_overview(self):
        """The app opens what its first menu opens."""
        board = self.env.ref("revo_helpdesk_stages.helpdesk_board_action")
        overview = self.env.ref("revo_helpdesk_stages.helpdesk_overview_action")
        people = {
            self.ana: board,
            self.sam: board,
            self.dan: board,
            self.direct: board,
            self.mia: overview,
        }
        app = self.env.ref(MAIN)
        for user, action in people.items():
            menus = self.env["ir.ui.menu"].with_user(user).load_web_menus(False)
            self.assertEqual(menus[app.id]["actionID"], action.id, user.name)
        # With both roles there is one overview, and it is in front.
        self.mia.groups_id = [Command.link(self.env.ref(GROUPS["support"]).id)]
        menus = self._get_menus(self.mia)
        self.assertEqual(menus.keys() & {OVERVIEW, OVERVIEW_FIRST}, {OVERVIEW_FIRST})

    def test_each_role_has_its_own_board(self):
        line = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        direct = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_direct")
        boards = {
            self.ana: line,
            self.sam: line,
            self.dan: line,
            self.mia: line,
            # Sees all tickets, and works in no team.
            self.pia: line,
            self.direct: direct,
        }
        for user, board in boards.items():
            action = self.tickets.with_user(user).action_board()
            self.assertEqual(action["id"], board.id, user.name)
        self._create_team("direct", self.pia)
        action = self.tickets.with_user(self.pia).action_board()
        self.assertEqual(action["id"], direct.id)

    def test_who_gets_the_support_role_too_sees_all_menus_at_once(self):
        self.assertNotIn("mail.menu_root_discuss", self._get_menus(self.ana))
        self.ana.groups_id = [Command.link(self.env.ref(GROUPS["support"]).id)]
        menus = self._get_menus(self.ana)
        self.assertIn("mail.menu_root_discuss", menus)
        self.assertIn("revo_helpdesk_stages.helpdesk_client_menu", menus)


class TestClients(SupportLineCase):
    def _search_clients(self, user):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "revo_helpdesk_stages.helpdesk_client_action"
        )
        domain = safe_eval(action["domain"])
        return self.env["res.partner"].with_user(user).search(domain)

    def test_a_reseller_finds_its_clients_and_no_others(self):
        self.assertEqual(self._search_clients(self.ana), self.shop)
        self.assertEqual(self._search_clients(self.rita), self.cafe)

    def test_a_client_shows_how_many_cases_are_open(self):
        self._create_ticket()
        self._create_ticket_in("in_progress_support")
        self._create_ticket_in("resolved")
        other = self._create_ticket(opener=self.mia, partner_id=self.cafe.id)
        self.assertEqual(other.reseller_team_id, self.south)
        self.env.invalidate_all()
        self.assertEqual(self.shop.with_user(self.ana).open_ticket_count, 2)
        self.assertEqual(self.cafe.with_user(self.rita).open_ticket_count, 1)

    def test_the_open_cases_of_many_clients_cost_one_query(self):
        clients = self.shop | self.cafe
        clients |= clients.create([{"name": f"Bar {n}"} for n in range(30)])
        clients.mapped("commercial_partner_id.name")
        users = self.env["res.users"].with_user(self.mia)
        users.browse(self.mia.id).has_group(GROUPS["manager"])
        clients = clients.with_user(self.mia)
        clients.mapped("open_ticket_count")
        clients.invalidate_recordset(["open_ticket_count"])
        with self.assertQueryCount(1):
            clients.mapped("open_ticket_count")
