"""Tell clients that a ticket waits for an external partner: 1.0 said that it was with
the technical team.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    order = env["helpdesk.ticket"]._fields["client_status"].get_values(env)
    # SQL: for any number of tickets, and nothing follows from it.
    cr.execute(
        """
        UPDATE helpdesk_ticket
           SET client_status = 'external'
         WHERE pipeline = 'escalation'
           AND waiting_on = 'integrator'
           AND client_status IN ('technical', 'working')
        """
    )
    # What comes after it in the order has another place now.
    cr.execute(
        """
        UPDATE helpdesk_ticket
           SET client_rank = array_position(%(order)s, client_status) - 1
         WHERE client_rank IS DISTINCT FROM array_position(%(order)s, client_status) - 1
        """,
        {"order": order},
    )
