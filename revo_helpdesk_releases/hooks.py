"""What uninstalling does to tickets."""


def uninstall_hook(env):
    """Free tickets of what Odoo deletes next.

    A release that has tickets, or an item, is kept from being deleted otherwise.
    """
    env.flush_all()
    # SQL: one statement for any number of tickets; nothing else may follow from it.
    env.cr.execute(
        """
        UPDATE helpdesk_ticket
           SET release_id = NULL, development_item_id = NULL
         WHERE release_id IS NOT NULL OR development_item_id IS NOT NULL
        """
    )
    env.invalidate_all()
