from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.revo_helpdesk_stages.models.groups import VENDOR_LINE

from ...policies.address import is_address
from ..problem_words import PROBLEMS


class HelpdeskDevelopmentItem(models.Model):
    """What several tickets are about: an item of development's own tracker, or a
    problem that is known before the tracker has it.
    """

    _name = "helpdesk.development.item"
    _description = "Known Problem"
    _order = "id desc"
    _rec_names_search = ["name", "reference"]

    name = fields.Char(string="Title", required=True, translate=True)
    reference = fields.Char(
        string="Reference in the tracker",
        copy=False,
        help="As the tracker names it; empty until the tracker has it.",
    )
    url = fields.Char(string="Address in the tracker", groups=VENDOR_LINE)
    status = fields.Char(
        string="Status in the tracker",
        readonly=True,
        copy=False,
        groups=VENDOR_LINE,
        help="In the words of the tracker.",
    )
    status_date = fields.Datetime(
        string="Status since", readonly=True, copy=False, groups=VENDOR_LINE
    )
    # For a reseller the count and its button do: a search by the ids of tickets would
    # tell of others'.
    ticket_ids = fields.One2many(
        "helpdesk.ticket",
        "development_item_id",
        string="Tickets",
        groups=VENDOR_LINE,
    )

    def init(self):
        """Keep two transactions from making the same item, and index the words.

        SQL: a constraint in Python does not see what another one does.
        """
        PROBLEMS.build(self.env.cr)
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS helpdesk_development_item_reference_idx
                ON helpdesk_development_item (reference)
            """
        )

    @api.constrains("reference")
    def _check_reference(self):
        for item in self.filtered("reference"):
            if not item.reference.strip():
                raise ValidationError(
                    _(
                        "The reference is blank. Write it as the tracker does, or "
                        "leave it empty until the tracker has the problem."
                    )
                )

    @api.constrains("url")
    def _check_url(self):
        for item in self.filtered("url"):
            if not is_address(item.url):
                raise ValidationError(
                    _(
                        "The address of %s is not complete: write it as "
                        "https://tracker.example.com/DEV-88.",
                        item.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Name which item is there already, instead of an error of the database."""
        vals_list = [self._prepare_names(vals) for vals in vals_list]
        self._check_new([vals.get("reference") for vals in vals_list])
        return super().create(vals_list)

    def write(self, vals):
        if "reference" in vals:
            vals = {**vals, "reference": vals["reference"] or False}
            renamed = self.filtered(lambda item: item.reference != vals["reference"])
            self._check_new([vals["reference"]] * len(renamed))
        result = super().write(vals)
        if vals.get("release_id"):
            self._delay_following()
        return result

    @api.model
    def _prepare_names(self, vals):
        """Return values where what has no title yet is called as the tracker does."""
        reference = vals.get("reference") or False
        return {**vals, "reference": reference, "name": vals.get("name") or reference}

    @api.model
    def _check_new(self, references):
        references = [reference for reference in references if reference]
        # sudo: a reference is taken, no matter who sees its item.
        taken = (
            self.sudo().search([("reference", "in", references)]).mapped("reference")
            if references
            else []
        )
        twice = {name for name in references if references.count(name) > 1}
        if taken or twice:
            raise ValidationError(
                _(
                    "There is a problem %s already. Open that one, and add the ticket.",
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
                            (reference, name, readers,
                             create_date, create_uid, write_date, write_uid)
                     VALUES (%(reference)s,
                             jsonb_build_object('en_US', %(reference)s::text),
                             'vendor',
                             %(now)s, %(uid)s, %(now)s, %(uid)s)
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
