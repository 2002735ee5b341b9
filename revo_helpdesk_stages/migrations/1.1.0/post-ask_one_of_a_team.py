"""Leave one activity for an overdue answer on each ticket, where somebody still has to
answer, and tell clients without a reseller who has their ticket: 1.0 asked each member
of a team, for ever, and said that a reseller had passed the ticket on.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, _version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    kind = env.ref(
        "revo_helpdesk_stages.mail_activity_type_unanswered", raise_if_not_found=False
    )
    # SQL: for any number of activities, and nothing follows from it. Who has the ticket
    # keeps theirs, else who got the first.
    cr.execute(
        """
        DELETE FROM mail_activity activity
         USING helpdesk_ticket ticket
         WHERE activity.res_model = 'helpdesk.ticket'
           AND activity.res_id = ticket.id
           AND activity.activity_type_id = %s
           AND (
               ticket.closed
               OR ticket.answer_since IS NULL
               OR ticket.escalated_date > activity.create_date
               OR EXISTS (
                   SELECT FROM mail_activity other
                    WHERE other.res_model = activity.res_model
                      AND other.res_id = activity.res_id
                      AND other.activity_type_id = activity.activity_type_id
                      AND (coalesce(other.user_id = ticket.user_id, FALSE), -other.id)
                        > (coalesce(activity.user_id = ticket.user_id, FALSE),
                           -activity.id)
               )
           )
        """,
        [kind.id if kind else None],
    )
    tickets = env["helpdesk.ticket"].with_context(active_test=False)
    tickets = tickets.search(
        [("pipeline", "=", "escalation"), ("reseller_team_id", "=", False)]
    )
    for name in ("client_status", "client_rank"):
        env.add_to_compute(tickets._fields[name], tickets)
