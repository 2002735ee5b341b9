from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..selections import AUDIENCES
from .mail_message import TICKET
from .party import HelpdeskParty

# What the server settles of a file, and nobody says.
_SEALED = {"audience", "party_client_id", "party_team_id"}


class IrAttachment(models.Model):
    """Who reads a file of a ticket: the readers of the message that carries it."""

    _name = "ir.attachment"
    _inherit = ["ir.attachment", HelpdeskParty._name]

    audience = fields.Selection(
        AUDIENCES,
        readonly=True,
        copy=False,
        help="Who may read this file of a ticket.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_unsealed(vals_list)
        self._check_no_redirects(vals_list)
        on_tickets = [vals for vals in vals_list if vals.get("res_model") == TICKET]
        for vals in on_tickets:
            # A file without a message is for those who its uploader belongs to.
            vals.setdefault("audience", self.env.user._get_audience())
        self._stamp_parties(on_tickets)
        try:
            files = super().create(vals_list)
        except OSError as error:
            if not on_tickets:
                raise
            name = on_tickets[0].get("name", "")
            raise UserError(self._get_unstored(name)) from error
        files._check_not_empty()
        files._check_stored()
        return files

    def write(self, vals):
        self._check_unsealed([vals])
        if vals.get("res_model") == TICKET and vals.get("res_id"):
            vals = dict(vals)
            self._stamp_parties([vals])
        self._check_no_redirects([vals])
        self._guard_sent(vals.keys())
        result = super().write(vals)
        if vals.get("res_model") == TICKET:
            # sudo: the server settles the readers, as when a file is created.
            self.sudo().filtered(
                lambda attachment: not attachment.audience
            ).audience = self.env.user._get_audience()
        return result

    def _check_unsealed(self, vals_list):
        if not self.env.su and any(_SEALED & vals.keys() for vals in vals_list):
            raise AccessError(
                _(
                    "Who reads a file is settled by the message that carries it. Post "
                    "the file again with a message for the right readers."
                )
            )

    def _check_no_redirects(self, vals_list):
        """Check that no reseller and no client leaves an address instead of a file:
        this server would send whoever opens it there.

        :raises AccessError: for an address
        """
        leaving = any(vals.get("type") == "url" for vals in vals_list) or (
            self.env.context.get("default_type") == "url"
        )
        if leaving and self.env.user._is_party():
            raise AccessError(
                _(
                    "An address cannot be stored as a file. Write it in the text, or "
                    "attach the file itself."
                )
            )

    def _check_readable_by(self, user):
        """Check that nobody hands on a file of a ticket that they may not read.

        :raises AccessError: where one of the files is for others
        """
        readable = user._get_readable_audiences()
        # sudo: who may not read the file learns nothing but that.
        if any(
            attachment.res_model == TICKET and attachment.audience not in readable
            for attachment in self.sudo()
        ):
            raise AccessError(
                _(
                    "One of the files is not yours to hand on. Remove it and attach "
                    "your own."
                )
            )

    def _is_open_to(self, user):
        """Return whether a file with a valid token opens for a user."""
        self.ensure_one()
        # sudo: whose file it is decides what may be known of it. Nothing else is
        # fetched: what is in the cache Odoo gives out without asking the rules.
        file = self.sudo().with_context(prefetch_fields=False)
        if file.res_model != TICKET:
            return True
        if file.audience == "client":
            ticket = self.env[TICKET].browse(file.res_id)
            # Who logs in is held by what the client's contact person has chosen.
            return not ticket._is_closed_to(user.partner_id)
        own = self.with_user(user).sudo(False)
        return not user.share and bool(own.search_count([("id", "=", self.id)]))
