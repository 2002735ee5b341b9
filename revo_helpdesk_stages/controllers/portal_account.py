from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class AccountPortal(CustomerPortal):
    """Clients change their telephone and postal address, and not how they are known.

    Each method is of one series.
    """

    def details_form_validate(self, data, *args, **kwargs):
        error, messages = super().details_form_validate(data, *args, **kwargs)
        refused = self._get_refused_names(request.env.user.partner_id, data)
        if refused:
            error.update(dict.fromkeys(refused, "error"))
            messages.append(request.env["res.partner"]._get_identity_text())
        return error, messages

    def _validate_address_values(self, address_values, partner_sudo, *args, **kwargs):
        invalid, missing, messages = super()._validate_address_values(
            address_values, partner_sudo, *args, **kwargs
        )
        refused = self._get_refused_names(partner_sudo, address_values)
        if refused:
            messages.append(request.env["res.partner"]._get_identity_text())
        return invalid | refused, missing, messages

    def _get_refused_names(self, partner, values):
        """Return the fields that the user may not change on a contact."""
        return {
            name
            for name in ("name", "email")
            if name in values and not partner._may_be_named({name: values[name]})
        }
