"""Date since when tickets stood in each stage and team: 1.0 noted when somebody got
them alone.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["helpdesk.ticket.stay"]._date_entries()
