from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import plaintext2html

from ..exceptions import EventRefused
from ..policies.address import is_address

USER = "revo_helpdesk_releases.user_tracker"


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
        """Let no two transactions make the same item.

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
        """Say which item is there already, instead of an error of the database."""
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
        # sudo: a reference is taken, whoever sees its item.
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
        """Let a ticket wait for an item, a new one if need be.

        :param str reference: as the tracker names it
        :param str url: where the tracker shows it, if it told
        :return: the item
        """
        item = self.search([("reference", "=", reference)])
        if not item:
            item = self.create({"reference": reference, "url": url})
        elif url and url != item.url:
            item.url = url
        if ticket.development_item_id != item:
            ticket.development_item_id = item
        return item

    @api.model
    def _take_event(self, event):
        """Do what the tracker reports of an item.

        :param event: :class:`..policies.tracker_events.TrackerEvent`
        :return: the tickets that moved, and those of the item that were left
        :raises EventRefused: where it cannot be done
        """
        item = self._find_reported(event)
        if not event.status:
            return item.ticket_ids.browse(), item.ticket_ids
        status = self.env["helpdesk.tracker.status"]._find(event.status)
        if not status:
            known = self.env["helpdesk.tracker.status"].search([]).mapped("name")
            raise EventRefused(
                "unknown_status",
                f"Odoo does not know the status “{event.status}”. It knows: "
                f"{', '.join(known)}. A helpdesk manager can add it.",
            )
        if item.status != event.status:
            item.write({"status": event.status, "status_date": fields.Datetime.now()})
        moving = item._get_moving(status.stage_id)
        if moving:
            item._move(moving, status.stage_id, event)
        return moving, item.ticket_ids - moving

    @api.model
    def _find_reported(self, event):
        """Give the item that is reported on, with the ticket that it names linked."""
        if event.ticket:
            ticket = self.env["helpdesk.ticket"].search(
                [("number", "=", event.ticket), ("development_date", "!=", False)]
            )
            if not ticket:
                raise EventRefused(
                    "unknown_ticket",
                    f"No ticket {event.ticket} was handed over to development. Check "
                    "the number.",
                )
            return self._link(ticket, event.reference, event.url)
        item = self.search([("reference", "=", event.reference)])
        if not item:
            raise EventRefused(
                "unknown_reference",
                f"No ticket waits for {event.reference}. Name the ticket, too, and it "
                "will.",
            )
        if event.url and event.url != item.url:
            item.url = event.url
        return item

    def _get_moving(self, stage):
        """Give the tickets that a status moves: those that stand with development."""
        return self.ticket_ids.filtered(
            lambda ticket: stage
            and ticket.tier == "development"
            and ticket.stage_id != stage
        )

    def _move(self, tickets, stage, event):
        """Move tickets in the name of the tool, with what the move asks for.

        :raises EventRefused: for a move that is not open, or that lacks something
        """
        # sudo: the tool may make development's moves and looks at nothing else.
        moves = self.env["helpdesk.ticket.move"].with_user(self.env.ref(USER)).sudo()
        values = {
            "ticket_ids": tickets.ids,
            "stage_id": stage.id,
            "body": plaintext2html(event.text or ""),
        }
        if event.release:
            values["release_id"] = self._find_release(event).id
        move = moves.create(values)
        try:
            move.ticket_ids._check_moves_open(stage)
            if move.requires != "nothing" and not event.text:
                raise EventRefused(
                    "missing_text",
                    f"To go to {stage.name}, these need a message to support: "
                    f"{', '.join(tickets.mapped('number'))}. Send it as “text”.",
                )
            if move.asks_release and not move.release_id:
                raise EventRefused(
                    "missing_release",
                    "These wait for a release, and none is named: "
                    f"{', '.join(tickets.mapped('number'))}. Send its version as "
                    "“release”.",
                )
            move.action_apply()
        except UserError as error:
            raise EventRefused("illegal_move", str(error)) from error

    @api.model
    def _find_release(self, event):
        """Give the planned release that an event names."""
        releases = self.env["helpdesk.release"].search(
            [("name", "=", event.release), ("state", "=", "planned")]
        )
        if event.product:
            releases = releases.filtered(lambda r: r.product == event.product)
        if len(releases) == 1:
            return releases
        product = f" of {event.product}" if event.product else ""
        raise EventRefused(
            "unknown_release",
            f"No release {event.release}{product} is planned. Plan it in Odoo first, "
            "or check the version."
            if not releases
            else f"Several products have a release {event.release}. Name the product, "
            "too.",
        )
