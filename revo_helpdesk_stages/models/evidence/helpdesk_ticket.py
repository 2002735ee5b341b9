from odoo import fields, models

from ..groups import GROUP_OF_TIER, MANAGER_GROUP

# Who is concerned with how well cases come to support.
_CONCERNED = ",".join(
    [GROUP_OF_TIER["reseller"], GROUP_OF_TIER["support"], MANAGER_GROUP]
)


class HelpdeskTicket(models.Model):
    """What the escalations of a ticket were, in the words of support."""

    _inherit = "helpdesk.ticket"

    escalation_ids = fields.One2many(
        "helpdesk.ticket.escalation",
        "ticket_id",
        string="Escalations",
        readonly=True,
        groups=_CONCERNED,
    )

    def _get_unjudged(self, stage):
        """Return the evidence that support has not judged, of those of these tickets
        that the present user hands on from support by a move to a stage.

        The newest evidence counts: what is sent back and answered with a message stays
        what it was when it came.

        :param stage: helpdesk.ticket.stage record
        :return: ``{ticket: mail.message with sudo}``
        """
        # sudo: who hands a ticket on may not see the stage it goes to.
        target = stage.sudo()
        leaves = target.tier != "support" or target.phase == "canceled"
        actors = self._get_actors()
        leaving = self.filtered(
            lambda ticket: leaves
            and ticket.tier == "support"
            and not {"support", "manager"}.isdisjoint(actors[ticket.id])
        )
        if not leaving:
            return {}
        # sudo: what was given, no matter who may read it.
        given = self.env["mail.message"].sudo()
        given = given.search(
            [
                ("model", "=", self._name),
                ("res_id", "in", leaving.ids),
                ("requirement", "=", "evidence"),
                ("author_tier", "=", "reseller"),
            ],
            order="id",
        )
        newest = {message.res_id: message for message in given}
        # sudo: as above.
        judged = self.env["helpdesk.ticket.escalation"].sudo()
        judged = judged.search([("message_id", "in", given.ids)]).message_id
        return {
            ticket: newest[ticket.id]
            for ticket in leaving
            if ticket.id in newest and newest[ticket.id] not in judged
        }
