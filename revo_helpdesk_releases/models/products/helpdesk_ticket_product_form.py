from odoo import _, api, models
from odoo.exceptions import UserError

# In characters.
_LENGTH = 100


class HelpdeskTicket(models.Model):
    """What a client says of product, version and device, on the page or by the app.

    To be called as the client.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_client_products(self):
        """Return the products that a client is asked for, empty where no team asks.

        :return: helpdesk.product recordset, with sudo
        """
        # sudo: the client reads no teams; whether one of them asks is all that counts.
        user = self.env.user.sudo()
        teams = self.sudo()._get_contact_team(user.partner_id)
        if not teams:
            defaults = self._get_default_teams([self.env.company])[self.env.company]
            teams = defaults.reseller or self._get_client_teams()
        products = self.env["helpdesk.product"].sudo()
        asks = any(team.asks_product for team in teams.sudo())
        return products.search([]) if asks else products

    @api.model
    def _prepare_client_product(self, said):
        """Return the values of a new ticket from what its client says.

        :param dict said: ``product``, its code, ``version`` and ``device``, as texts;
            what is missing stays open
        :raises UserError: for a product that there is not, and for a longer text
        """
        offered = self._get_client_products()
        if not offered:
            return {}
        code = said.get("product")
        product = offered.filtered(lambda product: product.code == code)
        if code and not product:
            raise UserError(
                _(
                    "There is no product “%(code)s”. Choose one of these: %(names)s.",
                    code=code,
                    names=", ".join(offered.mapped("name")),
                )
            )
        labels = {"version": _("Version"), "device": _("Device")}
        for name, label in labels.items():
            self._check_length(label, said.get(name) or "", _LENGTH)
        return {
            "product_id": product.id,
            "version": said.get("version") or False,
            "device": said.get("device") or False,
        }
