"""Note who is a client of the line: 1.0 asked the tickets each time."""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["res.partner"]._note_helpdesk_clients()
