from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize, format_date

from ...compat import check_access, invitation_link
from ..groups import EMPLOYEES, MANAGER_GROUP
from ..selections import ACCESS_STATES

CLIENT_GROUP = "base.group_portal"


class ResPartner(models.Model):
    """Who of a client or of a reseller can come in, and who invites them."""

    _inherit = "res.partner"

    helpdesk_access = fields.Selection(
        ACCESS_STATES,
        string="Access",
        compute="_compute_helpdesk_access",
        compute_sudo=True,
        groups=EMPLOYEES,
    )
    helpdesk_access_note = fields.Char(
        string="What is known of it",
        compute="_compute_helpdesk_access",
        compute_sudo=True,
        groups=EMPLOYEES,
    )

    @api.depends_context("lang")
    def _compute_helpdesk_access(self):
        for partner in self:
            user = partner.user_ids[:1]
            partner.helpdesk_access = user._get_access_state()
            partner.helpdesk_access_note = partner._get_access_note(user)

    def _get_access_note(self, user):
        if self.helpdesk_access == "not_sent":
            return user.helpdesk_invitation_error
        date = {
            "invited": user.helpdesk_invited_date or user.create_date,
            "active": user.login_date,
        }.get(self.helpdesk_access)
        return format_date(self.env, date) if date else False

    def action_helpdesk_invite(self):
        """Invite these people, once more who has been invited and never came.

        :raises AccessError: for anybody but helpdesk managers and the reseller who
            looks after these clients
        :raises UserError: for who has no address, or comes in already
        """
        self._check_may_invite()
        for partner in self:
            # sudo: whose login a contact has decides, no matter who may read users.
            user = partner.sudo().user_ids[:1].with_env(self.env)
            if user:
                partner._check_may_invite_again(user)
                user._invite()
            else:
                partner._create_client_user()
        return True

    def action_helpdesk_invitation_link(self):
        """Show the link of an invitation, to be given on where no mail goes out.

        Who has it chooses the password: it is for administrators, who may set it, too.

        :raises AccessError: for everybody else
        :raises UserError: as :meth:`action_helpdesk_invite`
        """
        self.ensure_one()
        check_access(self.env["res.users"], "write")
        # sudo: whose login a contact has decides, no matter who may read users.
        user = self.sudo().user_ids[:1].with_env(self.env)
        self._check_may_invite_again(user)
        user._note_invitation(False)
        wizard = self.env["helpdesk.invitation.link"].create(
            {"partner_id": self.id, "link": invitation_link(self.sudo())}
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("Link of the invitation"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _check_may_invite(self):
        user = self.env.user
        if user.has_group(MANAGER_GROUP):
            return
        # sudo: which reseller a company has decides, no matter who may read teams.
        teams = self.sudo().commercial_partner_id.mapped("reseller_team_id")
        companies = self.sudo().commercial_partner_id
        is_own = all(company.reseller_team_id for company in companies)
        if not (is_own and all(user in team.user_ids for team in teams)):
            raise AccessError(
                _(
                    "Only who looks after a client, and helpdesk managers, invite its "
                    "people. Ask the reseller of this client."
                )
            )

    def _check_may_invite_again(self, user):
        # sudo: what kind of user it is decides, no matter who may read users.
        person = user.sudo()
        is_client = person.share
        is_reseller = person._is_reseller_only()
        if self.env.user._is_party() and not is_client:
            raise AccessError(
                _("%s does not work for a client. Ask us to invite them.", self.name)
            )
        if not (is_client or is_reseller):
            raise UserError(
                _(
                    "%s works for you, and is invited in the settings, under Users.",
                    self.name,
                )
            )
        if person.login_date:
            raise UserError(
                _(
                    "%s has logged in already. Who forgot the password finds “Reset "
                    "Password” where one logs in.",
                    self.name,
                )
            )

    def _create_client_user(self):
        """Let a person of a client log in on the portal, and invite them."""
        self.ensure_one()
        if self.is_company or not self.commercial_partner_id.is_company:
            raise UserError(
                _("%s is no person of a client. Add its people first.", self.name)
            )
        address = email_normalize(self.email or "")
        if not address:
            raise UserError(
                _("%s has no e-mail address. Write it first, then invite.", self.name)
            )
        self._check_free_address(address)
        users = self.env["res.users"]._create_line_people(
            CLIENT_GROUP,
            [
                {
                    "partner_id": self.id,
                    "login": address,
                    "company_id": self.env.company.id,
                    "company_ids": [(6, 0, self.env.company.ids)],
                }
            ],
        )
        # sudo: nobody writes it; who is invited is a client from now on.
        self.sudo().commercial_partner_id._become_helpdesk_clients()
        return users

    def _check_free_address(self, address):
        """Check that a reseller takes nobody's address for one of its own clients: what
        is sent from it would become that client's.
        """
        if not self.env.user._is_party():
            return
        # sudo: the addresses of all decide, no matter who may read them.
        others = self.sudo().with_context(active_test=False)
        found = others.search([("email_normalized", "=", address)])
        if found.commercial_partner_id - self.sudo().commercial_partner_id:
            raise UserError(
                _(
                    "%s cannot be invited: somebody else is known by this address. "
                    "Correct it, or ask us.",
                    address,
                )
            )
