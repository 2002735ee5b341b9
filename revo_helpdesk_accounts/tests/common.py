from odoo.tests import TransactionCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.common import (
    SupportLineHttpCase,
    SupportLineMixin,
)

# The people of an account team, besides those of the line.
PEOPLE = {"lola": "plain", "kim": "plain", "max": "plain"}
CONTACTS = {"cati": "client", "bea": "client"}


class AccountsMixin(SupportLineMixin):
    """A team that serves clients directly, and two client companies of it.

    Lola leads the accounts; Kim and Max work in the team, too.
    """

    @classmethod
    def _set_up_line(cls):
        result = super()._set_up_line()
        cls._create_users({**PEOPLE, **CONTACTS})
        cls.accounts = cls._create_team(
            "direct", cls.lola | cls.kim | cls.max, name="Accounts"
        )
        cls.acme = cls._create_client("Acme")
        cls.bistro = cls._create_client("Bistro")
        cls.cati.partner_id.parent_id = cls.acme
        cls.bea.partner_id.parent_id = cls.bistro
        cls.acme.account_leader_id = cls.lola
        return result

    @classmethod
    def _open(cls, user=None, **values):
        """Open a ticket in the team, as staff does for a client."""
        return cls._create_ticket(
            opener=user or cls.kim,
            **{
                "team_id": cls.accounts.id,
                "partner_id": cls.cati.partner_id.id,
                **values,
            },
        )


@tagged("post_install", "-at_install")
class AccountsCase(AccountsMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_line()


@tagged("post_install", "-at_install")
class AccountsHttpCase(AccountsMixin, SupportLineHttpCase):
    """The same, with a server on loopback."""
