from ast import literal_eval

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form

from ..common import AccountsCase

_LEVELS = list("01234")


class TriageCase(AccountsCase):
    def _find(self, filter_name):
        """Find what a filter of the search does."""
        tickets = self.tickets.with_user(self.kim)
        search = etree.fromstring(tickets.get_view(view_type="search")["arch"])
        (button,) = search.xpath(f"//filter[@name='{filter_name}']")
        return tickets.search(
            [*literal_eval(button.get("domain")), ("team_id", "=", self.accounts.id)]
        )

    def _open_all(self):
        """Open a ticket of each priority, the lowest first."""
        reason = self.env.ref("revo_helpdesk_accounts.helpdesk_immediate_reason_cart")
        tickets = self.tickets
        for level in _LEVELS:
            tickets |= self._open(
                priority=level, immediate_reason_id=level == "4" and reason.id
            )
        return tickets


class TestTriage(TriageCase):
    def test_the_triage_orders_the_board_and_the_client_is_next(self):
        low, medium, high = (self._open(priority=level) for level in "012")
        triaged = self._open(priority="0")
        triaged.with_user(self.kim).triage_priority = "3"
        high.with_user(self.kim).triage_priority = "0"
        mine = [("id", "in", (low | medium | high | triaged).ids)]
        found = self.tickets.with_user(self.kim).search(mine)
        self.assertEqual(found[:2].ids, [triaged.id, medium.id])
        self.assertEqual(set(found[2:].ids), {low.id, high.id})

    def test_without_triage_the_order_follows_the_client_again(self):
        low, high = self._open(priority="0"), self._open(priority="2")
        low.with_user(self.kim).triage_priority = "3"
        low.with_user(self.kim).triage_priority = False
        found = self.tickets.with_user(self.kim).search(
            [("id", "in", (low | high).ids)]
        )
        self.assertEqual(found.ids, [high.id, low.id])

    def test_a_ticket_that_lost_its_priority_comes_last(self):
        low, none = self._open(priority="0"), self._open(priority="1")
        none.with_user(self.kim).priority = False
        low.sequence = 1
        found = self.tickets.with_user(self.kim).search(
            [("id", "in", (low | none).ids)]
        )
        self.assertEqual(found.ids, [low.id, none.id])

    def test_the_word_of_the_client_stays_beside_the_triage(self):
        ticket = self._open(priority="2")
        with Form(ticket.with_user(self.kim)) as form:
            form.triage_priority = "0"
        self.assertEqual((ticket.priority, ticket.triage_priority), ("2", "0"))
        for name in (
            "helpdesk_mgmt.ticket_view_form",
            "revo_helpdesk_stages.helpdesk_ticket_view_kanban",
            "helpdesk_mgmt.ticket_view_tree",
        ):
            view = self.env.ref(name)
            tickets = self.tickets.with_user(self.kim)
            arch = tickets.get_view(view.id, view.type)["arch"]
            shown = etree.fromstring(arch).xpath("//field/@name")
            self.assertIn("priority", shown, name)
            self.assertIn("triage_priority", shown, name)

    def test_staff_enters_the_word_of_the_client_and_changes_it_no_more(self):
        form = Form(self.tickets.with_user(self.kim))
        form.name, form.description = "From a call", "<p>x</p>"
        form.team_id, form.partner_id = self.accounts, self.cati.partner_id
        form.priority = "2"
        ticket = form.save()
        self.assertEqual(ticket.priority, "2")
        with self.assertRaisesRegex(AssertionError, "readonly"):
            Form(ticket.with_user(self.kim)).priority = "1"

    def test_a_resellers_own_case_keeps_an_editable_priority(self):
        ticket = self._create_ticket(opener=self.ana, origin="reseller")
        with Form(ticket.with_user(self.ana)) as form:
            form.priority = "3"
        self.assertEqual(ticket.priority, "3")

    def test_who_changes_a_priority_leaves_a_trace(self):
        ticket = self._open(priority="1").with_user(self.kim)
        self.env.flush_all()
        self.cr.precommit.run()
        ticket.triage_priority = "3"
        self.env.flush_all()
        self.cr.precommit.run()
        values = ticket.message_ids.sudo().tracking_value_ids
        self.assertIn("Very High", values.mapped("new_value_char"))


class TestTriageIsStaffs(TriageCase):
    def test_clients_neither_read_nor_write_the_triage(self):
        ticket = self._open(priority="1")
        ticket.triage_priority = "3"
        theirs = ticket.with_user(self.cati)
        for name in ("triage_priority", "board_priority", "inflation_note"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                theirs.read([name])
        with self.assertRaises(AccessError):
            theirs.write({"triage_priority": "0"})
        with self.assertRaises(AccessError):
            theirs.search([("triage_priority", "=", "3")])

    def test_clients_find_their_tickets_in_the_order_of_their_own_word(self):
        low, high = self._open(priority="0"), self._open(priority="2")
        low.triage_priority = "3"
        tickets = self.tickets.with_user(self.cati)
        mine = [("id", "in", (low | high).ids)]
        self.assertEqual(tickets.search(mine).ids, [high.id, low.id])
        self.assertEqual(tickets.search_read(mine, ["id"])[0]["id"], high.id)

    def test_a_client_does_not_order_by_the_triage(self):
        with self.assertRaises(AccessError):
            self.tickets.with_user(self.cati).search([], order="board_priority")


class TestFilters(TriageCase):
    def test_immediate_and_high_and_above_go_by_what_orders_the_board(self):
        low, medium, high, very_high, immediate = self._open_all()
        high.with_user(self.kim).triage_priority = "1"
        low.with_user(self.kim).triage_priority = "2"
        self.assertEqual(self._find("immediate"), immediate)
        self.assertEqual(self._find("high_priority"), immediate | very_high | low)
        self.assertTrue(medium)

    def test_the_dashboard_counts_what_its_filter_finds(self):
        self._open_all()
        team = self.accounts.with_user(self.kim)
        self.assertEqual(team.todo_ticket_count_high_priority, 3)
        self.assertEqual(len(self._find("high_priority")), 3)
        ticket = self._find("high_priority")[-1]
        ticket.triage_priority = "0"
        self.env.invalidate_all()
        self.assertEqual(team.todo_ticket_count_high_priority, 2)

    def test_tickets_group_by_triage(self):
        triaged = self._open()
        self._open()
        triaged.triage_priority = "3"
        groups = self.tickets.with_user(self.kim)._read_group(
            [("team_id", "=", self.accounts.id)], ["triage_priority"], ["__count"]
        )
        self.assertEqual(dict(groups), {"3": 1, False: 1})
