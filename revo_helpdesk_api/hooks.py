"""What uninstalling takes along."""

from .contract import SCOPE


def uninstall_hook(env):
    """Take the keys away, which nothing would ask for any more."""
    # SQL: the model of Odoo's keys deletes none but its own user's.
    env.cr.execute("DELETE FROM res_users_apikeys WHERE scope = %s", [SCOPE])
