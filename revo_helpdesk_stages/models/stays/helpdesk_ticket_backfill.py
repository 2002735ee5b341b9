from odoo import SUPERUSER_ID, api, models

from ...policies.roles import STAFF_WRITERS, VENDOR_WRITERS

# Where the writer's role was not noted yet, nobody but direct teams worked here.
_FIRST_ANSWERS = """
    UPDATE helpdesk_ticket ticket
       SET first_answer_date = answer.date
      FROM (SELECT one.id, min(message.date) AS date
              FROM helpdesk_ticket one
              JOIN mail_message message
                ON message.model = 'helpdesk.ticket' AND message.res_id = one.id
              LEFT JOIN LATERAL (
                   SELECT 'direct'::varchar AS tier
                     FROM res_users employee
                    WHERE employee.partner_id = message.author_id
                      AND NOT employee.share
                      AND employee.id <> %(superuser)s
                    LIMIT 1) writer ON message.author_tier IS NULL
             WHERE one.first_answer_date IS NULL
               AND message.message_type IN ('comment', 'email')
               AND message.requirement IS DISTINCT FROM 'nothing'
               AND message.subtype_id IS DISTINCT FROM %(activities)s
               AND CASE WHEN one.pipeline = 'escalation' AND one.origin = 'reseller'
                   THEN message.audience IN ('client', 'reseller')
                        AND message.author_tier IN %(vendor)s
                   ELSE message.audience = 'client'
                        AND COALESCE(message.author_tier, writer.tier) IN %(staff)s
                   END
             GROUP BY one.id) answer
     WHERE answer.id = ticket.id
    RETURNING ticket.id
"""
# The moves of each ticket among stages, with who moved it as author.
_MOVES = """
              FROM helpdesk_ticket one
              JOIN mail_message message
                ON message.model = 'helpdesk.ticket' AND message.res_id = one.id
              JOIN mail_tracking_value tracked
                ON tracked.mail_message_id = message.id
               AND tracked.field_id = %(stage_id)s"""
_RESOLVERS = f"""
    UPDATE helpdesk_ticket ticket
       SET resolved_by_id = entry.create_uid
      FROM (SELECT DISTINCT ON (one.id) one.id, message.create_uid
              {_MOVES}
               AND tracked.new_value_integer = one.stage_id
             WHERE one.phase = 'resolved'
               AND one.resolved_by_id IS NULL
             ORDER BY one.id, message.id DESC) entry
     WHERE entry.id = ticket.id
       AND entry.create_uid <> %(superuser)s
    RETURNING ticket.id
"""
# Who moved it last while it was not resolved, where that proposed a solution.
_SOLVERS = f"""
    UPDATE helpdesk_ticket ticket
       SET solved_by_id = entry.create_uid
      FROM (SELECT DISTINCT ON (one.id) one.id, message.create_uid,
                   stage.phase = 'confirmation'
                   OR stage.waiting_on = 'release' AS proposes
              {_MOVES}
              JOIN helpdesk_ticket_stage stage
                ON stage.id = tracked.new_value_integer
               AND stage.phase IS DISTINCT FROM 'resolved'
             WHERE one.solved_by_id IS NULL
               AND message.create_uid <> %(superuser)s
             ORDER BY one.id, message.id DESC) entry
     WHERE entry.id = ticket.id
       AND entry.proposes
    RETURNING ticket.id
"""
_REMINDERS = """
    UPDATE helpdesk_ticket
       SET reminder_count = 1
     WHERE last_reminder_date IS NOT NULL
       AND reminder_count IS NULL
    RETURNING id
"""
_HISTORY = {
    "first_answer_date": _FIRST_ANSWERS,
    "resolved_by_id": _RESOLVERS,
    "solved_by_id": _SOLVERS,
    "reminder_count": _REMINDERS,
}


class HelpdeskTicket(models.Model):
    """Read from old messages what reports count and nobody has noted at the time."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _note_history(self, names=tuple(_HISTORY)):
        """Fill fields of tickets that have none; what is noted stays.

        :param names: of the fields
        """
        values = {
            "activities": self.env["ir.model.data"]._xmlid_to_res_id(
                "mail.mt_activities"
            ),
            "staff": tuple(STAFF_WRITERS),
            "stage_id": self.env["ir.model.fields"]._get(self._name, "stage_id").id,
            "superuser": SUPERUSER_ID,
            "vendor": tuple(VENDOR_WRITERS),
        }
        for name in names:
            self.env.flush_all()
            # SQL: there may be millions of messages.
            self.env.cr.execute(_HISTORY[name], values)
            tickets = self.browse(ticket_id for (ticket_id,) in self.env.cr.fetchall())
            tickets.invalidate_recordset([name], flush=False)
            tickets.modified([name])
