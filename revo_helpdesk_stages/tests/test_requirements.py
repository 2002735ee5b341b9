"""What the tests need besides Odoo is there; where it is not, that is said."""

from odoo.tests import BaseCase

from .requirements import RequirementsMixin


class TestRequirements(RequirementsMixin, BaseCase):
    addon = "revo_helpdesk_stages"
