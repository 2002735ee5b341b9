"""Addons of others, and apps of Odoo's, beside which ours are installed: the cycle
tries that all get along."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """Addons of others that may be installed beside ours."""

    modules: tuple
    #: What brings them; their dependencies that ours have, too, are left out.
    requirements: tuple
    #: Python code that leaves data behind, run before ours are installed.
    before: str
    #: Python code that fails where they do not get along; nothing of it is kept.
    beside: str

    @property
    def name(self):
        """What it is called, short enough for the name of a log."""
        shown, others = self.modules[:4], self.modules[4:]
        return ", ".join([*shown, *([f"{len(others)} more"] if others else [])])


#: Logs time on tickets, in a field of the same name as ours.
HELPDESK_MGMT_TIMESHEET = Neighbour(
    modules=("helpdesk_mgmt_timesheet",),
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

#: Apps whose pages, rules and background calls meet ours: of a customer on the portal,
#: of a reseller in the web client, and of visitors.
APPS = Neighbour(
    modules=("calendar", "crm", "hr_holidays", "sale_management"),
    requirements=(),
    before="""
portal = env.ref("base.group_portal")
for name in ("Buyer", "Client"):
    company = env["res.partner"].create({"name": f"{name} Ltd", "is_company": True})
    contact = company.create(
        {"name": name, "parent_id": company.id, "email": f"{name}@example.com".lower()}
    )
    names = ["group_ids", "groups_id"]
    groups = next(n for n in names if n in env["res.users"]._fields)
    env["res.users"].create(
        {"login": name, "partner_id": contact.id, groups: [(6, 0, portal.ids)]}
    )
    order = env["sale.order"].create({"partner_id": company.id, "state": "sent"})
    order.message_subscribe(company.ids)
env.cr.commit()
""",
    beside="""
from datetime import datetime, timedelta

from odoo.exceptions import UserError

people = env["res.users"].search([("login", "in", ["Buyer", "Client"])])
users = {user.login: user for user in people}
env["helpdesk.ticket"].create(
    {
        "name": "Beside",
        "description": "Beside",
        "partner_id": users["Client"].partner_id.id,
    }
)
assert users["Client"]._get_line_role() == "client"
assert users["Buyer"]._get_line_role() is None
for user in users.values():
    company = user.partner_id.commercial_partner_id
    for operator, value in (("child_of", company.ids), ("in", company.ids)):
        found = env["sale.order"].with_user(user).search(
            [("message_partner_ids", operator, value), ("state", "=", "sent")]
        )
        assert found.partner_id == company, (user.name, operator, found)
visitor = env.ref("base.public_user")
env["mail.message"].with_user(visitor).search([], limit=1)
team = env["helpdesk.ticket.team"].create(
    {"name": "Beside", "pipeline": "escalation", "tier": "reseller"}
)
reseller = env["res.users"].create(
    {"name": "Rae", "login": "rae", "email": "rae@example.com"}
)
reseller.helpdesk_role = "reseller"
team.user_ids = reseller
now = datetime.now().replace(microsecond=0)
for name, people in (("Theirs", reseller.partner_id), ("Ours", env.user.partner_id)):
    env["calendar.event"].create(
        {
            "name": name,
            "start": now,
            "stop": now + timedelta(hours=1),
            "partner_ids": [(6, 0, people.ids)],
        }
    )
env.flush_all()
env.invalidate_all()
asking = env(user=reseller)
people = asking["res.users"]
names = ("_get_activity_groups", "systray_get_activities")
getattr(people, next(name for name in names if hasattr(people, name)))()
asking["calendar.alarm_manager"].get_next_notif()
assert asking["calendar.event"].search([]).mapped("name") == ["Theirs"]

# Time Off enters an approved leave as the person, who may no longer write it.
names = ["group_ids", "groups_id"]
groups = next(name for name in names if name in env["res.users"]._fields)
# Not what Odoo gives a new user: Time Off lets those write all leaves.
employees = env.ref("base.group_user").ids
agent, lead = env["res.users"].create(
    [
        {"name": name, "login": name, groups: [(6, 0, employees)]}
        for name in ("Sol", "Lou")
    ]
)
(agent | lead).helpdesk_role = "support"
team = env["helpdesk.ticket.team"].create(
    {"name": "Leave", "pipeline": "escalation", "tier": "support"}
)
team.write({"user_id": lead.id, "user_ids": [(6, 0, (agent | lead).ids)]})
kinds = env["hr.leave.type"]
is_choice = kinds._fields["requires_allocation"].type == "selection"
leave = env["hr.leave"].create(
    {
        "employee_id": env["hr.employee"]
        .create({"name": "Sol", "user_id": agent.id})
        .id,
        "holiday_status_id": kinds.create(
            {
                "name": "Beside",
                "leave_validation_type": "no_validation",
                "requires_allocation": "no" if is_choice else False,
            }
        ).id,
        "request_date_from": now.date() - timedelta(days=7),
        "request_date_to": now.date() + timedelta(days=7),
    }
)
assert leave.state == "validate", leave.state
assert agent in (agent | lead)._get_absent() and lead not in lead._get_absent()
assert team._get_present_members() == lead
absence = team.with_user(lead).absence_ids
assert absence.user_id == agent and absence.is_time_off
try:
    absence.action_remove()
    raise AssertionError("what was entered in Time Off is removed elsewhere")
except UserError:
    pass
entry = env["helpdesk.absence.entry"].with_user(lead)
entry = entry.create({"team_id": team.id, "user_id": agent.id, "date_to": now})
entry.write({"date_from": now - timedelta(hours=1)})
try:
    entry.action_apply()
    raise AssertionError("an absence is written twice")
except UserError:
    pass
""",
)
