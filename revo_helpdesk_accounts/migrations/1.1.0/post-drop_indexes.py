"""Drop the indexes that no search uses: each one is written with each ticket."""

_UNUSED = (
    "helpdesk_ticket__board_priority_index",
    "helpdesk_ticket__commercial_partner_id_index",
    "helpdesk_ticket__request_type_index",
    "helpdesk_ticket__triage_priority_index",
)


def migrate(cr, _version):
    # SQL: Odoo takes no index away.
    cr.execute(f"DROP INDEX IF EXISTS {', '.join(_UNUSED)}")
