"""Drop the indexes that no search uses: each one is written with each ticket."""

from odoo.addons.revo_helpdesk_stages.hooks import drop_indexes

_UNUSED = (
    "helpdesk_ticket__board_priority_index",
    "helpdesk_ticket__commercial_partner_id_index",
    "helpdesk_ticket__request_type_index",
    "helpdesk_ticket__triage_priority_index",
)


def migrate(cr, _version):
    drop_indexes(cr, *_UNUSED)
