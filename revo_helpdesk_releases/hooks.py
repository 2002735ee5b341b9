"""What uninstalling does to tickets."""

# SQL: one statement for any number of rows; nothing else may follow from it.
_FREE = (
    """
    UPDATE helpdesk_ticket
       SET release_id = NULL, development_item_id = NULL, product_id = NULL
     WHERE release_id IS NOT NULL
        OR development_item_id IS NOT NULL
        OR product_id IS NOT NULL
    """,
    "UPDATE helpdesk_development_item SET product_id = NULL",
    # The table goes with the addon.
    "ALTER TABLE helpdesk_release ALTER COLUMN product_id DROP NOT NULL",
    "UPDATE helpdesk_release SET product_id = NULL",
)


def uninstall_hook(env):
    """Free tickets and releases of what Odoo deletes next.

    A release that has tickets, an item or a product is kept from being deleted
    otherwise.
    """
    env.flush_all()
    for statement in _FREE:
        env.cr.execute(statement)
    env.invalidate_all()
