from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...policies.address import is_address


class HelpdeskDevelopmentItem(models.Model):
    """An item of development's own tracker, for which tickets wait."""

    _name = "helpdesk.development.item"
    _description = "Development Item"
    _order = "id desc"
    _rec_name = "reference"

    reference = fields.Char(required=True, help="As the tracker names it.")
    url = fields.Char(string="Address")
    status = fields.Char(readonly=True, help="In the words of the tracker.")
    status_date = fields.Datetime(string="Status since", readonly=True)
    ticket_ids = fields.One2many(
        "helpdesk.ticket", "development_item_id", string="Tickets"
    )

    def init(self):
        """Keep two transactions from making the same item.

        SQL: a constraint in Python does not see what another one does.
        """
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS helpdesk_development_item_reference_idx
                ON helpdesk_development_item (reference)
            """
        )

    @api.constrains("reference")
    def _check_reference(self):
        for item in self:
            if not item.reference.strip():
                raise ValidationError(
                    _("The item has no reference. Write it as the tracker does.")
                )

    @api.constrains("url")
    def _check_url(self):
        for item in self.filtered("url"):
            if not is_address(item.url):
                raise ValidationError(
                    _(
                        "The address of %s is not complete: write it as "
                        "https://tracker.example.com/DEV-88.",
                        item.reference,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Name which item is there already, instead of an error of the database."""
        references = [vals.get("reference") for vals in vals_list]
        self._check_new(references)
        return super().create(vals_list)

    def write(self, vals):
        if "reference" in vals:
            renamed = self.filtered(lambda item: item.reference != vals["reference"])
            self._check_new([vals["reference"]] * len(renamed))
        return super().write(vals)

    @api.model
    def _check_new(self, references):
        # sudo: a reference is taken, no matter who sees its item.
        taken = (
            self.sudo().search([("reference", "in", references)]).mapped("reference")
        )
        twice = {name for name in references if name and references.count(name) > 1}
        if taken or twice:
            raise ValidationError(
                _(
                    "There is an item %s already. Open that one, and add the ticket.",
                    ", ".join(sorted({*taken, *twice})),
                )
            )

    @api.model
    def _link(self, ticket, reference, url=None):
        """Make a ticket wait for an item, a new one if need be.

        :param str reference: as the tracker names it
        :param str url: where the tracker shows it, if it told
        :return: the item
        """
        item = self.search([("reference", "=", reference)]) or self._insert(reference)
        if url and url != item.url:
            item.url = url
        if ticket.development_item_id != item:
            ticket.development_item_id = item
        return item

    @api.model
    def _insert(self, reference):
        """Return a new item, which nobody else makes at the same moment.

        Where somebody was faster, this transaction cannot go on: Odoo tries the request
        again, which finds the other's item.
        """
        # SQL: from the ORM, it would be an error of the database, which is not tried
        # again.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO helpdesk_development_item
                            (reference, create_date, create_uid, write_date, write_uid)
                     VALUES (%(reference)s, %(now)s, %(uid)s, %(now)s, %(uid)s)
                ON CONFLICT DO NOTHING
                  RETURNING id
                """,
                reference=reference,
                now=fields.Datetime.now(),
                uid=self.env.uid,
            ),
            # That somebody was faster is no error.
            log_exceptions=False,
        )
        return self.browse(self.env.cr.fetchone()[0])
