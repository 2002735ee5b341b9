from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ..models.selections import OVERVIEW_SECTIONS
from .helpdesk_report import HelpdeskReport


class Section(NamedTuple):
    """What a section of the overview shows, and since when a ticket is in it."""

    domain: list
    since: str  # an SQL expression on the row of the ticket


# What waits until a date is looked after then.
_NOW = ("wait_until", "=", False)

# As the board shows in red what is overdue, wherever it stands with support.
_SECTION_OF = {
    "incoming": Section(
        [("tier", "=", "support"), ("phase", "=", "backlog"), _NOW],
        "ticket.waiting_since",
    ),
    "overdue": Section(
        [
            ("tier", "=", "support"),
            "|",
            ("is_contact_overdue", "=", True),
            ("is_answer_overdue", "=", True),
        ],
        "LEAST(ticket.contact_deadline, ticket.answer_deadline)",
    ),
    "integrator": Section(
        [("waiting_on", "=", "integrator"), _NOW], "ticket.waiting_since"
    ),
}


class HelpdeskOverview(models.Model):
    """What support looks after first: a row for each ticket in each section it is in.

    Who reads it finds the tickets that they may read, by the rules of tickets.
    """

    _name = "helpdesk.overview"
    _inherit = HelpdeskReport._name
    _description = "Helpdesk Overview"
    _auto = False
    _order = "since, id"
    _rec_name = "ticket_id"

    section = fields.Selection(
        OVERVIEW_SECTIONS, readonly=True, group_expand="_expand_sections"
    )
    since = fields.Datetime(readonly=True)
    user_id = fields.Many2one("res.users", string="Assigned to", readonly=True)
    number = fields.Char(related="ticket_id.number")
    name = fields.Char(related="ticket_id.name")
    priority = fields.Selection(related="ticket_id.priority")
    contact_note = fields.Char(compute="_compute_notes")
    answer_note = fields.Char(compute="_compute_notes")

    @property
    def _table_query(self):
        sections = SQL(" UNION ALL ").join(
            self._select(number, name)
            for number, (name, _label) in enumerate(OVERVIEW_SECTIONS)
        )
        return SQL("(%s)", sections)

    # Not related fields: what tickets compute at the time of looking would empty them
    # while they are read.
    @api.depends_context("lang", "tz", "uid")
    def _compute_notes(self):
        for row in self:
            row.contact_note = row.ticket_id.contact_note
            row.answer_note = row.ticket_id.answer_note

    @api.model
    def _expand_sections(self, sections, domain, order=None):
        """Show a section also where nothing is in it."""
        return [name for name, _label in OVERVIEW_SECTIONS]

    @api.model
    def _select(self, number, name):
        """Return the rows of a section, as many as the present user may read."""
        section = _SECTION_OF[name]
        columns = {
            **self._get_ticket_columns(),
            "id": f"ticket.id * {len(OVERVIEW_SECTIONS)} + {number}",
            "section": f"'{name}'",
            "since": section.since,
            "user_id": "ticket.user_id",
        }
        expressions = ", ".join(f"{value} AS {key}" for key, value in columns.items())
        # Searched as the user, under the rules of tickets; what is closed has an index
        # without it.
        found = self.env["helpdesk.ticket"]._search(
            [("closed_date", "=", False), *section.domain]
        )
        return SQL(
            "SELECT %s FROM helpdesk_ticket ticket WHERE ticket.id IN %s",
            SQL(expressions),
            found.subselect(),
        )
