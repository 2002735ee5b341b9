"""Which methods of webhooks are called from outside: ``models/calls.py`` joins it."""

#: What the screens of webhooks call for resellers' people.
WEBHOOK_CALLS = {
    "helpdesk.webhook": {
        "action_leave_dead",
        "action_new_secret",
        "action_open_deliveries",
        "action_send_dead",
        "action_show_secret",
    },
    "helpdesk.webhook.delivery": {"action_send_again"},
}
