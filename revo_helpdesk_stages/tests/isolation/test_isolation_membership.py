"""Who leaves a team or a company loses access at once, with every cache warm; who comes
has it at once.
"""

from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SupportLineHttpCase


class MembershipCase(SupportLineHttpCase):
    def _find(self, model, domain):
        return self._call(model, "search", domain).get("result")

    def _is_refused(self, model, record):
        with mute_logger("odoo.http"):
            answer = self._call(model, "read", record.ids, ["display_name"])
        return "error" in answer

    def _sees(self, ticket):
        """Return whether the session of an employee finds, reads and writes a ticket.

        Twice, so that whatever Odoo keeps is kept.
        """
        answers = set()
        for _time in "12":
            answers.add(bool(self._find("helpdesk.ticket", [("id", "=", ticket.id)])))
            answers.add(not self._is_refused("helpdesk.ticket", ticket))
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            values = {"priority": "2"}
            answer = self._call("helpdesk.ticket", "write", ticket.ids, values)
        answers.add("error" not in answer)
        self.assertEqual(len(answers), 1, "seen in one way and not in another")
        return answers.pop()

    def _shows(self, ticket):
        """Return whether the site shows a client a ticket, in the list and alone."""
        answers = set()
        for _time in "12":
            self.env.flush_all()
            answers.add(ticket.number in self.url_open("/my/tickets").text)
            answers.add(ticket.description in self._get_page(ticket))
        self.assertEqual(len(answers), 1, "seen in one way and not in another")
        return answers.pop()


@tagged("post_install", "-at_install")
class TestLeavingATeam(MembershipCase):
    def setUp(self):
        super().setUp()
        self.ticket = self._create_ticket()
        self._log_in(self.ana)

    def _get_seen(self):
        """Return what of the ticket the same session finds by the web client's
        calls.
        """
        message = self.ticket.message_ids[:1]
        return {
            "ticket": self._find("helpdesk.ticket", [("id", "=", self.ticket.id)]),
            "team": self._find("helpdesk.ticket.team", [("id", "=", self.north.id)]),
            "client": self._find("res.partner", [("id", "=", self.shop.id)]),
            "message": self._find("mail.message", [("id", "=", message.id)]),
        }

    def test_a_removed_member_sees_nothing_any_more(self):
        self._write_text(self.ticket, self.ben, "message")
        # Twice, so that whatever Odoo keeps is kept.
        self.assertTrue(all(self._get_seen().values()), self._get_seen())
        self.north.user_ids -= self.ana
        self.env.flush_all()
        self.assertFalse(any(self._get_seen().values()), self._get_seen())
        self.assertTrue(self._is_refused("helpdesk.ticket", self.ticket))

    def test_a_new_member_sees_all_at_once(self):
        self._log_in(self.rita)
        self.assertFalse(self._find("helpdesk.ticket", [("id", "=", self.ticket.id)]))
        self.assertTrue(self._is_refused("helpdesk.ticket", self.ticket))
        self.north.user_ids |= self.rita
        self.env.flush_all()
        self.assertTrue(self._find("helpdesk.ticket", [("id", "=", self.ticket.id)]))

    def test_a_company_given_to_another_reseller_goes_with_its_contacts(self):
        self.assertTrue(self._find("res.partner", [("id", "=", self.shop.id)]))
        self.shop.reseller_team_id = self.south
        self.env.flush_all()
        self.assertFalse(self._find("res.partner", [("id", "=", self.shop.id)]))

    def test_a_list_of_the_vendors_people_counts_at_once(self):
        for code, team, user in (
            ("backlog_support", self.support, self.sue),
            ("backlog_dev", self.development, self.dora),
        ):
            ticket = self._create_ticket_in(code)
            team.visibility_user_ids = self.mia
            team.user_ids -= user
            self._log_in(user)
            with self.subTest(team=team.name):
                self.assertFalse(self._sees(ticket))
                team.user_ids |= user
                self.env.flush_all()
                self.assertTrue(self._sees(ticket))
                team.user_ids -= user
                self.env.flush_all()
                self.assertFalse(self._sees(ticket))


@tagged("post_install", "-at_install")
class TestDirectTeams(MembershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hugo = cls._create_user("hugo", "plain")
        cls.otto = cls._create_user("otto", "plain")
        for user, group in ((cls.hugo, "user_team"), (cls.otto, "user_own")):
            group = cls.env.ref(f"helpdesk_mgmt.group_helpdesk_{group}")
            user.groups_id = [Command.set(group.ids)]
        # Who stays: a team without a list is everybody's.
        people = cls.hugo | cls.otto | cls.mia
        cls.direct = cls._create_team("direct", people, name="Direct")
        cls.counter = cls._create_ticket(
            opener=cls.mia, team_id=cls.direct.id, user_id=False
        )

    def test_a_removed_member_sees_nothing_any_more(self):
        for user in (self.hugo, self.otto):
            self._log_in(user)
            with self.subTest(user=user.name):
                self.assertTrue(self._sees(self.counter))
                self.direct.user_ids -= user
                self.env.flush_all()
                self.assertFalse(self._sees(self.counter))

    def test_a_new_member_sees_all_at_once(self):
        self.direct.user_ids = [Command.set(self.mia.ids)]
        for user in (self.hugo, self.otto):
            self._log_in(user)
            with self.subTest(user=user.name):
                self.assertFalse(self._sees(self.counter))
                self.direct.user_ids |= user
                self.env.flush_all()
                self.assertTrue(self._sees(self.counter))


@tagged("post_install", "-at_install")
class TestChangingCompany(MembershipCase):
    def setUp(self):
        super().setUp()
        opener = self._create_user("other", "client")
        opener.partner_id.parent_id = self.shop
        # As the site opens them.
        self.former = self._create_ticket(
            partner_id=opener.partner_id.id, description="<p>Of the shop</p>"
        )
        self.later = self._create_ticket(
            partner_id=self.cora.partner_id.id, description="<p>Of the cafe</p>"
        )
        self._log_in(self.cleo)

    def _may_read(self, partner):
        """Return whether Odoo's own rules for the portal let the client read it."""
        with mute_logger("odoo.addons.base.models.ir_rule"):
            found = self.env["res.partner"].with_user(self.cleo)
            return bool(found.search_count([("id", "=", partner.id)]))

    def test_a_client_sees_the_new_companys_tickets_and_no_others(self):
        self.assertTrue(self._shows(self.former))
        self.assertFalse(self._shows(self.later))
        self.cleo.partner_id.parent_id = self.cafe
        self.assertFalse(self._shows(self.former))
        self.assertTrue(self._shows(self.later))
        self.cleo.partner_id.parent_id = self.shop
        self.assertTrue(self._shows(self.former))
        self.assertFalse(self._shows(self.later))

    def test_a_client_reads_the_new_companys_contacts_and_no_others(self):
        self.assertTrue(self._may_read(self.shop))
        self.assertFalse(self._may_read(self.cafe))
        self.cleo.partner_id.parent_id = self.cafe
        self.assertFalse(self._may_read(self.shop))
        self.assertTrue(self._may_read(self.cafe))

    def test_who_goes_along_with_a_company_loses_access_likewise(self):
        branch = self._create_client("Branch")
        branch.write({"is_company": False, "parent_id": self.shop.id})
        self.cleo.partner_id.parent_id = branch
        self.assertTrue(self._may_read(self.shop))
        branch.parent_id = self.cafe
        self.assertFalse(self._may_read(self.shop))
        self.assertTrue(self._may_read(self.cafe))
