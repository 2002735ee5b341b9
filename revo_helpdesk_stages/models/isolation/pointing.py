"""Where records point, and what whoever writes them must be able to do there.

Odoo answers for the record that points as it does for any other, and then tells of
what it points at as the superuser: its name, a quotation, the size of a file; or it
writes there. So for people of the line each new target is looked at after it is stored,
whatever values, defaults or commands it came by.
"""

import logging
from ast import literal_eval
from collections import defaultdict
from typing import NamedTuple

from odoo import _, api, models, tools
from odoo.exceptions import AccessError

from ...compat import check_access, check_rights

_logger = logging.getLogger(__name__)

# Whatever points at one of these, in any model, is looked at.
OWNED = {"helpdesk.ticket", "ir.attachment", "mail.activity", "mail.message"}

# How models name a document otherwise than by a field that Odoo knows for a reference:
# the field of the model, and that of the id or ids.
PAIRS = (
    ("alias_model_id", "alias_force_thread_id"),
    ("alias_parent_model_id", "alias_parent_thread_id"),
    ("model", "res_id"),
    ("model", "res_ids"),
    ("parent_res_model", "parent_res_id"),
    ("res_model", "res_id"),
    ("res_model", "res_ids"),
)

# What is said to people, or left with them: their names are told with it.
ADDRESSED = {
    "mail.activity": ("user_id", "request_partner_id"),
    "mail.compose.message": ("partner_ids", "author_id"),
    "mail.message": ("partner_ids", "author_id"),
    "mail.scheduled.message": ("partner_ids", "author_id"),
    "mail.wizard.invite": ("partner_ids",),
}

# What shows on its document, for which Odoo has a right of its own. Everything else
# with a document asks for the right to write it, or to read it where it is listed so.
POSTED = {
    "mail.activity",
    "mail.activity.schedule",
    "mail.compose.message",
    "mail.message",
    "mail.scheduled.message",
}
ONLY_READ = {
    # Time Off enters an approved leave as the person, who may no longer write it. What
    # shows on the document is the event's activity, which is looked at by itself.
    "calendar.event",
    "ir.embedded.actions",
    "mail.wizard.invite",
}


class Pointer(NamedTuple):
    """One way in which records of a model point somewhere."""

    #: The field of the id or ids.
    field: str
    #: The field of the name of the model, empty for a relation.
    model_field: str
    #: What has to be written to change where it points.
    names: frozenset


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model_create_multi
    def create(self, vals_list):
        asking = self._as_person()
        if asking._is_outside():
            return super().create(vals_list)
        self._check_text_sizes(vals_list)
        records = super(Base, asking).create(vals_list)
        pointers = records._get_checked_pointers()
        if pointers:
            records._check_targets(records._get_targets(pointers))
        return records.with_env(self.env)

    def write(self, vals):
        records = self._as_person()
        if records._is_outside():
            return super().write(vals)
        self._check_text_sizes([vals])
        pointers = records._get_checked_pointers(vals.keys())
        before = records._get_targets(pointers)
        result = super(Base, records).write(vals)
        if pointers:
            records._check_targets(records._get_targets(pointers), before)
        return result

    @api.model
    def _is_outside(self):
        """Return whether this is the server's own code, or somebody who is not of the
        line: for them nothing is looked at, not even whether Odoo takes the values.
        """
        return self.env.su or not self.env.user._get_line_role()

    def _get_checked_pointers(self, names=None):
        """Return in which ways these records point somewhere.

        :param names: the fields that are written, ``None`` for all
        """
        return [
            pointer
            for pointer in (self._get_pointers() if self else ())
            if names is None or pointer.names & names
        ]

    @api.model
    @tools.ormcache("self._name")
    def _get_pointers(self):
        """Return in which ways records of this model point at others."""
        found = {}
        for name, field in self._fields.items():
            if field.type == "many2one_reference":
                found[name] = field.model_field
            elif field.relational and field.store and field.type != "one2many":
                addressed = name in ADDRESSED.get(self._name, ())
                if field.comodel_name in OWNED or addressed:
                    found[name] = ""
        for model_field, name in PAIRS:
            if all(
                n in self._fields and self._fields[n].store for n in (model_field, name)
            ):
                found.setdefault(name, model_field)
        return [
            Pointer(name, model_field, self._get_causes(name, model_field))
            for name, model_field in found.items()
        ]

    @api.model
    def _get_causes(self, *names):
        """Return the fields that say what these are: they, and what they come from."""
        causes = set()
        for name in filter(None, names):
            causes.add(name)
            depends = self.pool.field_depends.get(self._fields[name], ())
            causes.update(path.split(".")[0] for path in depends)
        return frozenset(causes)

    def _get_targets(self, pointers):
        """Return where records point.

        :return: ``{(model's name, field): set of ids}``
        """
        targets = defaultdict(set)
        # sudo: where it points is looked at here, whoever may read it.
        for record in self.sudo() if pointers else ():
            for pointer in pointers:
                value = record[pointer.field]
                if not value:
                    continue
                if not pointer.model_field:
                    targets[value._name, pointer.field].update(value.ids)
                    continue
                model = record[pointer.model_field]
                name = model if isinstance(model, str) else model and model.model
                if name in self.env:
                    targets[name, pointer.field].update(_to_ids(value))
        return targets

    def _check_targets(self, targets, before=None):
        """Check that the present user may point at what these records point at.

        :param dict targets: where they point, as of :meth:`_get_targets`
        :param dict before: where they did, which is no news
        :raises AccessError: for what is not theirs
        """
        relations = {p.field for p in self._get_pointers() if not p.model_field}
        for (name, field), ids in targets.items():
            new = ids - (before or {}).get((name, field), set())
            if not new:
                continue
            model = self.env[name].with_context(active_test=False)
            if field in relations:
                allowed = model._may_be_pointed_at(new)
            else:
                allowed = self._may_point_at(model.browse(new))
            if not allowed:
                _logger.info(
                    "Refused to user %s: %s.%s points at %s %s.",
                    self.env.uid,
                    self._name,
                    field,
                    name,
                    sorted(new),
                )
                raise AccessError(
                    _(
                        "This points at a document, text, file or person that is not "
                        "yours, or that you may not write on. Choose one of your own."
                    )
                )

    @api.model
    def _may_point_at(self, documents):
        """Return whether the present user may put records of this model on documents.

        :param documents: recordset of any model
        """
        if not documents._may_be_pointed_at(documents.ids):
            return False
        right = "write"
        if self._name in POSTED:
            right = getattr(documents, "_mail_post_access", "write")
        if self._name in ONLY_READ or right == "read":
            return True
        try:
            check_rights(documents, right)
        except AccessError:
            return False
        return True

    @api.model
    def _may_be_pointed_at(self, ids):
        """Return whether the present user may read these records of this model."""
        try:
            check_access(self, "read")
        except AccessError:
            return False
        return self.search_count([("id", "in", list(ids))]) == len(ids)


def _to_ids(value):
    """Return the ids in a field that names documents."""
    if isinstance(value, str):
        try:
            value = literal_eval(value)
        except (SyntaxError, ValueError):
            return []
    ids = [value] if isinstance(value, int) else value
    return [i for i in ids if isinstance(i, int) and i]
