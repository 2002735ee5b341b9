"""What uninstalling does to tickets, and to fields of others."""

from odoo.addons.revo_helpdesk_stages.hooks import drop_indexes

from .models.priority.helpdesk_ticket_inflation import LAST_OF_CLIENT_INDEX


def uninstall_hook(env):
    """Leave OCA's fields without what we added to them."""
    drop_indexes(env.cr, LAST_OF_CLIENT_INDEX)
    _lower_immediate(env)


def _lower_immediate(env):
    """Make Very High what is Immediate, which without the addon nothing is.

    Before Odoo deletes the reasons, which no ticket may have then.
    """
    env.flush_all()
    # SQL: one statement for any number of tickets; nothing else may follow from it.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket
           SET priority = CASE priority WHEN '4' THEN '3' ELSE priority END,
               triage_priority = NULL,
               immediate_reason_id = NULL
         WHERE immediate_reason_id IS NOT NULL
        """
    )
    env.invalidate_all()
