from markupsafe import Markup

from odoo import SUPERUSER_ID, Command, _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.compat import check_rules
from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES, MANAGER_GROUP
from odoo.addons.revo_helpdesk_stages.models.readers.mail_message_copy import relink
from odoo.addons.revo_helpdesk_stages.policies.audience import may_choose

SPLIT_MAIL = "revo_helpdesk_accounts.mail_template_split"


class HelpdeskTicket(models.Model):
    """A second topic of a ticket becomes a ticket of its own.

    Source: 004, "Atención a Clientes": it requires its own attention, and the client
    is told.
    """

    _inherit = "helpdesk.ticket"

    # As the ticket that one follows: others see it as far as they may read that ticket.
    split_from_id = fields.Many2one(
        "helpdesk.ticket",
        string="Ticket it was split off from",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=MANAGER_GROUP,
    )
    split_source_id = fields.Many2one(
        "helpdesk.ticket",
        string="Split off from",
        compute="_compute_splits",
        groups=EMPLOYEES,
        help="The ticket in which this topic came up.",
    )
    split_ids = fields.Many2many(
        "helpdesk.ticket",
        string="Topics split off",
        compute="_compute_splits",
        groups=EMPLOYEES,
        help="Other topics of this ticket, which have tickets of their own.",
    )

    @api.depends_context("uid")
    def _compute_splits(self):
        """Find the other topics, as far as the present user may read their tickets."""
        for ticket, (source, parts) in self._get_linked("split_from_id").items():
            ticket.split_source_id = source
            ticket.split_ids = parts

    @api.model
    def _get_start_reseller(self, vals, *args):
        """Keep what is split off with the reseller who has the other topic: nobody
        else has read what goes along.
        """
        # sudo: whose it is decides, no matter who splits it.
        source = self.sudo().browse(vals.get("split_from_id") or [])
        if source:
            return source.reseller_team_id
        return super()._get_start_reseller(vals, *args)

    def action_split(self):
        """Ask what becomes a ticket of its own.

        :return: the action of the wizard
        :raises UserError: for several tickets at once
        """
        if len(self) != 1:
            raise UserError(
                _("One ticket is split at a time. Choose one, and try again.")
            )
        return self.env["helpdesk.ticket.split"]._begin(self)._get_action()

    def _split_off(self, values, messages, files, tells_client):
        """Open a ticket for another topic of this one.

        Who calls it has made sure that the present user may read what goes along.

        :param dict values: title, type and description of the new ticket
        :param dict messages: ``{mail.message: ir.attachment}``, with which of its files
        :param files: ir.attachment recordset, of no message
        :param bool tells_client: that it goes on under the new number
        :return: the new ticket
        """
        self.ensure_one()
        # sudo: only the server links tickets. The rules are asked right below.
        ticket = self.sudo().create({**self._prepare_split(), **values})
        check_rules(ticket.sudo(False), "create")
        copies = files.union(*messages.values())._copy_to(ticket)
        texts = self.env["mail.message"].union(*messages).sorted("id")
        texts._copy_to(
            ticket, {m: {f: copies[f] for f in of} for m, of in messages.items()}
        )
        # Everybody who reads a ticket reads its description.
        shown = {f: c for f, c in copies.items() if c.audience == "client"}
        written = {"description": relink(values["description"], shown)}
        since = self._get_waiting_since(texts)
        if since:
            written["answer_since"] = since
        ticket._write_settled(written)
        if tells_client:
            self._tell_client_of_split(ticket)
        self._log_split(ticket, len(texts), len(copies), tells_client)
        return ticket.with_env(self.env)

    def _prepare_split(self):
        """Return what a ticket has of the one that it is split off from."""
        # sudo: who splits it need not see the team.
        source = self.sudo()
        values = {
            "split_from_id": source.id,
            "origin": source.origin,
            "partner_id": source.partner_id.id,
            "partner_name": source.partner_name,
            "partner_email": source.partner_email,
            "company_id": source.company_id.id,
            "channel_id": source.channel_id.id,
            "category_id": source.category_id.id,
            # It is told with the number of the other one, if at all.
            "send_acknowledgement": False,
            "team_id": source._get_client_team().id,
        }
        if source.account_leader_id:
            values["account_leader_id"] = source.account_leader_id.id
        if source.named_contact_ids:
            # Who of the client has read it here reads it there.
            values["named_contact_ids"] = [Command.set(source.named_contact_ids.ids)]
        return values

    def _get_waiting_since(self, messages):
        """Return since when the client waits for an answer to some of its words.

        :param messages: mail.message recordset, of this ticket
        :return: ``None`` where there is nothing that nobody has answered
        """
        # sudo: who waits for whom, no matter who may read it.
        ticket = self.sudo()
        answer = ticket.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("audience", "=", "client"),
                ("author_tier", "!=", False),
                ("author_tier", "not in", ("client", "system")),
            ],
            order="id desc",
            limit=1,
        )
        dates = [
            message.date
            for message in messages.sudo()
            if message.author_tier == "client" and message.id > answer.id
        ]
        if not dates or not ticket.answer_since:
            return None
        # An e-mail says itself when it was written, and need not be right.
        return min(max(ticket.answer_since, min(dates)), fields.Datetime.now())

    def _may_tell_client_of_split(self):
        """Return whether there is a client to tell, and the present user may tell
        it.
        """
        self.ensure_one()
        # sudo: an address alone; who asks reads the ticket.
        ticket = self.sudo()
        reachable = ticket._get_client_address() or ticket._get_client_page()
        tier = self._get_author_tier(None, None)
        return bool(reachable) and ticket._is_a_clients() and may_choose(tier, "client")

    def _tell_client_of_split(self, ticket):
        """Notify the client of the number of another topic, by e-mail and on this
        ticket.
        """
        ticket._mail_clients(SPLIT_MAIL)
        client = ticket.partner_id or ticket.company_id.partner_id
        text = self.with_context(lang=client.lang)._get_split_text(ticket.number)
        self._note_split(text, "client", "comment")

    def _get_split_text(self, number):
        return _(
            "Another topic of this ticket is followed separately from now on, under "
            "the number %s.",
            number,
        )

    def _log_split(self, ticket, texts, files, is_told):
        """Name each ticket on the other one, by number: not everybody reads both."""
        name = self.env.user.name
        copied = _(
            "Messages copied: %(texts)s, files: %(files)s.", texts=texts, files=files
        )
        told = ""
        if is_told:
            told = _("The client has been told.")
        elif ticket._is_a_clients():
            told = _("The client has not been told.")
        for on, other, text in (
            (self, ticket, _("%(name)s has split another topic off: %(ticket)s.")),
            (ticket, self, _("%(name)s has split this topic off from %(ticket)s.")),
        ):
            link = other._get_html_link(title=other.number)
            what = Markup("%s") % text % {"name": name, "ticket": link}
            body = Markup(" ").join(filter(None, [what, copied, told]))
            audience = "reseller" if on.pipeline == "escalation" else "vendor"
            on._note_split(body, audience, "notification")

    def _note_split(self, body, audience, message_type):
        # As the house, which notifies nobody, and has neither answered nor been in
        # contact with anybody.
        self.with_user(SUPERUSER_ID).message_post(
            body=body,
            audience=audience,
            message_type=message_type,
            subtype_xmlid="mail.mt_note",
        )
