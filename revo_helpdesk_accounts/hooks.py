"""What uninstalling does to fields of others."""

from odoo.addons.revo_helpdesk_stages.hooks import drop_index


def uninstall_hook(env):
    """Leave OCA's fields without what we added to them."""
    drop_index(env, "helpdesk.ticket", "commercial_partner_id")
