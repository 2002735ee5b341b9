"""Drop the indexes that no search uses: each one is written with each ticket."""

from odoo.tools import SQL

_UNUSED = (
    "helpdesk_ticket__client_status_index",
    "helpdesk_ticket__development_date_index",
    "helpdesk_ticket__escalated_date_index",
    "helpdesk_ticket__origin_index",
    "helpdesk_ticket__pipeline_index",
    "helpdesk_ticket__waiting_on_index",
    "helpdesk_ticket__waits_for_member_index",
)


def migrate(cr, _version):
    # SQL: Odoo takes no index away.
    names = SQL(", ").join(map(SQL.identifier, _UNUSED))
    cr.execute(SQL("DROP INDEX IF EXISTS %s", names))
