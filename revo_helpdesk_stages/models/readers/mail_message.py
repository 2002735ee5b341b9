from odoo import _, api, fields, models
from odoo.exceptions import AccessError

from ...compat import may_access
from ...policies.audience import audience_of_log, widest
from ...policies.searching import find_named
from ..context import ON_OWN_TICKET, says
from ..groups import MANAGER_GROUP
from ..selections import AUDIENCES, AUTHOR_TIERS, REQUIREMENTS
from .party import HelpdeskParty

TICKET = "helpdesk.ticket"
# The tickets that a search of messages is about, in its context.
_NAMED = "helpdesk_named_tickets"

# What says who wrote a message, and where it stands.
AUTHORSHIP = {"author_id", "author_guest_id", "email_from", "model", "res_id"}
# What the server decides when a message is posted, and nobody changes afterwards.
_SEALED = {
    "audience",
    "author_tier",
    "party_client_id",
    "party_team_id",
    "requirement",
    "undelivered",
}


class Settled(str):
    """A value that the server's own code has settled.

    What comes by RPC, in values or in the context, is plain text and is refused.
    """

    __slots__ = ()


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["mail.message", HelpdeskParty._name]

    # A copy, of which other addons make some elsewhere, is another message.
    audience = fields.Selection(
        AUDIENCES,
        readonly=True,
        copy=False,
        help="Who may read this message on a ticket.",
    )
    author_tier = fields.Selection(
        AUTHOR_TIERS,
        readonly=True,
        copy=False,
        help="The role in which the author wrote, at the time of writing.",
    )
    on_readable_ticket = fields.Boolean(
        compute="_compute_on_readable_ticket",
        search="_search_on_readable_ticket",
        help="The message stands on a ticket that the present user may read.",
    )
    requirement = fields.Selection(
        REQUIREMENTS,
        readonly=True,
        copy=False,
        help="What a move of the ticket asked for and this message answers.",
    )

    @api.depends("model", "res_id")
    @api.depends_context("uid")
    def _compute_on_readable_ticket(self):
        on_tickets = self.filtered(lambda message: message.model == TICKET)
        (self - on_tickets).on_readable_ticket = False
        tickets = self._get_own_tickets() if on_tickets else None
        if tickets is None:
            on_tickets.on_readable_ticket = False
            return
        readable = set(tickets.search([("id", "in", on_tickets.mapped("res_id"))]).ids)
        for message in on_tickets:
            message.on_readable_ticket = message.res_id in readable

    @api.model
    def _search_on_readable_ticket(self, operator, value):
        """Ask the rules of tickets in those of messages.

        Odoo shows a message to the person who was notified of it, also where its
        document is not theirs, or no longer.
        """
        if operator not in ("=", "in") or not value:
            raise NotImplementedError
        if says(self, ON_OWN_TICKET):
            return [("model", "=", TICKET)]
        tickets = self._get_own_tickets()
        if tickets is None:
            return [(0, "=", 1)]
        named = self.env.context.get(_NAMED)
        asked = [] if named is None else [("id", "in", list(named))]
        return [("model", "=", TICKET), ("res_id", "in", tickets._search(asked))]

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Ask the rules of those tickets alone that the search is about.

        Nothing is opened by it: who says in the context which ones these are finds
        messages on fewer.
        """
        named = self._get_named_tickets(domain)
        if named == self.env.context.get(_NAMED):
            # Nothing is named, as for all who are none of the line.
            return super()._search(domain, *args, **kwargs)
        messages = self.with_context(**{_NAMED: named and tuple(named)})
        return super(MailMessage, messages)._search(domain, *args, **kwargs)

    @api.model
    def _get_named_tickets(self, domain):
        """Return the ids of the tickets whose messages a search is about at most, for
        whom the rules ask which tickets they read; ``None`` where it names none.
        """
        user = self.env.user
        if self.env.su or not user._get_line_role() or user.has_group(MANAGER_GROUP):
            return None
        tickets = find_named(domain, "res_id")
        messages = find_named(domain, "id") if tickets is None else None
        if not messages:
            return tickets
        self.flush_model(["model", "res_id"])
        # SQL: of any message only where it stands, whoever may read it.
        self.env.cr.execute(
            "SELECT DISTINCT res_id FROM mail_message WHERE id IN %s AND model = %s",
            (tuple(messages), TICKET),
        )
        return {ticket_id for (ticket_id,) in self.env.cr.fetchall()}

    @api.model
    def _get_own_tickets(self):
        """Return where to search the tickets of the present user, or None for who reads
        no tickets at all, as visitors.
        """
        # The rules are evaluated as the superuser, for the user.
        tickets = self.env[TICKET].sudo(False).with_context(active_test=False)
        return tickets if may_access(tickets, "read") else None

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = self._seal(vals_list)
        on_tickets = [vals for vals in vals_list if vals.get("model") == TICKET]
        if on_tickets:
            tickets = self._stamp_parties(on_tickets)
            self._set_house_senders(on_tickets, tickets)
            self._leave_pictures_out(on_tickets)
        for vals in on_tickets:
            if not vals.get("audience"):
                vals["audience"] = self._get_log_audience(vals)
        messages = super().create(vals_list)
        if any(vals.get("attachment_ids") for vals in vals_list):
            messages.filtered(lambda m: m.model == TICKET)._share_attachments()
        messages._check_author()
        return messages

    @api.model
    def _seal(self, vals_list):
        """Refuse that other code than the server's settles readers, role and
        requirement.
        """
        if any(
            vals.get(name) and not isinstance(vals[name], Settled)
            for vals in vals_list
            for name in _SEALED
        ):
            raise AccessError(
                _(
                    "Who reads a message, and what it answers, is settled by the "
                    "server. Write on the ticket, or move it and write there."
                )
            )
        # Named here, so that no default of the context comes in.
        unset = dict.fromkeys(_SEALED, False)
        return [{**unset, **vals} for vals in vals_list]

    @api.model
    def _get_log_audience(self, vals):
        """Return the audience of a message on a ticket that nobody chose readers
        for.
        """
        if vals.get("message_type") == "user_notification":
            ids = [command[1] for command in vals.get("partner_ids") or []]
            partners = self.env["res.partner"].browse(ids)
            addressed = widest(
                {
                    u._get_audience()
                    for partner in partners
                    for u in partner._get_logins()
                }
            )
            if addressed:
                return addressed
        ids = {
            command[2]["field_id"] for command in vals.get("tracking_value_ids") or []
        }
        known = self.env["ir.model.fields"]._get_ids(TICKET)
        fields_told = [name for name, field_id in known.items() if field_id in ids]
        return audience_of_log(self.env.user._get_audience(), fields_told)

    def _share_attachments(self):
        """Give files the readers of their messages, and nobody else.

        A file that several messages carry is read by the readers of each.

        :raises AccessError: for a file that the author may not read
        """
        # sudo: the message decides on its files; their own rules follow from it.
        attachments = self.sudo().attachment_ids
        if not attachments:
            return
        if not self.env.su:
            attachments._check_readable_by(self.env.user)
        carriers = self.sudo().search(
            [("model", "=", TICKET), ("attachment_ids", "in", attachments.ids)]
        )
        for attachment in attachments:
            attachment.audience = widest(
                message.audience
                for message in carriers
                if attachment in message.attachment_ids
            )

    def write(self, vals):
        if _SEALED & vals.keys() and not self.env.su:
            raise AccessError(
                _(
                    "Who reads a message is settled when it is posted. "
                    "Post it again for the right readers."
                )
            )
        self._guard_sent(vals.keys(), vals)
        result = super().write(vals)
        if AUTHORSHIP & vals.keys():
            self._check_author()
        return result
