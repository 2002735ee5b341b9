import json

from odoo.tests import tagged

from odoo.addons.revo_helpdesk_releases.tests.common import ReleasesMixin
from odoo.addons.revo_helpdesk_stages.tests.common import SupportLineHttpCase

ROOT = "/helpdesk/api/v1"


class ApiMixin(ReleasesMixin):
    """The line, with keys of its people."""

    @classmethod
    def _set_up_line(cls):
        result = super()._set_up_line()
        cls.company.helpdesk_mgmt_portal_category_id_required = False
        cls.shop.ref = "SHOP-1"
        cls.cafe.ref = "CAFE-1"
        for client in (cls.shop, cls.cafe):
            client._become_helpdesk_clients()
        cls.secrets = {}
        for user in (cls.cleo, cls.cora):
            cls._make_key(user, "client", client_id=user.commercial_partner_id.id)
        for user in (cls.ana, cls.rita):
            cls._make_key(user, "reseller")
        cls._make_key(cls.mia, "vendor")
        return result

    @classmethod
    def _make_key(cls, user, kind, days=30, **values):
        key, secret = cls.env["helpdesk.api.key"]._make(
            {"name": f"Of {user.name}", "kind": kind, "user_id": user.id, **values},
            days,
        )
        cls.secrets[user] = secret
        return key


@tagged("post_install", "-at_install")
class ApiCase(ApiMixin, SupportLineHttpCase):
    """Calls over HTTP."""

    def _call(self, method, path, user=None, said=None, files=None, **headers):
        """Call the API with the key of a user.

        :param said: what is sent as JSON, or with files as a form
        """
        sent = {"Accept-Language": "en", **headers}
        if user:
            sent["Authorization"] = f"Bearer {self.secrets.get(user, user)}"
        data = said
        if said is not None and not files:
            data = json.dumps(said)
            sent["Content-Type"] = "application/json"
        return self.opener.request(
            method,
            f"{self.base_url()}{ROOT}{path}",
            data=data,
            files=files,
            headers={name.replace("_", "-"): value for name, value in sent.items()},
            timeout=600,
        )

    def _get(self, path, user=None, **headers):
        return self._call("GET", path, user, **headers)

    def _send(self, path, user=None, said=None, files=None, **headers):
        return self._call("POST", path, user, said, files, **headers)

    def _check(self, answer, status=200):
        """Check how a call was answered; give what was answered."""
        self.assertEqual(answer.status_code, status, answer.text[:2000])
        return answer.json() if answer.content else None

    def _check_problem(self, answer, status, kind):
        body = self._check(answer, status)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        self.assertEqual(body["type"], f"urn:revo-helpdesk:problem:{kind}")
        self.assertEqual(body["status"], status)
        return body

    def _open(self, user=None, **said):
        """Open a ticket by the API; give what was answered."""
        whole = {"title": "No receipt", "description": "Since noon", **said}
        return self._check(self._send("/tickets", user or self.cleo, whole), 201)

    def _ticket_of(self, answer):
        return self.tickets.search([("number", "=", answer["number"])])
