from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..groups import EMPLOYEES


class HelpdeskTicket(models.Model):
    """Who of a client's people sees a ticket that is not of all of them.

    Source: issue 18, section 4.
    """

    _inherit = "helpdesk.ticket"

    named_contact_ids = fields.Many2many(
        "res.partner",
        "helpdesk_ticket_named_contact_rel",
        "ticket_id",
        "partner_id",
        string="Also for",
        domain="[('commercial_partner_id', '=', commercial_partner_id), "
        "('is_company', '=', False)]",
        copy=False,
        groups=EMPLOYEES,
        help="People of the client who see this ticket besides those who see all of "
        "the company's.",
    )

    @api.constrains("named_contact_ids")
    def _check_named_contacts(self):
        for ticket in self:
            # sudo: whose people they are decides; none is told by name.
            if not all(
                map(ticket.sudo()._is_of_the_client, ticket.sudo().named_contact_ids)
            ):
                raise ValidationError(
                    _(
                        "%s can be opened to people of its client alone. Choose among "
                        "the contacts of the client's company.",
                        ticket.number,
                    )
                )

    def _check_naming(self, vals):
        """Check that the present user may say who of the client sees these tickets:
        the reseller's people and managers, and the team that serves the client itself.

        :raises UserError: naming the tickets
        """
        if "named_contact_ids" not in vals:
            return
        refused = self._filter_named_by_others()
        if refused:
            raise UserError(
                _(
                    "Who of the client sees %s is said by its reseller. Ask them to "
                    "name the person.",
                    ", ".join(refused.mapped("number")),
                )
            )

    def _filter_named_by_others(self):
        """Return those of these tickets of which others say who of the client sees
        them.
        """
        if self.env.su:
            return self.browse()
        actors = self._get_actors()
        return self.filtered(
            lambda ticket: ticket.pipeline == "escalation"
            and not {"reseller", "manager"} & set(actors[ticket.id])
        )

    def _is_shown_to(self, partner):
        """Return whether one of the client's people sees this ticket: whoever sees the
        company's, else the contact itself and whom somebody has named.
        """
        return self._is_of_the_client(partner) and not self._is_closed_to(partner)

    def _is_closed_to(self, partner):
        """Return whether somebody of the client's company is not to see this ticket."""
        # sudo: who writes or asks need not see who the client's people are.
        ticket, contact = self.sudo(), partner.sudo()
        return (
            contact != ticket.partner_id
            and contact.ticket_access == "own"
            and contact not in ticket.named_contact_ids
            and ticket._is_of_the_client(contact)
        )

    def _drop_named_of_others(self):
        """Take off whom a former client has named: they see the ticket no more."""
        # sudo: whoever gives the ticket away need not see them.
        for ticket in self.sudo():
            named = ticket.named_contact_ids
            kept = named.filtered(ticket._is_of_the_client)
            if kept != named:
                ticket._write_settled({"named_contact_ids": [Command.set(kept.ids)]})

    # What the client's contact person does on the page, as the client with sudo

    def _may_name_as_client(self):
        """Return whether the present user says who of the company sees the ticket."""
        self.ensure_one()
        user = self.env.user
        return user._is_ticket_contact() and "client" in self._get_actors()[self.id]

    def _get_shown_named(self):
        """Return who is named on the ticket, for its page: nobody for whoever has but
        the link.
        """
        self.ensure_one()
        people = self.env["res.partner"]
        is_clients = "client" in self._get_actors()[self.id]
        return self.named_contact_ids if is_clients else people

    def _get_namable_contacts(self):
        """Return the people of the client who see their own tickets alone, and not this
        one.
        """
        self.ensure_one()
        people = self.env.user._get_ticket_people()
        return people.filtered(self._is_closed_to)

    def _name_as_client(self, contact_id, is_named):
        """Open this ticket to one of the company's people, or close it again.

        :param int contact_id: res.partner
        :param bool is_named: whether the person is to see it
        :raises UserError: for who may not say so, and for whom cannot be chosen
        """
        self.ensure_one()
        offered = self._get_namable_contacts() | self.named_contact_ids
        contact = offered.filtered(lambda person: person.id == contact_id)
        if not contact or not self._may_name_as_client():
            raise UserError(
                _(
                    "This person cannot be chosen any more. Look at the page again and "
                    "choose among the people that it lists."
                )
            )
        command = Command.link if is_named else Command.unlink
        self.write({"named_contact_ids": [command(contact.id)]})

    def _keep_shown(self):
        """Return those of these tickets that the present client sees."""
        if not self:
            return self
        # As the user: the rules say which ones.
        seen = self.sudo(False).with_context(active_test=False)
        ids = set(seen.search([("id", "in", self.ids)], order="id").ids)
        return self.filtered(lambda ticket: ticket.id in ids)
