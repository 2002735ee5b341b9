"""Wall 2: which fields of a ticket a person may write, by role, at creation and later.

Everything else of ours and of helpdesk_mgmt is the server's: stage and team change by
moves alone, dates, numbers, counters and stored computes never. Managers bring old
tickets in, and are held by the other checks. Addons add rows by
``_get_writable_fields``.

Source: architecture, section 6, wall 2.
"""

#: What whoever works with tickets says of one, now and later.
_SAID = frozenset(
    {
        "category_id",
        "channel_id",
        "description",
        "name",
        "named_contact_ids",
        "partner_email",
        "partner_id",
        "partner_name",
        "priority",
        "properties",
        "stage_id",
        "tag_ids",
        "team_id",
        "user_id",
    }
)
#: What people put in order or mark on their boards.
_MARKED = frozenset({"color", "kanban_state", "sequence"})
#: What the chatter and its activities write through the ticket.
_CHATTER = frozenset({"activity_ids", "message_follower_ids", "message_ids"})
#: What is said of a new ticket alone.
_OPENED = frozenset(
    {
        "attachment_ids",
        "company_id",
        "origin",
        "reseller_team_id",
        "send_acknowledgement",
    }
)
#: What those say who do the work, and no reseller.
_WORKED = frozenset({"milestone_id", "project_id", "task_id", "timesheet_ids"})

#: ``{role: (at creation, later)}``
WRITABLE = {
    "reseller": (_SAID | _MARKED | _OPENED, _SAID | _MARKED | _CHATTER),
    "staff": (
        _SAID | _MARKED | _OPENED | _WORKED,
        _SAID | _MARKED | _CHATTER | _WORKED,
    ),
}

#: The addons whose fields are closed unless they stand here. What other addons bring is
#: theirs to open or close, for staff; a reseller writes none of it.
CLOSED_ADDONS = frozenset(
    {
        "base",
        "helpdesk_mgmt",
        "helpdesk_mgmt_project",
        "mail",
        "portal",
        "rating",
        "revo_helpdesk_accounts",
        "revo_helpdesk_api",
        "revo_helpdesk_merge",
        "revo_helpdesk_releases",
        "revo_helpdesk_stages",
    }
)
