from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HelpdeskProduct(models.Model):
    """What the vendor makes, and releases in versions of its own."""

    _name = "helpdesk.product"
    _description = "Helpdesk Product"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="How development's tracker and the app name it: in small letters, such as "
        "back_office.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _sql_constraints = [
        (
            "code_uniq",
            "unique(code)",
            "Another product has this code already. Give this one a code of its own.",
        ),
    ]

    @api.constrains("code")
    def _check_code(self):
        for product in self:
            if not product.code.strip() or product.code != product.code.strip():
                raise ValidationError(
                    _(
                        "The code of %s is blank, or begins or ends with a blank. "
                        "Write it as the tracker does, such as back_office.",
                        product.name,
                    )
                )

    @api.model
    def _find(self, code):
        """Return the product that a program names by its code, empty for none.

        :param str code: as the tracker, the app or the form says it
        """
        # sudo: programs and clients name a product, and read none of them.
        return self.sudo().search([("code", "=", code)]) if code else self.browse()
