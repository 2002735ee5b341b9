from odoo import fields, models


class HelpdeskCheck(models.Model):
    """What is to be tried before a case goes to the vendor, of some products alone.

    Source: issue 19, "Evidence by a list".
    """

    _inherit = "helpdesk.check"

    product_ids = fields.Many2many(
        "helpdesk.product",
        "helpdesk_check_product_rel",
        string="Products",
        help="Only for tickets about these products. Empty: for all.",
    )

    def _is_asked_of(self, ticket):
        # sudo: the product decides, no matter who may read it.
        product = ticket.sudo().product_id
        is_of_product = not self.product_ids or product in self.product_ids
        return is_of_product and super()._is_asked_of(ticket)
