"""By which name and address people of resellers and clients are known.

Who could name themselves like a support agent would be taken for one. So their team's
leader names them, or a helpdesk manager, and no two have one address.
"""

from odoo import _, api, models
from odoo.exceptions import AccessError, ValidationError

_IDENTITY = frozenset({"name", "email"})


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _check_identity(self, vals):
        """Check that the present user may name these people.

        Held for the superuser, too, as the site writes a client's own contact so.

        :raises AccessError: for people of resellers and clients who are not their
            leader
        """
        if not self._may_be_named(vals):
            raise AccessError(self._get_identity_text())

    def _may_be_named(self, vals):
        """Return whether the present user may give these contacts the name and the
        address in some values.
        """
        people = self._get_renamed(vals)
        user = self.env.user
        if not people or not user._is_party():
            return True
        return all(user._leads(person) for person in people)

    def _get_renamed(self, vals):
        """Return the users whose names or addresses some values change."""
        names = _IDENTITY & vals.keys()
        if not names:
            return self.env["res.users"]
        # sudo: whose login a contact has decides.
        contacts = self.sudo().with_context(active_test=False)
        changed = contacts.filtered(
            lambda contact: any(
                (contact[name] or "") != (vals[name] or "") for name in names
            )
        )
        return changed.user_ids

    @api.model
    def _get_identity_text(self):
        return _(
            "Your name and e-mail address are how others know you on tickets. Ask the "
            "leader of your team, or us, to change them."
        )

    @api.constrains("email")
    def _check_line_address(self):
        # sudo: whose login a contact has decides.
        self.sudo().user_ids._check_line_address()


class ResUsers(models.Model):
    _inherit = "res.users"

    def _as_leader(self, vals):
        """Return these users as the present one may name them: with sudo for their
        leader, who may write nothing else of them.
        """
        leader = self.env.user
        is_named = not self.env.su and vals and vals.keys() <= _IDENTITY
        if is_named and all(leader._leads(person) for person in self):
            # sudo: Odoo lets nobody but its administrators write users.
            return self.sudo()
        return self

    @api.constrains("partner_id", "active")
    def _check_line_address(self):
        """Check that nobody of the line has an address that another login has.

        The vendor's people may share one, as those who read one mailbox do.

        :raises ValidationError: naming the address
        """
        # sudo: the addresses of all decide, no matter who may read them.
        for user in self.sudo().filtered("active"):
            address = user.partner_id.email_normalized
            if not address:
                continue
            others = user.search(
                [("id", "!=", user.id), ("partner_id.email_normalized", "=", address)]
            )
            people = user | others
            if (
                others
                and not all(each._is_vendor() for each in people)
                and any(each._get_line_role() for each in people)
            ):
                raise ValidationError(
                    _(
                        "Somebody else logs in with the e-mail address %s. Who writes "
                        "on tickets is known by it: choose another one.",
                        address,
                    )
                )
