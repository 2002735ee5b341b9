from odoo.tests import TransactionCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.common import (
    SupportLineHttpCase,
    SupportLineMixin,
)

# What may be published on any day, whichever today is.
URGENT = {"is_hotfix": True, "hotfix_reason": "Tills stand still"}


class ReleasesMixin(SupportLineMixin):
    """The line, with releases planned."""

    @classmethod
    def _create_release(cls, name="3.42", product="app", **values):
        return cls.env["helpdesk.release"].create(
            {
                "name": name,
                "product_id": cls.env["helpdesk.product"]._find(product).id,
                "date_planned": "2026-11-25",
                **URGENT,
                **values,
            }
        )

    @classmethod
    def _put(cls, tickets, *args, **kwargs):
        """Place tickets in a stage; which release solved them follows."""
        result = super()._put(tickets, *args, **kwargs)
        cls.env.add_to_compute(tickets._fields["solved_release_id"], tickets)
        return result


@tagged("post_install", "-at_install")
class ReleasesCase(ReleasesMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_line()


@tagged("post_install", "-at_install")
class ReleasesHttpCase(ReleasesMixin, SupportLineHttpCase):
    """The same, with a server on loopback."""
