"""What is set up in OCA's add-ons before ours come: run in Odoo's shell, as `env`."""

env = env(user=env.ref("base.user_admin"))  # noqa: F821
HAS = set(env.registry["helpdesk.ticket"]._fields)
if "ticket_sla_ids" in HAS:
    env["helpdesk.sla"].create({"name": "Beside: in a day", "days": 1})
if "type_id" in HAS:
    env["helpdesk.ticket.type"].create({"name": "Beside: type"})
category = env["helpdesk.ticket.category"].create({"name": "Beside: category"})
if "template_description" in category._fields:
    category.template_description = "<p>Beside: what happens, since when?</p>"
team = env["helpdesk.ticket.team"].create(
    {"name": "Beside: before", "user_ids": [(6, 0, env.user.ids)]}
)
env["helpdesk.ticket"].create(
    {"name": "Beside: before", "description": "Before", "team_id": team.id}
)
action = env.ref("helpdesk_mgmt_rating.helpdesk_ticket_rating_action", False)
if action:
    # Their file names it nothing, which an update makes of it.
    action.name = ""
env.cr.commit()
