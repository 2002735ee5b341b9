"""Everything in the registry that points somewhere is looked at."""

from odoo.exceptions import AccessError

from ...models.isolation.pointing import OWNED
from ..common import SupportLineCase

_TEXTS = ("char", "text")
_IDS = ("char", "integer", "many2one_reference", "text")


class TestPointers(SupportLineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ticket = cls._create_ticket(opener=cls.rita, partner_id=cls.cora.partner_id.id)
        message = ticket.with_user(cls.rita).message_post(
            body="South's",
            message_type="comment",
            attachments=[("south.txt", b"South's")],
        )
        activity = ticket.with_user(cls.rita).activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.rita.id
        )
        cls.foreign = {
            "helpdesk.ticket": ticket.id,
            "mail.message": message.id,
            "ir.attachment": message.sudo().attachment_ids.id,
            "mail.activity": activity.id,
        }

    def _get_models(self):
        for name in self.env.registry:
            model = self.env[name]
            if not model._abstract and model._auto:
                yield model

    def test_each_relation_to_what_is_owned_is_a_pointer(self):
        self.assertEqual(OWNED, set(self.foreign))
        count = 0
        for model in self._get_models():
            known = {pointer.field for pointer in model._get_pointers()}
            for name, field in model._fields.items():
                if field.store and field.type in ("many2one", "many2many"):
                    if field.comodel_name in OWNED:
                        self.assertIn(name, known, model._name)
                        count += 1
        self.assertGreater(count, 30)

    def test_each_field_that_names_a_document_is_a_pointer(self):
        """Whatever is called so, also where Odoo does not know it for a reference."""
        unknown = set()
        count = 0
        for model in self._get_models():
            known = {pointer.field for pointer in model._get_pointers()}
            stored = {n: f for n, f in model._fields.items() if f.store}
            for name, field in stored.items():
                if field.type not in _IDS or not name.endswith(("res_id", "res_ids")):
                    continue
                prefix = name.removesuffix("s").removesuffix("res_id")
                models = {f"{prefix}res_model", f"{prefix}model"} & stored.keys()
                if not any(stored[n].type in _TEXTS for n in models):
                    continue
                count += 1
                if name not in known:
                    unknown.add(f"{model._name}.{name}")
        self.assertEqual(unknown, set())
        self.assertGreater(count, 10)

    def test_each_pointer_is_refused_to_each_role_on_what_is_of_others(self):
        """Asked of the wall itself: who may create the model at all is another wall's
        matter.
        """
        cells = 0
        for user in (self.ana, self.cleo, self.sam):
            for model in self._get_models():
                mine = model.with_user(user)
                for pointer in model._get_pointers():
                    field = model._fields[pointer.field]
                    targets = [field.comodel_name] if field.relational else OWNED
                    if not pointer.model_field and field.comodel_name not in OWNED:
                        continue
                    for target in targets if not pointer.model_field else OWNED:
                        ids = {self.foreign[target]}
                        with self.subTest(
                            user=user.name, model=model._name, field=pointer.field
                        ), self.assertRaises(AccessError):
                            mine._check_targets({(target, pointer.field): ids})
                        cells += 1
        self.assertGreater(cells, 150)

    def test_what_pointed_there_before_is_no_news(self):
        ids = {self.foreign["helpdesk.ticket"]}
        targets = {("helpdesk.ticket", "res_id"): ids}
        self.env["mail.activity"].with_user(self.ana)._check_targets(targets, targets)
