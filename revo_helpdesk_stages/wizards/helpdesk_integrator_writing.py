from markupsafe import Markup

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime, plaintext2html

from ..policies.integrators import leave_names_out
from ..policies.quotations import PICTURE, read_all
from ..policies.text import is_blank

# Of the newest words on a case one may be quoted.
_OFFERED = 20
# What of a text is shown to choose from, in characters.
_EXCERPT = 160
_WORDS = ("comment", "email")


class HelpdeskIntegratorWriting(models.TransientModel):
    """Write to an integrator about a case.

    It begins empty: nobody else's words are in it unless they are chosen, and those say
    in which role they were written, not by whom.
    """

    _name = "helpdesk.integrator.writing"
    _description = "Write to an Integrator"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True, readonly=True)
    team_id = fields.Many2one(related="ticket_id.team_id")
    integrator_id = fields.Many2one(
        "helpdesk.integrator",
        required=True,
        domain="[('team_id', 'in', [False, team_id])]",
    )
    reference = fields.Char(
        compute="_compute_known",
        store=True,
        readonly=False,
        string="Its reference",
        help="The integrator's own number of it.",
    )
    next_date = fields.Date(
        compute="_compute_known",
        store=True,
        readonly=False,
        string="Ask again on",
        help="Empty: by the hours in which the integrator should answer.",
    )
    body = fields.Html(string="Message")
    attachment_ids = fields.Many2many("ir.attachment", string="Attachments")
    quotation_ids = fields.One2many(
        "helpdesk.integrator.quotation", "writing_id", string="Texts of the case"
    )
    names_writers = fields.Boolean(
        string="With names",
        help="Say who wrote the texts, and leave the names of the client's and the "
        "reseller's people in them. Otherwise they say a role, and names are left out.",
    )

    @api.depends("ticket_id", "integrator_id")
    def _compute_known(self):
        """Propose what is known of the conversation with this integrator."""
        for wizard in self:
            known = wizard._get_request()
            wizard.reference = known.reference
            today = fields.Date.context_today(wizard)
            later = known.next_date and known.next_date > today
            wizard.next_date = later and known.next_date

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        ticket = self.env["helpdesk.ticket"].browse(values.get("ticket_id") or [])
        if ticket:
            ticket._check_asks_integrator()
            requests = ticket.integrator_request_ids
            values.setdefault(
                "integrator_id", (ticket.integrator_id or requests[:1].integrator_id).id
            )
            values["quotation_ids"] = [
                Command.create({"message_id": message.id})
                for message in [self.env["mail.message"], *self._get_words(ticket)]
            ]
        return values

    @api.model
    def _get_words(self, ticket):
        """Return the newest words on a ticket that the present user may read."""
        found = self.env["mail.message"].search(
            [
                ("model", "=", ticket._name),
                ("res_id", "=", ticket.id),
                ("message_type", "in", _WORDS),
            ],
            order="id desc",
            limit=_OFFERED,
        )
        return found.filtered(lambda message: not is_blank(message.body))

    def _get_request(self):
        """Return the conversation that there is with the integrator, if any."""
        return self.env["helpdesk.integrator.request"].search(
            [
                ("ticket_id", "=", self.ticket_id._origin.id),
                ("integrator_id", "=", self.integrator_id._origin.id),
            ],
            limit=1,
        )

    def action_insert(self):
        """Put the chosen texts below what is written.

        :return: the action that shows the window again
        """
        self.ensure_one()
        chosen = self.quotation_ids.filtered("is_chosen")
        quoted = Markup().join(
            quotation._quote(self.names_writers) for quotation in chosen
        )
        self.body = (self.body or Markup()) + quoted
        chosen.is_chosen = False
        return {
            "type": "ir.actions.act_window",
            "name": _("Write to the Integrator"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_send(self):
        """Send the message, and note that its answer is awaited.

        :raises UserError: where nothing is written, or nobody can be written to
        """
        self.ensure_one()
        self.ticket_id._check_asks_integrator()
        if is_blank(self.body):
            raise UserError(
                _("Nothing is written yet. Write what you ask, and send it then.")
            )
        values = {"reference": self.reference, "next_date": self.next_date}
        request = self.ticket_id._wait_for_integrator(self.integrator_id, **values)
        self.attachment_ids.write({"res_model": request._name, "res_id": request.id})
        request.message_post(
            body=self.body,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachment_ids=self.attachment_ids.ids,
        )
        return {"type": "ir.actions.act_window_close"}


class HelpdeskIntegratorQuotation(models.TransientModel):
    """A text of the case that may be quoted: a message, without one the description."""

    _name = "helpdesk.integrator.quotation"
    _description = "Text of a Case to Quote"

    writing_id = fields.Many2one(
        "helpdesk.integrator.writing", required=True, ondelete="cascade"
    )
    message_id = fields.Many2one("mail.message", readonly=True, ondelete="cascade")
    is_chosen = fields.Boolean(string="Insert")
    said = fields.Char(string="Written", compute="_compute_said")
    excerpt = fields.Char(string="Text", compute="_compute_said")

    @api.depends("message_id", "writing_id")
    @api.depends_context("lang", "tz", "uid")
    def _compute_said(self):
        for quotation in self:
            quotation.said = quotation._say_origin(False)
            words = " ".join(quotation._get_text().split())
            cut = words[:_EXCERPT]
            quotation.excerpt = cut if cut == words else f"{cut}…"

    def _get_ticket(self):
        return self.writing_id.ticket_id

    def _get_text(self):
        """Return the words as plain text: pictures and links lead to what the
        integrator may not see.
        """
        message = self.message_id
        html = message.body if message else self._get_ticket().description
        return read_all(html or "").replace(PICTURE, "").strip()

    def _say_origin(self, names_writer):
        """Return when a text was written, and in which role or by whom."""
        message, ticket = self.message_id, self._get_ticket()
        if message:
            moment, writer = message.date, message.author_id.name or message.email_from
        else:
            moment, writer = ticket.create_date, ticket.partner_id.name
        if not names_writer or not writer:
            tiers = message._fields["author_tier"]._description_selection(self.env)
            writer = dict(tiers).get(message.author_tier) if message else ""
        when = format_datetime(self.env, moment, dt_format="d MMM y, HH:mm")
        if not message and not writer:
            return _("Description, %s", when)
        return f"{writer}, {when}" if writer else when

    def _quote(self, names_writer):
        """Return a text as it is quoted, in which nobody is named unless that was
        chosen.
        """
        text = self._get_text()
        if not names_writer:
            text = leave_names_out(text, *self._get_names())
        return Markup("<p><em>%s</em></p><blockquote>%s</blockquote><p><br></p>") % (
            self._say_origin(names_writer),
            plaintext2html(text),
        )

    def _get_names(self):
        """Return the names of the people and of the companies of client and reseller.

        :return: ``(names of people, names of companies)``
        """
        # sudo: what is not to leave the house is known to it, whoever writes.
        ticket = self._get_ticket().sudo()
        client, team = ticket.commercial_partner_id, ticket.reseller_team_id
        writers = self.writing_id.quotation_ids.sudo().message_id.author_id
        people = ticket.partner_id | client.child_ids | team.user_ids.partner_id
        people |= writers.filtered(
            lambda who: not any(u._is_vendor() for u in who.user_ids)
        )
        companies = client | team.partner_id | people.commercial_partner_id
        persons = people - companies
        return (
            [*persons.mapped("name"), ticket.partner_name or ""],
            [*companies.mapped("name"), team.name or ""],
        )
