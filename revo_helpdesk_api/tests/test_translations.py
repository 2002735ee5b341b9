from odoo.tests import BaseCase, TransactionCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.translation_case import (
    TemplateMixin,
    TranslationFilesMixin,
)

MODULE = "revo_helpdesk_api"


@tagged("post_install", "-at_install")
class TestTranslationFiles(TranslationFilesMixin, BaseCase):
    module = MODULE


@tagged("post_install", "-at_install")
class TestTemplate(TemplateMixin, TransactionCase):
    module = MODULE
