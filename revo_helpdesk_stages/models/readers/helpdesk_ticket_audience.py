from collections import defaultdict

from odoo import SUPERUSER_ID, api, models

from ...policies import audience as policy
from ...policies.text import is_blank
from ..context import FOLLOW_LATER, NO_ANSWER, TELLING, TO_CLIENT, saying, says
from ..groups import GROUP_OF_TIER, TICKET_USERS, VENDOR_GROUPS
from .mail_message import Settled

CLIENT_NOTE = "revo_helpdesk_stages.mt_client_note"
ACTIVITY_DONE = "mail.mt_activities"


class HelpdeskTicket(models.Model):
    """Who reads what is written on a ticket, and who is told of it."""

    _inherit = "helpdesk.ticket"

    def _is_word(self, kwargs):
        """Return whether values of ``message_post`` are somebody's words, and not what
        Odoo notes of a change or tells one person.
        """
        return (
            "tracking_value_ids" not in kwargs
            and kwargs.get("message_type") != "user_notification"
        )

    def _is_client_answer(self, kwargs):
        """Return whether a posted message is a client's word that may move the
        ticket.
        """
        return (
            kwargs["author_tier"] == "client"
            and kwargs.get("message_type") != "out_of_office"
            and not says(self, NO_ANSWER)
        )

    def _take_back_answered(self):
        """Take a ticket that waited for its client back to who asked."""
        self.ensure_one()
        # The system moves the ticket, no matter whose hands the answer came through:
        # the client, the public user of a link, the mail gateway.
        ticket = self.with_user(SUPERUSER_ID)
        if ticket.pipeline == "escalation" and ticket.waiting_on == "client":
            rows = ticket._get_allowed_moves(["system"])
            if rows:
                ticket.write({"stage_id": rows[0].to_stage})

    def rating_send_request(self, *args, **kwargs):
        """Let the client read what it is asked: Odoo posts it as a note."""
        tickets = saying(self, TO_CLIENT)
        return super(HelpdeskTicket, tickets).rating_send_request(*args, **kwargs)

    def _prepare_audience(self, kwargs):
        """Return the values of ``message_post`` that settle readers and notifications.

        A text is for the readers that its author's role and choice say: the
        ``audience`` that was asked for, or where the author may not choose it the
        default for a note or a message (architecture, section 5).
        """
        tier = self._get_author_tier(kwargs.get("author_id"), kwargs.get("email_from"))
        values = self._prepare_readers(kwargs, tier)
        return {**values, **self._prepare_addressees(kwargs, values)}

    def _prepare_readers(self, kwargs, tier):
        if self._is_closed_activity(kwargs):
            own = policy.AUDIENCE_OF_TIER[tier]
            return {"audience": Settled(own), "author_tier": Settled(tier)}
        is_note = self._is_note(kwargs)
        asked = kwargs.get("audience")
        if says(self, TO_CLIENT):
            audience = "client"
        elif asked and policy.may_choose(tier, asked):
            audience = asked
        else:
            audience = policy.default_audience(tier, is_note)
        values = {"audience": Settled(audience), "author_tier": Settled(tier)}
        if self.pipeline != "escalation":
            return values
        values["is_internal"] = audience != "client"
        if is_note and audience == "client" and not says(self, TO_CLIENT):
            # The client reads it in the portal, and nobody is notified.
            values.update(subtype_xmlid=CLIENT_NOTE, subtype_id=False)
        elif not is_note:
            told = self._get_told_partners(tier)
            values["partner_ids"] = list(
                {*(kwargs.get("partner_ids") or []), *told.ids}
            )
        return values

    def _is_closed_activity(self, kwargs):
        """Return whether it is a closed activity: what was planned and noted is its
        owner's side's.
        """
        return self._is_of_subtype(kwargs, ACTIVITY_DONE)

    def _is_note(self, kwargs):
        return self._is_of_subtype(kwargs, "mail.mt_note")

    def _is_of_subtype(self, kwargs, xmlid):
        """Return whether these values of ``message_post`` give a subtype."""
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        return self._get_subtype_id(kwargs) == to_id(xmlid)

    def _get_subtype_id(self, kwargs):
        """Return the id of the subtype that values of ``message_post`` give: without
        one, it is a note.
        """
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        if kwargs.get("subtype_xmlid"):
            return to_id(kwargs["subtype_xmlid"])
        return kwargs.get("subtype_id") or to_id("mail.mt_note")

    def _get_author_tier(self, author_id, email_from):
        """Return in which role the author of a message writes on this ticket."""
        self.ensure_one()
        author_id, _email = self._message_compute_author(author_id, email_from)
        # sudo: the users of an author decide, no matter who posts.
        author = self.env["res.partner"].sudo().browse(author_id or [])
        if author.id == self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root"):
            return "system"
        user = author._get_logins().filtered(lambda user: not user.share)[:1]
        if not user:
            return "client"
        if self.pipeline != "escalation":
            return "direct"
        roles = self.with_user(user).sudo()._get_actors()[self.id]
        return (roles or user._get_helpdesk_tiers() or ["manager"])[0]

    def _get_told_partners(self, author_tier):
        """Return whom a message notifies: the other side's holder, else its team."""
        self.ensure_one()
        # sudo: who writes need not see who is told.
        side = self.sudo().tier
        if author_tier == "reseller":
            if not self.escalated_date:
                # The vendor does not know the ticket yet; escalating tells them.
                return self.env["res.partner"]
            if side == "development":
                # Who carries it for the reseller is told, too.
                carrying = self._get_holding_partners("support")
                return carrying | self._get_holding_partners(side)
            side = "support"
        elif author_tier != "client":
            side = "reseller"
        return self._get_holding_partners(side)

    def _get_holding_partners(self, tier):
        """Return who holds or held the ticket in a tier, else all of its team."""
        self.ensure_one()
        # sudo: who writes need not see who works in the other team.
        ticket = self.sudo()
        team = ticket._get_tier_team(tier)
        if not team:
            return self.env["res.partner"]
        holder = ticket._get_holders()[ticket] if team == ticket.team_id else None
        ledger = self.env["helpdesk.ticket.assignment"]
        holder = holder or ledger._get_last_holders(ticket, team).get(
            (ticket.id, team.id)
        )
        told = holder or team._get_members() or team._get_leader()
        return ticket._add_stand_ins({ticket: told}, {ticket: team})[ticket].partner_id

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        """Notify also of what a client writes.

        The e-mail's link carries the login of the ticket's contact, which Odoo tells
        employees alone: a client's own answer would end in Access Denied.
        """
        # sudo: only the notification goes out with it; the client posts the message.
        thread = self.sudo() if self.env.user.share else self
        return super(HelpdeskTicket, thread)._notify_thread(
            saying(message, TELLING), msg_vals=msg_vals, **kwargs
        )

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Leave out who may not read it, or takes no part, followers
        included.

        Of a note for the client only colleagues learn whom it names. What is for the
        vendor alone no client is told of in a direct team, either.
        """
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if not recipients:
            return recipients
        # sudo: who posts need not see who is told, or what of.
        message, ticket = message.sudo(), self.sudo()
        audience = message.audience
        if not audience:
            return recipients
        if ticket.pipeline != "escalation":
            if audience != "client":
                return [r for r in recipients if not r["share"]]
            # sudo: who of them may not see the ticket is no matter of who writes.
            people = self.env["res.partner"].sudo()
            # One record set, so that all are read at once.
            people = people.browse([r["id"] for r in recipients if r["share"]])
            closed_to = people.filtered(ticket._is_closed_to)._ids
            return [r for r in recipients if not r["share"] or r["id"] not in closed_to]
        is_note = self._is_of_subtype(
            {"subtype_id": message.subtype_id.id}, CLIENT_NOTE
        )
        reseller, vendor = self._get_audience_groups()
        partners = self.env["res.partner"].sudo()
        team = ticket.reseller_team_id
        members = (team._get_members() if team else team.user_ids).partner_id
        ticket_users = self.env["ir.model.data"]._xmlid_to_res_id(TICKET_USERS)

        def is_told(recipient):
            reader = self._get_reader_audience(recipient, reseller, vendor)
            partner = partners.browse(recipient["id"] or [])
            if reader == "client":
                takes_part = ticket._is_shown_to(partner) and not is_note
            else:
                # Who has lost the role follows still, where nobody has seen to it.
                works = ticket_users in (recipient["groups"] or [])
                takes_part = works if reader == "vendor" else partner in members
            return takes_part and policy.may_read(reader, audience)

        return [recipient for recipient in recipients if is_told(recipient)]

    @api.model
    def _get_audience_groups(self):
        """Return the ids of the groups of resellers' and of the vendor's people."""
        ids = self.env["ir.model.data"]._xmlid_to_res_id
        return ids(GROUP_OF_TIER["reseller"]), {ids(name) for name in VENDOR_GROUPS}

    @api.model
    def _get_reader_audience(self, recipient, reseller, vendor):
        """Return the audience of somebody to notify, from groups that mail has read."""
        if recipient["share"]:
            return "client"
        groups = set(recipient["groups"] or [])
        return "reseller" if reseller in groups and not groups & vendor else "vendor"

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        """Subscribe and tell the new assignee.

        sudo: who hands a ticket over may not read who receives it.
        """
        if says(self, FOLLOW_LATER):
            return True
        return super(HelpdeskTicket, self.sudo())._message_auto_subscribe(
            updated_values, followers_existing_policy
        )

    def _get_written(self):
        """Return what has been written on each ticket since it entered its stage.

        :return: ``{ticket id: {(author's tier, kind of text), …}}``
        """
        written = defaultdict(set)
        if not self:
            return written
        marks = {ticket.id: ticket.stage_message_id for ticket in self}
        # sudo: the rule is about what was written, not about what the mover may read.
        messages = (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("id", ">", min(marks.values())),
                    ("audience", "!=", False),
                ]
            )
        )
        for message in messages:
            said = message.attachment_ids or not is_blank(message.body)
            if said and message.id > marks[message.res_id]:
                kind = message.requirement or policy.kind_of_text(
                    message.author_tier, message.audience
                )
                written[message.res_id].add((message.author_tier, kind))
        return written

    def _message_create(self, values_list):
        """Address also whom the author may not look up (19.0 refuses that)."""
        if self.env.su or self.env.user._is_vendor():
            return super()._message_create(values_list)
        addressed = [values.get("partner_ids") or [] for values in values_list]
        messages = super()._message_create(
            [{**values, "partner_ids": []} for values in values_list]
        )
        for message, ids in zip(messages, addressed, strict=True):
            # sudo: the server says who is told; the author need not see them.
            message.sudo().partner_ids = ids
        return messages

    def _get_message_create_valid_field_names(self):
        return super()._get_message_create_valid_field_names() | {
            "audience",
            "author_tier",
        }
