"""Date since when tickets stood in each stage and team: 1.0 noted when somebody got
them alone.
"""

from odoo.addons.revo_helpdesk_stages.models.stays import (
    helpdesk_ticket_stay_backfill as backfill,
)


def migrate(cr, _version):
    # SQL: one statement for any number of stays.
    cr.execute(backfill.ENTRIES)
