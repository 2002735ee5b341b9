from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.revo_helpdesk_stages.models.context import BY_BUTTON, saying
from odoo.addons.revo_helpdesk_stages.models.groups import EMPLOYEES
from odoo.addons.revo_helpdesk_stages.policies.audience import may_choose

from ...policies.details import is_asked_already

TEMPLATE = "revo_helpdesk_accounts.mail_template_details"


class HelpdeskTicket(models.Model):
    """Staff asks the client for exactly what is missing."""

    _inherit = "helpdesk.ticket"

    details_asked_date = fields.Datetime(
        string="Client asked on", readonly=True, copy=False, groups=EMPLOYEES
    )
    # Names of policies.details, separated by commas.
    details_asked = fields.Char(readonly=True, copy=False, groups=EMPLOYEES)
    can_ask_details = fields.Boolean(
        compute="_compute_can_ask_details", groups=EMPLOYEES
    )

    @api.depends("missing_details", "details_asked_date")
    @api.depends_context("uid")
    def _compute_can_ask_details(self):
        missing = self._get_missing_details()
        actors = self._get_actors()
        for ticket in self:
            ticket.can_ask_details = bool(
                missing[ticket]
                and ticket._may_write_to_client(actors[ticket.id])
                and not ticket._is_asked_for(missing[ticket])
            )

    def action_ask_details(self):
        """Ask the client for what is missing, on the ticket and by e-mail.

        The words on the ticket are those of the present user and count as contact; the
        e-mail is the house's, with the way to the page.

        :raises UserError: where the client cannot or need not be asked
        """
        self.ensure_one()
        self._check_can_ask()
        missing = self._get_missing_details()[self]
        saying(self, BY_BUTTON).write(
            {
                "details_asked_date": fields.Datetime.now(),
                "details_asked": ",".join(missing),
            }
        )
        # A second click at the same time waits here, fails, is tried again by Odoo, and
        # finds that it is done.
        self.flush_recordset(["details_asked_date"])
        self.message_post(
            body=self._prepare_details_question(),
            message_type="comment",
            # A note, as the e-mail already tells the client.
            subtype_xmlid="mail.mt_note",
            audience="client",
        )
        self._mail_clients(TEMPLATE)
        return True

    def _check_can_ask(self):
        missing = self._get_missing_details()[self]
        if not missing:
            raise UserError(
                _(
                    "Nothing is missing in %s: there is nothing to ask the client for.",
                    self.number,
                )
            )
        if not self._may_write_to_client(self._get_actors()[self.id]):
            raise UserError(
                _(
                    "The client of %s is asked by who deals with it. Write a message, "
                    "and they ask the client.",
                    self.number,
                )
            )
        if self._is_asked_for(missing):
            raise UserError(
                _(
                    "The client of %s has already been asked for this today. Give it "
                    "a day, or call, and fill in here what you hear.",
                    self.number,
                )
            )
        if not self._get_client_address():
            raise UserError(
                _(
                    "The client of %s has no e-mail address, and would not notice the "
                    "question. Add the address to the contact, or call, and fill in "
                    "here what you hear.",
                    self.number,
                )
            )

    def _may_write_to_client(self, roles):
        """Return whether somebody in these roles asks the client of this ticket."""
        self.ensure_one()
        if self.pipeline != "escalation":
            return not self.env.user.share
        is_read = any(may_choose(role, "client") for role in roles[:1])
        return is_read and self._is_a_clients()

    def _is_asked_for(self, missing):
        self.ensure_one()
        return is_asked_already(
            missing,
            (self.details_asked or "").split(","),
            self.details_asked_date,
            fields.Datetime.now(),
        )

    def _prepare_details_question(self):
        """Return the question to the client in its language, as HTML."""
        # sudo: who asks need not read the contact of the house.
        parties = self.sudo()
        lang = parties.partner_id.lang or parties.company_id.partner_id.lang
        ticket = self.with_context(lang=lang)
        lines = Markup().join(
            Markup("<li><strong>%(label)s</strong> – %(help)s</li>") % asked
            for asked in ticket._get_details_missing()
        )
        return Markup("<p>%s</p><ul>%s</ul>") % (ticket._get_details_intro(), lines)

    def _get_details_intro(self):
        return _("So that we find the cause sooner, please tell us what is missing:")
