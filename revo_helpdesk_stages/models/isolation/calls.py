"""Which methods may be called from outside, by role: the first wall.

What is not in these tables is refused, whatever the way in; access lists and rules hold
behind them. Addons add what their own screens call.
"""

from odoo import models

ANY = "any model"

# By which somebody asks for records of a model: open as all that screens ask.
ASKING = frozenset(
    {
        "formatted_read_group",
        "formatted_read_grouping_sets",
        "name_search",
        "read_group",
        "read_progress_bar",
        "search",
        "search_count",
        "search_panel_select_multi_range",
        "search_panel_select_range",
        "search_read",
        "web_name_search",
        "web_read_group",
        "web_search_read",
    }
)

# What the views of the web client ask of whatever model they show, in either series.
SCREENS = ASKING | frozenset(
    {
        "action_archive",
        "action_unarchive",
        "check_access_rights",
        "copy",
        "copy_multi",
        "fields_get",
        "get_formview_action",
        "get_formview_id",
        "get_import_templates",
        "get_property_definition",
        "get_views",
        "name_create",
        "onchange",
        "read",
        "unlink",
        "web_read",
        "web_resequence",
        "web_save",
        "web_save_multi",
        "write",
    }
)

_RESELLER = {
    ANY: SCREENS,
    # Tickets, and what is written on them.
    "helpdesk.ticket": {
        "action_close",
        "action_go_on",
        "action_keep_answer",
        "action_move",
        "action_open_duplicate_wizard",
        "action_resend",
        "action_view_duplicates",
        "assign_to_me",
        "get_answers",
        "get_similar",
        "message_get_followers",
        "message_subscribe",
        "message_unsubscribe",
        "preview_text",
        "web_board_read",
    },
    "helpdesk.ticket.bulk": {"action_apply", "action_next"},
    "helpdesk.effort.report": {"action_open_ticket"},
    "helpdesk.ticket.escalation": {"action_contest"},
    "helpdesk.ticket.move": {"action_apply"},
    "helpdesk.ticket.wait": {"action_apply"},
    # Its clients, and who of them logs in.
    "helpdesk.client.setup": {"action_create"},
    # The absences of a team, for its leader.
    "helpdesk.absence": {"action_remove"},
    "helpdesk.absence.entry": {"action_apply"},
    "helpdesk.ticket.team": {"action_add_absence"},
    "mail.activity": {
        "action_cancel",
        "action_close_dialog",
        "action_done",
        "action_done_redirect_to_other",
        "action_done_schedule_next",
        "action_feedback",
        "action_feedback_schedule_next",
        "action_open_document",
        "action_reschedule_nextweek",
        "action_reschedule_today",
        "action_reschedule_tomorrow",
        "activity_format",
        "get_activity_data",
    },
    "mail.activity.schedule": {
        "action_schedule_activities",
        "action_schedule_activities_done",
        "action_schedule_activities_done_and_schedule",
        "action_schedule_plan",
    },
    "mail.compose.message": {"action_schedule_message", "action_send_mail"},
    "ir.attachment": {
        "create_unique",
        "generate_access_token",
        "register_as_main_attachment",
    },
    # The person's own messages and conversations.
    "discuss.channel": {
        "action_unfollow",
        "add_members",
        "channel_fetch_preview",
        "channel_fetched",
        "channel_fold",
        "channel_get",
        "channel_pin",
        "channel_rename",
        "channel_set_custom_name",
        "create_group",
        "get_mention_suggestions",
    },
    "mail.message": {
        "mark_all_as_read",
        "set_message_done",
        "toggle_message_starred",
        "unstar_all",
    },
    "mail.partner.device": {
        "get_web_push_vapid_public_key",
        "register_devices",
        "unregister_devices",
    },
    "mail.push.device": {
        "get_web_push_vapid_public_key",
        "register_devices",
        "unregister_devices",
    },
    "res.partner": {
        "action_make_ticket_contact",
        "action_show_company_tickets",
        "action_show_own_tickets",
        "action_helpdesk_invite",
        "action_view_helpdesk_tickets",
        "create_company",
        "get_mention_suggestions",
        "im_search",
        "search_for_channel_invite",
    },
    # Own filters, exports and imports.
    "base_import.import": {"create", "execute_import", "parse_preview"},
    "ir.exports": {"create"},
    "ir.filters": {"create_filter", "create_or_replace"},
    # The person's own preferences and password.
    "auth.passkey.key": {"action_delete_passkey", "action_rename_passkey"},
    "auth_totp.device": {"remove"},
    "auth_totp.wizard": {"enable"},
    "change.password.own": {"change_password"},
    "res.device": {"revoke"},
    "res.users": {
        "action_create_passkey",
        "action_get",
        "action_revoke_all_devices",
        "action_totp_disable",
        "action_totp_enable_wizard",
        "api_key_wizard",
        "has_group",
        "preference_cancel",
        "preference_change_password",
        "preference_save",
        "revoke_all_devices",
        "switch_tour_enabled",
        "systray_get_activities",
    },
    "res.users.apikeys": {"remove"},
    "res.users.apikeys.description": {"make_key"},
    "res.users.identitycheck": {
        "action_use_password",
        "revoke_all_devices",
        "run_check",
    },
    "res.users.settings": {
        "get_embedded_actions_settings",
        "set_embedded_actions_setting",
        "set_res_users_settings",
        "set_volume_setting",
    },
    # What the web client knows of everybody's database.
    "ir.http": {"lazy_session_info"},
    "ir.ui.view": {"render_public_asset"},
    "res.currency": {"get_all_currencies"},
    "res.lang": {"get_installed"},
    "web_tour.tour": {"consume"},
}

# Clients have the site. Where another app shows them screens of the web client, as
# shared projects do, these work; of what the line is made of they ask nothing.
_CLIENT = {
    ANY: SCREENS,
    "project.task": {
        "action_open_task",
        "action_project_sharing_open_blocking",
        "action_project_sharing_open_subtasks",
        "action_project_sharing_recurring_tasks",
        "action_project_sharing_view_parent_task",
        "action_view_subtask_timesheet",
        "project_sharing_toggle_is_follower",
    },
    # What the portal's page of one's own account calls.
    "auth_totp.device": {"remove"},
    "auth_totp.wizard": {"create", "enable", "write"},
    "res.users": {
        "action_revoke_all_devices",
        "action_totp_disable",
        "action_totp_enable_wizard",
        "api_key_wizard",
        "has_group",
        "revoke_all_devices",
    },
    "res.users.identitycheck": {"revoke_all_devices", "run_check", "write"},
}
NO_SCREENS_FOR_CLIENTS = (
    "bus.",
    "discuss.",
    "helpdesk.",
    "ir.",
    "mail.",
    "rating.",
    "res.partner",
    "res.users",
)

OPEN_CALLS = {"reseller": _RESELLER, "client": _CLIENT}

# What integrations of the vendor call besides what screens do, and the rules hold for.
_SERVICES = {
    "check_access",
    "check_access_rule",
    "create",
    "default_get",
    "export_data",
    "get_external_id",
    "get_field_translations",
    "get_metadata",
    "has_access",
    "load",
    "toggle_active",
    "update_field_translations",
}
# Every recordset has these, and no screen calls them: they are closed to staff, too.
CLOSED_TO_STAFF = frozenset(
    name
    for name in dir(models.BaseModel)
    if not name.startswith("_") and callable(getattr(models.BaseModel, name))
) - (SCREENS | _SERVICES)


def join_calls(first, second):
    """Return the table that has the rows of both.

    :param dict first: by the name of a model, sets of methods
    """
    return {
        model: {*first.get(model, ()), *second.get(model, ())}
        for model in {**first, **second}
    }
