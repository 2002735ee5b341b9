"""Count open deadlines in working days, note who proposed a solution and which tickets
wait for somebody: 1.0 counted every day, noted who confirmed, and left tickets lying
that came while all were away.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    # SQL throughout: for any number of records, and nothing follows from it.
    # Negative days meant never, and are refused now.
    cr.execute("UPDATE helpdesk_ticket_team SET close_days = 0 WHERE close_days < 0")
    calendars = env["resource.calendar"].with_context(active_test=False).search([])
    env["helpdesk.ticket"]._move_deadlines(calendars.ids)
    env["helpdesk.ticket"]._note_history(["solved_by_id"])
    cr.execute(
        """
        UPDATE helpdesk_ticket ticket
           SET waits_for_member = TRUE
          FROM mail_activity activity
         WHERE activity.res_model = 'helpdesk.ticket'
           AND activity.res_id = ticket.id
           AND activity.activity_type_id = %s
           AND ticket.user_id IS NULL
           AND ticket.closed IS NOT TRUE
        """,
        [
            env["ir.model.data"]._xmlid_to_res_id(
                "revo_helpdesk_stages.mail_activity_type_nobody_there"
            )
        ],
    )
