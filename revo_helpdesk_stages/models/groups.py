"""The groups of people that fields, rules and methods name: each is defined here alone.

As in ``groups=`` of a field, several are joined by commas.
"""

EMPLOYEES = "base.group_user"
MANAGER_GROUP = "helpdesk_mgmt.group_helpdesk_manager"

# The group of the users who work in a team of each tier.
GROUP_OF_TIER = {
    "reseller": "revo_helpdesk_stages.group_reseller_user",
    "support": "revo_helpdesk_stages.group_support_agent",
    "development": "revo_helpdesk_stages.group_development_agent",
}

# Who is in one of these works for the vendor, also with a reseller's group.
VENDOR_GROUPS = (
    GROUP_OF_TIER["support"],
    GROUP_OF_TIER["development"],
    MANAGER_GROUP,
    "base.group_system",
)

# The vendor's people in the line, who know of development's tools and releases.
VENDOR_LINE = ",".join(
    [GROUP_OF_TIER["support"], GROUP_OF_TIER["development"], MANAGER_GROUP]
)

# Who works on tickets or projects, and is no reseller: where it is done is theirs.
WORKERS = "helpdesk_mgmt.group_helpdesk_user_team,project.group_project_user"

# Who sees the tickets of a team.
TEAM_USERS = "helpdesk_mgmt.group_helpdesk_user_team"

# Who sees tickets at all.
TICKET_USERS = "helpdesk_mgmt.group_helpdesk_user_own"

# Who may read lines of time.
TIMESHEET_USERS = "hr_timesheet.group_hr_timesheet_user"

# Who may forget a client.
FORGETTING_GROUPS = (MANAGER_GROUP, "base.group_system")
