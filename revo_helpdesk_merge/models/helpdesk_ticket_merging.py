from markupsafe import Markup

from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from odoo.addons.revo_helpdesk_stages.compat import check_rights
from odoo.addons.revo_helpdesk_stages.models.readers.helpdesk_ticket_audience import (
    CLIENT_NOTE,
)
from odoo.addons.revo_helpdesk_stages.models.readers.mail_message import TICKET
from odoo.addons.revo_helpdesk_stages.models.readers.mail_message_copy import relink
from odoo.addons.revo_helpdesk_stages.policies.text import is_blank


class HelpdeskTicket(models.Model):
    """Tickets about the same, of one client, become one.

    What was written goes along as it is: by its author, with its date, for its readers,
    with its files. Nobody reads more than before, so that only what has the same
    readers is merged.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _get_merging_traits(self):
        """Return what tickets have to have in common to be merged. A hook for addons.

        :return: ``{what it is called: function of a ticket}``
        """
        return {
            _("the pipeline"): lambda ticket: ticket.pipeline,
            _("the reseller"): lambda ticket: ticket.reseller_team_id.id,
            _("the client"): lambda ticket: ticket.commercial_partner_id.id
            or email_normalize(ticket.partner_email or ""),
            _("the readers: a client's ticket, and one that its reseller opened"): (
                lambda ticket: ticket._is_a_clients()
            ),
        }

    def _check_mergeable(self):
        """Check that these tickets have the same readers, and are the user's to change.

        :raises UserError: naming the tickets and what differs
        """
        check_rights(self, "write")
        # sudo: whose they are decides, no matter who may read clients and resellers.
        for label, get_trait in self._get_merging_traits().items():
            if len({get_trait(ticket) for ticket in self.sudo()}) > 1:
                raise UserError(
                    _(
                        "%(tickets)s cannot be merged, as they differ in %(trait)s: "
                        "somebody would read what was written for others. Name the "
                        "number of one in a note on the other instead.",
                        tickets=", ".join(self.mapped("number")),
                        trait=label,
                    )
                )

    def _merge_into(self, goal):
        """Let these tickets go on in another one, and cancel them.

        Who calls it has made sure that they belong together.

        :param goal: helpdesk.ticket record
        :raises UserError: for a closed goal, and for a ticket that the present user
            cannot cancel
        """
        self._check_goal(goal)
        for ticket in self:
            ticket._hand_over_words(goal)
        # sudo: the server links tickets and hands over who waits and who follows.
        tickets, target = self.sudo(), goal.sudo()
        tickets._write_settled({"merged_into_id": goal.id})
        # Who sees it may follow it.
        goal._open_to_readers_of(self)
        tickets._link_to_original(target)
        target.tag_ids |= tickets.tag_ids
        waiting = [
            since for since in (tickets | target).mapped("answer_since") if since
        ]
        if waiting and target.answer_since != min(waiting):
            target._write_settled({"answer_since": min(waiting)})
        self._cancel_as_duplicates(goal)
        self._note_merging(goal)

    def _check_goal(self, goal):
        # sudo: what was merged before decides, no matter who sees where it went.
        if not self or not goal or goal.closed or goal.sudo().merged_into_id:
            raise UserError(
                _(
                    "Choose an open ticket to go on with, and at least one other to "
                    "merge into it."
                )
            )
        again = self.sudo().filtered("merged_into_id")
        if again:
            raise UserError(
                _("Merged already: %s.", ", ".join(again.mapped("number"))),
            )

    def _hand_over_words(self, goal):
        """Copy description, messages and files to another ticket, for their readers.

        What was written for a former client or reseller stays with them.
        """
        self.ensure_one()
        # sudo: authors, dates and readers stay, which nobody settles but the server.
        ticket = self.sudo()
        party = ticket._get_party()
        files = ticket.env["ir.attachment"].search(
            [("res_model", "=", TICKET), ("res_id", "=", ticket.id)]
            + [(name, "=", value) for name, value in party.items()],
        )
        copies = files._copy_to(goal)
        messages = ticket.env["mail.message"].search(
            [
                ("model", "=", TICKET),
                ("res_id", "=", ticket.id),
                ("message_type", "in", ("comment", "email", "email_outgoing")),
                ("audience", "!=", False),
                # What the house itself notes is the ticket's own.
                ("author_tier", "!=", "system"),
            ]
            + [(name, "=", value) for name, value in party.items()],
            order="id",
        )
        ticket._copy_description(goal, copies)
        messages._copy_to(
            goal,
            {
                message: {f: copies[f] for f in message.attachment_ids & files}
                for message in messages
            },
        )

    def _copy_description(self, goal, copies):
        """Write the description on another ticket, in the name of whose it is."""
        if is_blank(self.description):
            return
        author = self.partner_id or self.create_uid.partner_id
        audience = "client" if self._is_a_clients() else "reseller"
        messages = self.env["mail.message"]
        mark = messages.new({"audience": audience})._get_copy_mark(goal, self.number)
        messages.create(
            {
                "audience": audience,
                "author_id": author.id,
                "author_tier": self._get_author_tier(author.id, self.partner_email),
                "body": relink(self.description, copies) + mark,
                "date": self.create_date,
                "email_from": author.email_formatted or self.partner_email,
                "is_internal": audience != "client",
                "message_type": "comment",
                "model": TICKET,
                "requirement": "nothing",
                "res_id": goal.id,
                "subject": self.name,
                # A note that the client reads is none of Odoo's own.
                "subtype_id": self.env.ref(
                    CLIENT_NOTE if audience == "client" else "mail.mt_note"
                ).id,
            }
        )

    def _cancel_as_duplicates(self, goal):
        """Move these tickets to where canceled ones stand, with the reason."""
        canceled = self.filtered(lambda ticket: ticket.phase == "canceled")
        line = self.filtered(lambda ticket: ticket.pipeline == "escalation") - canceled
        if line:
            stages = self.env["helpdesk.ticket.stage"]
            stage = stages.search(
                [("pipeline", "=", "escalation"), ("phase", "=", "canceled")], limit=1
            )
            self.env["helpdesk.ticket.move"].create(
                {
                    "ticket_ids": [fields.Command.set(line.ids)],
                    "stage_id": stage.id,
                    "why": "duplicate",
                    "duplicate_id": goal.id,
                }
            ).action_apply()
        text = _("Duplicate of %s", goal.number)
        for ticket in self - canceled - line:
            ticket.message_post(body=text, subtype_xmlid="mail.mt_note")
            ticket._end_as_duplicate()

    def _end_as_duplicate(self):
        """End a ticket of a direct team, whose stages are its own: canceled or closed,
        and archived where there is neither.
        """
        stages = self.team_id._get_applicable_stages().filtered("closed")
        canceled = stages.filtered(lambda stage: stage.phase == "canceled")
        if stages:
            self.stage_id = (canceled or stages)[:1]
        else:
            self.active = False

    def _note_merging(self, goal):
        """Name each ticket on the other one, for everybody who reads it."""
        goal_link = goal._get_html_link(title=goal.number)
        for ticket in self:
            link = ticket._get_html_link(title=ticket.number)
            # sudo: the language of the client alone.
            reader = ticket.sudo().partner_id
            for on, text in (
                (ticket, ticket._get_merging_text(reader, True) % goal_link),
                (goal, ticket._get_merging_text(reader, False) % link),
            ):
                # As the house, which notifies nobody, and has answered nobody.
                is_clients = on._is_a_clients()
                on.with_user(SUPERUSER_ID).message_post(
                    body=text,
                    audience="client" if is_clients else "reseller",
                    # The site shows no notifications.
                    message_type="comment" if is_clients else "notification",
                    subtype_xmlid="mail.mt_note",
                )

    def _get_merging_text(self, reader, is_duplicate):
        """Return the note on one of two merged tickets, with a place for the other."""
        ticket = self.with_context(lang=reader.lang or self.env.lang)
        text = ticket._get_duplicate_text() if is_duplicate else ticket._get_goal_text()
        return Markup("%s") % text

    def _get_duplicate_text(self):
        return _("This goes on in %s, which is about the same.")

    def _get_goal_text(self):
        return _("%s is about the same and goes on in this one.")
