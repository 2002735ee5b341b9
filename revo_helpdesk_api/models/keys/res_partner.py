from odoo import SUPERUSER_ID, _, fields, models
from odoo.tools import email_normalize

from odoo.addons.revo_helpdesk_stages.models.groups import MANAGER_GROUP

from ...problems import Problem

_GROUP = "base.group_portal"
# How the users of clients' apps log in, which is unlike any address, so that nobody is
# invited to it.
_APP = "helpdesk-app"

# Whoever chooses finds those whom they may see: no reseller, and nobody who works here.
_OUTSIDE = (
    "('parent_id', '=', False), ('helpdesk_team_ids', '=', False), "
    "('commercial_contact_ids', 'not any', [('user_ids.share', '=', False)])"
)
#: The companies that programs may speak for.
API_CLIENTS = f"[('is_company', '=', True), {_OUTSIDE}]"
#: The clients of whose tickets programs may be told: some are no company.
TOLD_CLIENTS = (
    "['|', ('is_company', '=', True), ('reseller_team_id', '!=', False), "
    f"{_OUTSIDE}]"
)
#: The people of the company ``client_id`` who log in on the portal.
API_PEOPLE = (
    "[('commercial_partner_id', '=', client_id), ('is_company', '=', False), "
    f"('user_ids', 'any', [('share', '=', True), ('login', 'not like', '{_APP}-')])]"
)


class ResPartner(models.Model):
    """Clients as programs name them: by their reference."""

    _inherit = "res.partner"

    # Nobody but the server knows of it, and it opens nothing by itself.
    helpdesk_app_user_id = fields.Many2one(
        "res.users",
        string="User of the app",
        readonly=True,
        copy=False,
        ondelete="set null",
        groups=MANAGER_GROUP,
    )

    def _get_app_user(self):
        """Return as whom programs act for a client whose person has no login: a user of
        the portal that nobody logs in as, made with the first call.

        :return: res.users record, with sudo
        """
        self.ensure_one()
        # sudo: whoever names the client has been found to act for it.
        company = self.sudo()
        user = company.helpdesk_app_user_id
        if user.active and user.partner_id.commercial_partner_id == company:
            return user
        self.env["helpdesk.api.mark"]._take(f"app {company.id}")
        # As the house: no one manages users here, and the group is fixed.
        users = self.env(user=SUPERUSER_ID)["res.users"]
        users = users.with_context(no_reset_password=True, lang=company.lang)
        house = self.env.company
        user = users.create(
            {
                "name": _("App of %s", company.name),
                "login": f"{_APP}-{company.id}-{len(company.child_ids)}",
                "parent_id": company.id,
                "groups_id": [(6, 0, self.env.ref(_GROUP).ids)],
                "company_id": house.id,
                "company_ids": [(6, 0, house.ids)],
            }
        )
        # The superuser: as above, whoever asks for a key writes no such field.
        company.with_user(SUPERUSER_ID).helpdesk_app_user_id = user
        return user.sudo()

    def _get_acting_user(self, person):
        """Return as whom a program acts for a client.

        :param person: res.partner record of the client, empty for none
        :return: res.users record, with sudo: the person's own where it has a login
        """
        # sudo: whether a person of the client has a login.
        logins = person.sudo().user_ids.filtered(
            lambda user: user.active and user.share and not user._is_public()
        )
        return logins[:1] or self._get_app_user()

    def _find_api_client(self, reference, teams_of=None):
        """Return the client company that a program names, with sudo; empty for none.

        :param str reference: its reference
        :param teams_of: res.users record, whose clients alone are looked at
        :raises Problem: where several have it
        """
        domain = [
            ("ref", "=", reference),
            ("parent_id", "=", False),
            ("company_id", "in", [False, self.env.company.id]),
        ]
        if teams_of is not None:
            domain.append(("reseller_team_id.user_ids", "in", teams_of.ids))
        # sudo: programs name clients, and read none of them.
        found = self.sudo().search(domain, limit=2)
        if len(found) > 1:
            raise Problem("doubtful-client")
        return found._filter_api_clients()

    def _filter_api_clients(self):
        """Return those of these contacts, with sudo, that programs may speak for: no
        reseller, and nobody of the vendor.
        """
        # sudo: what a contact is decides, no matter who may read users.
        partners = self.sudo()
        kinds = self.env["helpdesk.ticket"]._get_contact_kinds(partners)
        houses = self.env["res.company"].sudo().search([]).partner_id
        return partners.filtered(lambda one: kinds[one.id] == "client") - houses

    def _find_api_person(self, named):
        """Return the person of this client that a program names, with sudo; empty for
        none.

        :param str named: a reference or an e-mail address
        """
        self.ensure_one()
        domain = [
            ("commercial_partner_id", "=", self.id),
            ("is_company", "=", False),
            ("id", "!=", self.id),
            "|",
            ("ref", "=", named),
            ("email_normalized", "=", email_normalize(named) or named),
        ]
        # sudo: as above.
        return self.sudo().search(domain, order="id", limit=1)

    def _find_or_make_api_client(self, reference, said):
        """Return the client company of a reference, with sudo: who is not known yet is
        made, once however many ask at once.

        :param str reference: its reference
        :param dict said: ``name`` and perhaps ``lang``
        """
        found = self._find_api_client(reference)
        if found:
            return found
        self.env["helpdesk.api.mark"]._take(f"client {reference}")
        # As the house: the vendor's program says who its clients are.
        partners = self.env(user=SUPERUSER_ID)["res.partner"]
        values = {"name": said["name"], "ref": reference, "is_company": True}
        return partners.create({**values, **self._get_api_language(said)}).sudo()

    def _find_or_make_api_person(self, named, said):
        """Return the person of this client that a program names, likewise.

        :param str named: its reference
        :param dict said: ``name`` and perhaps ``email`` and ``lang``
        """
        found = self._find_api_person(named)
        if found:
            return found
        self.env["helpdesk.api.mark"]._take(f"person {self.id} {named}")
        # As the house: as above.
        partners = self.env(user=SUPERUSER_ID)["res.partner"]
        values = {
            "name": said["name"],
            "ref": named,
            "parent_id": self.id,
            "email": email_normalize(said.get("email") or "") or False,
        }
        return partners.create({**values, **self._get_api_language(said)}).sudo()

    def _get_api_language(self, said):
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        return {"lang": said["lang"]} if said.get("lang") in installed else {}
