from odoo import SUPERUSER_ID, _, api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

from ...policies.duplicates import Side, may_be_duplicates


class HelpdeskTicket(models.Model):
    """Which tickets can be duplicates, and what becomes of those who wait for one.

    Source: issue 19, section 2.
    """

    _inherit = "helpdesk.ticket"

    @api.constrains("duplicate_of_id")
    def _check_original(self):
        # sudo: whose they are decides, no matter who writes.
        for ticket in self.sudo():
            original = ticket.duplicate_of_id
            if original and not ticket._may_be_duplicate_of(original):
                raise ValidationError(self._get_duplicate_refusal())

    def _check_duplicates_of(self, original):
        """Check that these tickets can be duplicates of another one.

        Of what the present user may not read nothing is told, not even whether there
        is such a ticket.

        :raises UserError: for a ticket of others, and for one that is a duplicate
        """
        if not original:
            return
        # The rules say what the user may read; the server itself reads all.
        tickets = self if self.env.uid == SUPERUSER_ID else self.sudo(False)
        seen = tickets.with_context(active_test=False).search_count(
            [("id", "=", original.id)]
        )
        # sudo: whose they are decides, no matter who may read clients and resellers.
        whole = original.sudo()
        if not seen or not all(t._may_be_duplicate_of(whole) for t in self.sudo()):
            raise UserError(self._get_duplicate_refusal())
        if original in self or whole.duplicate_of_id:
            raise UserError(
                _(
                    "%s is a duplicate itself. Choose the ticket in which it goes on.",
                    whole.number,
                )
            )

    def _may_be_duplicate_of(self, original):
        self.ensure_one()
        return may_be_duplicates(self._get_side(), original._get_side())

    def _get_side(self):
        """Return whose the ticket is, to be called with sudo."""
        self.ensure_one()
        return Side(
            self.pipeline,
            self.reseller_team_id.id,
            self._is_a_clients(),
            self.commercial_partner_id.id,
            email_normalize(self.partner_email or "") or "",
        )

    @api.model
    def _get_duplicate_refusal(self):
        return _(
            "A duplicate is of the same client as the other ticket, or both are own "
            "cases of one reseller. What several clients report is a known problem: "
            "say so on the ticket, and let support attach it there."
        )

    def _get_duplicate_domain(self):
        """Return the domain of the tickets that the first of these may be a duplicate
        of, which the rules narrow for whoever asks.
        """
        # sudo: whose it is decides, no matter who asks.
        side = self[:1].sudo()._get_side()
        domain = [
            ("id", "not in", self.ids),
            ("duplicate_id", "=", False),
            ("pipeline", "=", side.pipeline),
            ("reseller_team_id", "=", side.reseller),
        ]
        if side.pipeline == "escalation":
            origin = "client" if side.is_a_clients else "reseller"
            domain.append(("origin", "=", origin))
        if not side.is_a_clients:
            return domain
        domain.append(("commercial_partner_id", "=", side.client))
        if not side.client:
            operator = "=ilike" if side.email else "="
            domain.append(("partner_email", operator, side.email or False))
        return domain

    def _link_to_original(self, original):
        """Note that these tickets go on in another one, or in none any more.

        Who calls it has made sure that they belong together. Whoever follows them
        follows the other one as well, as far as they take part in it.
        """
        # sudo: the server links tickets, and hands over who follows.
        tickets, target = self.sudo(), original.sudo()
        tickets = tickets.filtered(lambda ticket: ticket.duplicate_of_id != target)
        if target:
            tickets |= tickets._find_duplicates()
        if not tickets:
            return
        tickets._write_settled({"duplicate_of_id": target.id})
        if target:
            if not target.has_duplicates:
                target._write_settled({"has_duplicates": True})
            followers = target._get_parties(tickets.message_partner_ids)
            target.message_subscribe(partner_ids=followers.ids)

    def _find_duplicates(self):
        """Return the duplicates of these tickets, with sudo."""
        # sudo: the links alone.
        known = self.sudo().with_context(active_test=False)
        marked = known.filtered("has_duplicates")
        if not marked:
            return marked
        return known.search([("duplicate_of_id", "in", marked.ids)], order="id")

    def _drop_foreign_duplicates(self):
        """Take off the links to tickets that are of others by now."""
        # sudo: whoever gives a ticket away need not see the others.
        tickets = self.sudo()
        linked = tickets.filtered("duplicate_of_id") | tickets._find_duplicates()
        linked.filtered(
            lambda ticket: not ticket._may_be_duplicate_of(ticket.duplicate_of_id)
        )._write_settled({"duplicate_of_id": False})

    def _plan_duplicates(self, plan):
        """Let what is reopened be a duplicate no more.

        :param plan: WritePlan
        """
        for ticket in plan.entered:
            was_closed = plan.before[ticket].standing == "closed"
            # sudo: who reopens need not see the other ticket.
            if was_closed and ticket.sudo().duplicate_of_id:
                plan.settled[ticket]["duplicate_of_id"] = False
