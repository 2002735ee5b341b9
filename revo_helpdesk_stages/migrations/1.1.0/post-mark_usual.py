"""The moves that are there already: which one is usual, and which are in the gear."""

from odoo import SUPERUSER_ID, api

USUAL = (
    "backlog_reseller_backlog_client_reseller",
    "in_progress_reseller_backlog_client_reseller",
    "backlog_client_in_progress_reseller_reseller",
    "backlog_reseller_backlog_support_reseller_escalated",
    "in_progress_reseller_backlog_support_reseller_escalated",
    "confirmation_reseller_resolved_reseller",
    "backlog_support_in_progress_support_support",
    "in_progress_support_confirmation_reseller_support",
    "internal_review_in_progress_support_support",
    "backlog_dev_in_progress_dev_development",
    "in_progress_dev_pending_release_development",
    "pending_release_confirmation_reseller_support",
)
IN_THE_GEAR = (
    "backlog_support_canceled_support",
    "in_progress_support_canceled_support",
    "internal_review_canceled_support",
)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    _write(env, USUAL, {"is_usual": True})
    cancel = env.ref("revo_helpdesk_stages.helpdesk_ticket_action_cancel")
    _write(env, IN_THE_GEAR, {"server_action_id": cancel.id})


def _write(env, names, values):
    for name in names:
        # Somebody may have removed one.
        move = env.ref(
            f"revo_helpdesk_stages.transition_{name}", raise_if_not_found=False
        )
        if move:
            move.write(values)
