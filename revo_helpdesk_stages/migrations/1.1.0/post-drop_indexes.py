"""Drop the indexes that no search uses: each one is written with each ticket."""

# Odoo loads a script by its path: it is of no package, to which a relative import goes.
# pylint: disable=odoo-addons-relative-import
from odoo.addons.revo_helpdesk_stages.hooks import drop_indexes

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
    drop_indexes(cr, *_UNUSED)
