from odoo import _, fields, models
from odoo.exceptions import UserError

from ..groups import MANAGER_GROUP


class ResUsers(models.Model):
    """How people of resellers and of clients come in for the first time."""

    _inherit = "res.users"

    helpdesk_invited_date = fields.Datetime(
        string="Invited on", readonly=True, copy=False, groups=MANAGER_GROUP
    )
    helpdesk_invitation_error = fields.Char(
        string="Why the invitation was not sent",
        readonly=True,
        copy=False,
        groups=MANAGER_GROUP,
    )

    def _invite(self):
        """Send each of these users a link to choose a password, and keep what became
        of it: nothing that was set up is lost where no mail goes out.

        Who asks need not manage users: whoever calls this has checked that they may
        invite these.
        """
        if self.env.context.get("no_reset_password"):
            return
        # sudo: only administrators may write users.
        for user in self.sudo():
            user._note_invitation(user._send_invitation())

    def _note_invitation(self, error):
        """Note that a user is invited now, and why it failed if it did."""
        # sudo: only administrators may write users.
        self.sudo().write(
            {
                "helpdesk_invited_date": fields.Datetime.now(),
                "helpdesk_invitation_error": error,
            }
        )

    def _send_invitation(self):
        """Return why the invitation of a user could not be sent, nothing if it was."""
        try:
            # What Odoo keeps of an invitation is for one that went out.
            with self.env.cr.savepoint():
                self.with_context(create_user=True).action_reset_password()
        except UserError as error:
            return str(error)
        return False

    def _create_line_people(self, group, people):
        """Create users of one group, and invite them.

        Who asks need not manage users: whoever calls this has checked that they may
        bring in these people.

        :param str group: xml id
        :param list people: values of each, an address as login among them
        :raises UserError: for an address that somebody already logs in with
        """
        logins = [values["login"] for values in people]
        self._check_free_logins(logins)
        # sudo: only administrators may create users; the group is fixed here.
        users = self.sudo().with_context(no_reset_password=True)
        group_ids = [(6, 0, self.env.ref(group).ids)]
        users = users.create(
            [
                {**values, "email": values["login"], "groups_id": group_ids}
                for values in people
            ]
        )
        users = users.with_env(self.env)
        users._invite()
        return users

    def _check_free_logins(self, logins):
        # sudo: a login is taken, no matter who may see whose it is.
        users = self.sudo().with_context(active_test=False)
        taken = users.search([("login", "in", logins)])
        twice = {login for login in logins if logins.count(login) > 1}
        twice |= set(taken.mapped("login"))
        if not twice:
            return
        if self.env.user._is_party():
            raise UserError(
                _(
                    "%s cannot be invited: somebody else is known by this address. "
                    "Correct it, or ask us.",
                    ", ".join(sorted(twice)),
                )
            )
        raise UserError(
            _(
                "Somebody already logs in with: %s. Correct the address, or add "
                "that user to the team afterwards.",
                ", ".join(sorted(twice)),
            )
        )

    def _get_access_state(self):
        """Return how far somebody has come, who may be nobody."""
        if not self:
            return "none"
        if self.login_date:
            return "active"
        return "not_sent" if self.helpdesk_invitation_error else "invited"
