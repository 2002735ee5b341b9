"""Which methods of webhooks are called from outside: ``models/calls.py`` joins it."""

#: What the screens of webhooks call for resellers' people.
WEBHOOK_CALLS = {
    "helpdesk.webhook": {"action_new_secret", "action_open_deliveries"},
    "helpdesk.webhook.delivery": {"action_send_again"},
}
