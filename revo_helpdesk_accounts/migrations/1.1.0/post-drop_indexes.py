"""Drop the indexes that no search uses: each one is written with each ticket."""

from odoo.tools import SQL

_UNUSED = (
    "helpdesk_ticket__board_priority_index",
    "helpdesk_ticket__commercial_partner_id_index",
    "helpdesk_ticket__request_type_index",
    "helpdesk_ticket__triage_priority_index",
)


def migrate(cr, _version):
    # SQL: Odoo takes no index away.
    names = SQL(", ").join(map(SQL.identifier, _UNUSED))
    cr.execute(SQL("DROP INDEX IF EXISTS %s", names))
