"""What the tests need besides Odoo is there; where it is not, that is said."""

from odoo.tests import BaseCase

from odoo.addons.revo_helpdesk_stages.tests.requirements import RequirementsMixin


class TestRequirements(RequirementsMixin, BaseCase):
    addon = "revo_helpdesk_api"
