"""What the server itself does before and after a storm, as code for Odoo's shell."""

#: Works anew what is kept of tickets and stays.
_COUNT = """
stays = env["helpdesk.ticket.stay"]
tickets = env["helpdesk.ticket"].with_context(active_test=False).search([])
for name, field in tickets._fields.items():
    if field.store and field.compute and field.readonly:
        env.add_to_compute(field, tickets)
env.flush_all()
stays.search([("date_end", "!=", False)])._count()
env.cr.execute("UPDATE helpdesk_ticket SET bounce_count = NULL")
stays._count_former_journeys()
for name in ("handoff_count", "bounce_count", "reopening_count"):
    env.cr.execute(f"UPDATE helpdesk_ticket SET {name} = 0 WHERE {name} IS NULL")
env.cr.commit()
"""

#: Jobs have work on every day of the week and come every minute, no brake stops a
#: client who sends many e-mails, and tickets go that were there before ours were
#: installed: of them nobody has kept anything.
PREPARE = (
    """
env["helpdesk.ticket"].search([]).filtered(
    lambda ticket: not env["helpdesk.ticket.assignment"].search_count(
        [("ticket_id", "=", ticket.id)]
    )
).unlink()
for calendar in env["helpdesk.ticket.team"].search([]).resource_calendar_id:
    for day in "56":
        env["resource.calendar.attendance"].create(
            {
                "name": "Every day",
                "calendar_id": calendar.id,
                "dayofweek": day,
                "hour_from": 8,
                "hour_to": 17,
            }
        )
env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", 1000000)
env["ir.cron"].search([("model_id.model", "=like", "helpdesk.%")]).write(
    {"interval_number": 1, "interval_type": "minutes"}
)
"""
    + _COUNT
)

#: What is due is done, and what is kept is worked out anew. Tables keep what there was
#: before, and which teams have a day off.
SETTLE = (
    """
for job in ("alert_unanswered", "close_resolved", "deal_waiting", "remind"):
    getattr(env["helpdesk.ticket"], f"_cron_{job}")()
    env.cr.commit()
off = env["helpdesk.ticket"]._get_teams_off()
env.cr.execute(
    "CREATE TABLE chaos_off AS"
    " SELECT id AS team_id FROM helpdesk_ticket_team WHERE id = ANY(%s)",
    [off.ids],
)
for name in ("handoff_count", "bounce_count", "reopening_count"):
    env.cr.execute(f"UPDATE helpdesk_ticket SET {name} = 0 WHERE {name} IS NULL")
env.cr.execute("CREATE TABLE chaos_stored AS SELECT * FROM helpdesk_ticket")
env.cr.execute("CREATE TABLE chaos_stored_stay AS SELECT * FROM helpdesk_ticket_stay")
"""
    + _COUNT
)
