from odoo import SUPERUSER_ID, Command, _, models


class HelpdeskTicket(models.Model):
    """Who of a client's people saw a ticket that is merged sees where it goes on.

    Source: issue 18, section 4: single people are named on a ticket.
    """

    _inherit = "helpdesk.ticket"

    def _open_to_readers_of(self, tickets):
        """Show this ticket to those of its client who saw others that go on in it.

        Where it is not for the present user to say so, the reseller is told whom it may
        name: they read all of this one, too.

        :param tickets: helpdesk.ticket recordset
        """
        self.ensure_one()
        # sudo: who merges need not see who the client's people are.
        goal, merged = self.sudo(), tickets.sudo()
        named = merged.named_contact_ids.filtered(goal._is_of_the_client)
        left_out = (named | merged.partner_id).filtered(goal._is_closed_to)
        if not self._filter_named_by_others():
            people = (named | left_out) - goal.named_contact_ids
            if people:
                commands = [Command.link(person.id) for person in people]
                goal.write({"named_contact_ids": commands})
            return
        if not left_out:
            return
        # As the house, which has answered nobody.
        self.with_user(SUPERUSER_ID).message_post(
            body=_(
                "%(people)s saw %(tickets)s, and not this one. Its reseller can show "
                "it to them, under “Also for”.",
                people=", ".join(left_out.mapped("name")),
                tickets=", ".join(tickets.mapped("number")),
            ),
            audience="reseller",
            message_type="notification",
            subtype_xmlid="mail.mt_note",
        )
