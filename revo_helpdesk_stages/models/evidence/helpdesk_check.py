from odoo import api, fields, models


class HelpdeskCheck(models.Model):
    """What is to be tried before a case goes to the vendor.

    Source: issue 19, "Evidence by a list".
    """

    _name = "helpdesk.check"
    _description = "Check before a Ticket Is Escalated"
    _order = "sequence, id"

    name = fields.Char(
        string="Check",
        required=True,
        translate=True,
        help="What is tried, in the words of who tries it, such as: Restarted the "
        "till.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_required = fields.Boolean(
        string="Required",
        help="Without it no ticket goes to the vendor: it is done, or it says why not.",
    )
    category_ids = fields.Many2many(
        "helpdesk.ticket.category",
        string="Categories",
        help="Only for tickets of these categories and of those below them. Empty: for "
        "all.",
    )

    @api.model
    def _get_asked(self, tickets):
        """Return the checks that the evidence about tickets is asked for.

        :param tickets: helpdesk.ticket recordset
        :return: ``{ticket: helpdesk.check}``, each in the order of the list
        """
        # sudo: the list is the vendor's, and asked of whoever gives evidence.
        checks = self.sudo().search([])
        return {
            ticket: checks.filtered(lambda check, of=ticket: check._is_asked_of(of))
            for ticket in tickets
        }

    def _is_asked_of(self, ticket):
        """Return whether a check is asked for on a ticket. A hook for other addons.

        :param ticket: helpdesk.ticket record
        """
        self.ensure_one()
        if not self.category_ids:
            return True
        # sudo: the category decides, no matter who may read it.
        path = ticket.sudo().category_id.parent_path or ""
        return any(
            path.startswith(category.parent_path) for category in self.category_ids
        )
