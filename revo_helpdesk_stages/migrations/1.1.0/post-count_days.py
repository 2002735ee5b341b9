"""Count open deadlines in working days, and note who proposed a solution: 1.0 counted
every day, and noted who confirmed."""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    calendars = env["resource.calendar"].with_context(active_test=False).search([])
    env["helpdesk.ticket"]._move_deadlines(calendars.ids)
    env["helpdesk.ticket"]._note_history(["solved_by_id"])
