from odoo import _, api, models
from odoo.exceptions import AccessError

from ...compat import check_access, check_rights

_NAME_ONLY = {"id", "display_name"}


class Base(models.AbstractModel):
    """A form asks the server what follows from a choice, and what it starts with. Odoo
    answers for any record, also one that the asker may not read; ours does not, where a
    reseller or a client asks.
    """

    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        if not self.env.su and self.env.user._is_party():
            check_access(self, "read")
            self._check_choices(values, fields_spec)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def default_get(self, fields_list):
        if not self.env.su and self.env.user._is_party():
            self._check_default_document()
        return self._propose(super().default_get, fields_list)

    @api.model
    def _check_default_document(self):
        """Check that the document that a wizard is to start with is the asker's.

        :raises AccessError: where it is not
        """
        name = self.env.context.get("default_res_model")
        res_id = self.env.context.get("default_res_id")
        if name in self.env and isinstance(res_id, int):
            check_rights(self.env[name].browse(res_id), "read")

    def _check_choices(self, values, fields_spec):
        """Check that the person who fills in a form may read what they choose in it.

        :param dict values: of the form, as the web client sends them
        :param dict fields_spec: what it wants to know, likewise
        :raises AccessError: for a record of others
        """
        for name, value in values.items():
            field = self._fields.get(name)
            if not field or not field.relational or not value:
                continue
            model = self.env[field.comodel_name]
            chosen = set()
            if isinstance(value, dict):
                # The record that a line of a list is on, with what the form says of it.
                model._check_choices(value, {})
                continue
            for command in value if isinstance(value, list) else [(4, value)]:
                code, res_id, *rest = command
                chosen.update(rest[0] if code == 6 else [res_id] if res_id else [])
                if code in (0, 1):
                    model._check_choices(rest[0], {})
            chosen = {i for i in chosen if isinstance(i, int)}
            # sudo: what the record has already is no choice.
            chosen -= set(self.sudo()[name].ids)
            nested = (fields_spec.get(name) or {}).get("fields") or {}
            if chosen and not model._may_be_chosen(chosen, nested.keys() <= _NAME_ONLY):
                raise AccessError(
                    _(
                        "One of the records that you chose is not yours to see. "
                        "Choose another one."
                    )
                )

    @api.model
    def _may_be_chosen(self, ids, by_name):
        """Return whether the present user may choose these records.

        :param ids: of records of this model
        :param bool by_name: the user wants to know nothing but their names
        """
        check_access(self, "read")
        found = self.with_context(active_test=False).search_count(
            [("id", "in", list(ids))]
        )
        return found == len(ids)
