"""Wall 2: every field of a ticket, written by each role, now and at creation."""

from datetime import date, datetime

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SupportLineCase, SupportLineHttpCase, Undo
from .report import tell

# What Odoo itself keeps, whatever is written.
_ODOOS = {"id", "create_uid", "create_date", "write_uid", "write_date", "__last_update"}


@tagged("post_install", "-at_install")
class TestWritableFields(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hugo = cls._create_user("hugo", "plain")
        cls.direct = cls._create_team("direct", cls.hugo, name="Direct")
        cls.line = cls._create_ticket_in("in_progress_reseller", user=cls.ana)
        cls.escalated = cls._create_ticket_in("in_progress_support", user=cls.sam)
        cls.developed = cls._create_ticket_in("in_progress_dev", user=cls.dan)
        cls.walk_in = cls._create_ticket(opener=cls.mia, team_id=cls.direct.id)
        cls.writers = {
            "ana": (cls.ana, cls.line | cls.escalated),
            "sam": (cls.sam, cls.escalated),
            "dan": (cls.dan, cls.developed),
            "hugo": (cls.hugo, cls.walk_in),
        }

    def _get_other_value(self, ticket, name):
        """Return a value that a field of a ticket does not have."""
        field = ticket._fields[name]
        value = ticket.sudo()[name]
        if field.type == "many2one":
            others = self.env[field.comodel_name].sudo().with_context(active_test=False)
            return others.search([("id", "!=", value.id)], limit=1).id or None
        if field.type in ("one2many", "many2many"):
            return [Command.clear()]
        if field.type == "selection":
            keys = [key for key, _label in field._description_selection(self.env)]
            return next((key for key in keys if key != value), None)
        return {
            "boolean": not value,
            "date": date(2001, 2, 3),
            "datetime": datetime(2001, 2, 3),
            "float": 12345.5,
            "integer": 12345,
            "monetary": 12345.5,
            "binary": b"eHg=",
            "json": {"x": 1},
            "properties": [],
            "many2one_reference": 12345,
        }.get(field.type, "something else")

    def _try(self, deed):
        """Return the error of a deed whose effects are taken back, or ``None``."""
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                deed()
                self.env.flush_all()
                raise Undo
        except Undo:
            return None
        except Exception as error:
            return error

    def test_everything_else_is_the_servers(self):
        """A field that is not on the table is not written, whoever asks."""
        cells, open_cells, leaks = 0, 0, []
        for name, (user, tickets) in self.writers.items():
            for ticket in tickets:
                own = ticket.with_user(user)
                writer = own._get_writer()
                closed = own._get_closed_fields(writer, is_new=False)
                for field in sorted(ticket._fields.keys() - _ODOOS):
                    # Some say something else to each person.
                    value = self._get_other_value(own, field)
                    if field not in closed:
                        open_cells += 1
                        continue
                    if value is None:
                        continue
                    cells += 1
                    error = self._try(lambda of=own, f=field, v=value: of.write({f: v}))
                    if not isinstance(error, AccessError):
                        leaks.append(f"{name} writes {field}: {error!r}")
        tell(
            "Writable fields",
            [f"{cells} cells refused, {open_cells} open", *leaks],
        )
        self.assertGreater(cells, 4 * 80)
        self.assertFalse(leaks, "\n".join(leaks))

    def test_at_creation_too(self):
        leaks = []
        for name, (user, _tickets) in self.writers.items():
            model = self.tickets.with_user(user)
            writer = model._get_writer()
            closed = model._get_closed_fields(writer, is_new=True)
            for field in sorted(closed - _ODOOS):
                value = self._get_other_value(self.line, field)
                if not value or value == [Command.clear()]:
                    continue
                vals = {"name": "x", "description": "<p>x</p>", field: value}
                error = self._try(lambda of=model, v=vals: of.create([v]))
                if error is None:
                    leaks.append(f"{name} says {field}")
        self.assertFalse(leaks, "\n".join(leaks))

    def test_no_default_of_the_context_says_it(self):
        model = self.tickets.with_user(self.ana).with_context(
            default_escalated_date="2020-01-01 00:00:00",
            default_number="HT77777",
            default_active=False,
            default_closed_date="2020-01-01 00:00:00",
        )
        ticket = model.create({"name": "x", "description": "<p>x</p>"})
        self.assertNotEqual(ticket.number, "HT77777")
        self.assertTrue(ticket.active)
        self.assertFalse(ticket.sudo().closed_date)
        self.assertNotEqual(str(ticket.escalated_date), "2020-01-01 00:00:00")

    def test_what_stays_as_it_is_is_no_change(self):
        """As in a list that is exported, edited and imported again."""
        ticket = self.line.with_user(self.ana)
        ticket.write(
            {
                "name": "Edited",
                "number": ticket.number,
                "active": True,
                "tier": "reseller",
                "company_id": ticket.company_id.id,
            }
        )
        self.assertEqual(ticket.name, "Edited")

    def test_the_words_name_the_fields(self):
        with self.assertRaises(AccessError) as caught:
            self.line.with_user(self.ana).write({"escalated_date": False, "active": 0})
        with self.assertRaises(AccessError) as caught:
            self.escalated.with_user(self.ana).write({"escalated_date": False})
        self.assertIn("Escalated on", str(caught.exception))
        self.assertIn("not yours to write", str(caught.exception))

    def test_a_copy_says_nothing_of_it(self):
        copy = self.escalated.with_user(self.ana).copy()
        self.assertNotEqual(copy.number, self.escalated.number)

    def test_numbers_are_unique(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception):
            self.line.number = self.escalated.number
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestWordsOfOthers(SupportLineCase):
    def test_a_changed_description_leaves_the_former_text(self):
        ticket = self._create_ticket()
        ticket.with_user(self.ana).description = "<p>Something else.</p>"
        texts = "".join(self._get_texts(ticket).mapped("body"))
        self.assertIn("Since this morning.", texts)
        self.assertIn("North", texts)
        seen = ticket.with_user(self.cleo).sudo()._get_client_thread()
        self.assertIn("Since this morning.", str(seen))

    def test_a_changed_title_too(self):
        ticket = self._create_ticket()
        ticket.with_user(self.ana).name = "Nothing"
        self.assertIn("Card payment fails", str(self._get_texts(ticket).mapped("body")))

    def test_own_words_leave_no_trace(self):
        ticket = self._create_ticket(opener=self.ana)
        ticket.with_user(self.ana).description = "<p>Something else.</p>"
        self.assertFalse(self._get_texts(ticket))

    def test_the_trace_is_no_answer(self):
        ticket = self._create_ticket()
        since = ticket.answer_since
        ticket.with_user(self.ana).name = "Nothing"
        self.assertEqual(ticket.answer_since, since)


@tagged("post_install", "-at_install")
class TestWritableByWeb(SupportLineHttpCase):
    def test_the_web_client_is_refused(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        self._log_in(self.ana)
        for vals in (
            {"escalated_date": False},
            {"pipeline": "direct"},
            {"active": False},
            {"company_id": False},
            {"tier": "reseller"},
        ):
            answer = self._call("helpdesk.ticket", "write", ticket.ids, vals)
            self.assertIn("error", answer, vals)
        ticket.invalidate_recordset()
        self.assertTrue(ticket.escalated_date)
        self.assertTrue(ticket.active)

    def test_an_import_is_refused(self):
        ticket = self._create_ticket_in("in_progress_support", user=self.sam)
        self._log_in(self.ana)
        answer = self._call(
            "helpdesk.ticket",
            "load",
            [".id", "escalated_date"],
            [[str(ticket.id), ""]],
        )
        ticket.invalidate_recordset()
        self.assertTrue(ticket.escalated_date, answer)
