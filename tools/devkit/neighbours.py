"""Addons of others that do what ours do: the cycle tries that both get along."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """An addon of others that may be installed beside ours."""

    module: str
    #: What brings it; its dependencies that ours have, too, are left out.
    requirements: tuple
    #: Python code that leaves data behind, run before ours are installed.
    before: str
    #: Python code that fails where the two do not get along; nothing of it is kept.
    beside: str


#: Logs time on tickets, in a field of the same name as ours.
HELPDESK_MGMT_TIMESHEET = Neighbour(
    module="helpdesk_mgmt_timesheet",
    requirements=(
        "odoo-addon-helpdesk-mgmt-timesheet==17.0.1.0.4",
        "odoo-addon-project-timesheet-time-control==17.0.1.1.2",
    ),
    before="""
env = env(user=env.ref("base.user_admin"))
project = env["project.project"].create({"name": "Beside", "allow_timesheets": True})
task = env["project.task"].create({"name": "Beside", "project_id": project.id})
team = env["helpdesk.ticket.team"].create(
    {"name": "Beside", "allow_timesheet": True, "default_project_id": project.id}
)
ticket = env["helpdesk.ticket"].create(
    {
        "name": "Beside",
        "description": "Before",
        "team_id": team.id,
        "project_id": project.id,
        "task_id": task.id,
        "partner_id": env.user.partner_id.id,
    }
)
env["account.analytic.line"].create(
    {
        "name": "Before",
        "ticket_id": ticket.id,
        "task_id": task.id,
        "project_id": project.id,
        "unit_amount": 1,
    }
)
env.cr.commit()
""",
    beside="""
env = env(user=env.ref("base.user_admin"))
ticket = env["helpdesk.ticket"].search([("name", "=", "Beside")])
before = ticket.timesheet_ids
assert before.name == "Before", before.mapped("name")
initials = env.user.employee_id.timesheet_initials
# Whose timers run already is none of this.
lines = env["account.analytic.line"]
lines.search([("unit_amount", "=", 0), ("project_id", "!=", False)]).unit_amount = 1
line = lines.create({"name": "Call", "ticket_id": ticket.id, "unit_amount": 2})
assert line.name == f"{initials} Call", line.name
assert line.task_id == ticket.task_id, line.task_id
start = ticket.button_start_work()
timer = env["hr.timesheet.switch"].with_context(**start["context"]).create(
    {"name": "Timer"}
)
timer.action_switch()
running = ticket.timesheet_ids - before - line
assert running.mapped("name") == [f"{initials} Timer"], running.mapped("name")
assert ticket.task_id.timesheet_ids == ticket.timesheet_ids
env.flush_all()
hours = env["timesheets.analysis.report"]._read_group(
    [("project_id", "=", ticket.project_id.id)],
    ["ticket_id", "ticket_client_id"],
    ["unit_amount:sum", "__count"],
)
client = ticket.partner_id.commercial_partner_id
assert hours == [(ticket, client, 3, 3)], hours
""",
)
