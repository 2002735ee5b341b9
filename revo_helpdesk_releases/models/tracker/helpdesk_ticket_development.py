from odoo import api, fields, models
from odoo.tools import html2plaintext

from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES, VENDOR_LINE
from odoo.addons.revo_helpdesk_stages.models.plan import CROSSING


class HelpdeskTicket(models.Model):
    """What development's own tracker is told of a ticket, and knows about it."""

    _inherit = "helpdesk.ticket"

    development_item_id = fields.Many2one(
        "helpdesk.development.item",
        string="Known problem",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        groups=EMPLOYEES,
        help="What it is one more case of. Where a release that solves it is planned, "
        "the ticket waits for that.",
    )
    development_url = fields.Char(
        related="development_item_id.url",
        string="Address in the tracker",
        groups=VENDOR_LINE,
    )
    development_status = fields.Char(
        related="development_item_id.status",
        string="Status in the tracker",
        groups=VENDOR_LINE,
    )
    tracker_delivery_ids = fields.One2many(
        "helpdesk.tracker.delivery",
        "ticket_id",
        string="Handed over to the tracker",
        readonly=True,
        groups=VENDOR_LINE,
    )
    is_unknown_to_tracker = fields.Boolean(
        compute="_compute_is_unknown_to_tracker",
        groups=VENDOR_LINE,
        help="The tracker has not taken it yet, though Odoo has tried.",
    )

    @api.depends(
        "tier",
        "tracker_delivery_ids.attempts",
        "tracker_delivery_ids.sent_date",
        "tracker_delivery_ids.state",
    )
    def _compute_is_unknown_to_tracker(self):
        for ticket in self:
            ticket.is_unknown_to_tracker = ticket.tier == "development" and any(
                delivery.state == "waiting"
                and delivery.attempts
                and not delivery.sent_date
                for delivery in ticket.tracker_delivery_ids
            )

    def _plan_telling_tracker(self, plan):
        """Remember what comes from another tier, and when it went there.

        :param plan: WritePlan
        """
        if not CROSSING.isdisjoint(plan.vals):
            # sudo: who moves a ticket may not see where it stands.
            plan.memo["tracker_marks"] = {
                ticket: ticket.stage_message_id
                for ticket in self.sudo()
                if ticket.tier != "development"
            }

    def _tell_tracker(self, marks):
        """Hand over those of some tickets on which development has to act now.

        :param dict marks: ``{ticket: the newest message when it entered the stage that
            it comes from}``
        """
        arrived = {
            ticket: mark
            for ticket, mark in marks.items()
            if ticket.tier == "development" and ticket.waiting_on == "development"
        }
        if arrived:
            summaries = self._get_summaries(arrived)
            self.env["helpdesk.tracker.delivery"]._hand_over(summaries)

    def _get_summaries(self, marks):
        """Return what was written for development with the move, else what it is about.

        :param dict marks: as given to ``_tell_tracker``
        :return: ``{ticket: plain text}``
        """
        # sudo: it was written for the vendor, no matter who moves the ticket.
        messages = (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("model", "=", self._name),
                    ("res_id", "in", [ticket.id for ticket in marks]),
                    ("id", ">", min(marks.values())),
                    ("requirement", "in", ("reason", "message", "evidence")),
                ],
                order="id",
            )
        )
        written = {
            message.res_id: message.body
            for message in messages
            if message.id > marks[self.browse(message.res_id)]
        }
        return {
            ticket: html2plaintext(written.get(ticket.id) or ticket.description or "")
            for ticket in marks
        }
