"""A record of each party in every model that has to do with one, from the registry.

A model added later is planted as well, without a word here.
"""

import datetime

import psycopg2

from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger

from ..compat import SHARED
from .markers import marker

PARTIES = ("north", "south", "vendor")
_TEXT = {"char", "text", "html"}
_MAGIC = {"id", "create_uid", "create_date", "write_uid", "write_date"}
# What is not planted, and why.
UNPLANTED = {
    "change.password.user": "made by its wizard alone",
    "fastapi.endpoint": "what the server offers to programs, for administrators alone",
    "ir.default": "holds values, not texts",
    "mail.activity.schedule": "made for the records that are open",
    "mail.activity.schedule.line": "likewise",
    "mail.activity.type": "the vendor's configuration, for everybody",
    "mail.resend.message": "made for the message that is open",
    "project.share.wizard": "made for the project that is open",
    "queue.job": "made by the queue alone",
    "res.company": "the vendor's own company, known to everybody",
    "sms.composer": "made for the records that are open",
    **SHARED,
}
# What points to a record of any model.
_POINTERS = {"res_model": "res_id", "model": "res_id", "resource_ref": None}


class Planter:
    """Makes records with markers, and remembers whose each one is."""

    def __init__(self, env, anchors):
        """
        :param dict anchors: ``{party: {model: record}}``, what a party's record in
            another model points to
        """
        self.env = env
        self.anchors = anchors
        self.planted = {}
        self.failures = {}

    def plant_all(self, known):
        """Plant every model with a stored relation to what belongs to a party.

        :param known: names of models that hold markers already
        """
        for name in sorted(self.env.registry):
            model = self.env[name]
            if name in known or not self._is_to_plant(model):
                continue
            for party in PARTIES:
                self._plant(model, party)

    def _is_to_plant(self, model):
        return bool(
            not model._abstract
            and model._name not in UNPLANTED
            and model._auto
            and (self._get_links(model) or self._get_pointer(model))
        )

    def _get_links(self, model):
        """Return the stored relations to what belongs to a party."""
        return [
            field
            for field in model._fields.values()
            if field.type in ("many2one", "many2many")
            and field.store
            and field.name not in _MAGIC
            and field.comodel_name in self.anchors["north"]
            and field.comodel_name != model._name
        ]

    def _get_pointer(self, model):
        return next(
            (
                (name, key)
                for name, key in _POINTERS.items()
                if name in model._fields
                and model._fields[name].store
                and (key is None or key in model._fields)
                and model._fields[name].type in ("char", "selection", "reference")
            ),
            None,
        )

    def _plant(self, model, party):
        error = None
        links = self._get_links(model)
        # All texts and relations; else what is required, with one relation if need be.
        for chosen in [links, *([link] for link in links), []]:
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    vals = self._prepare(model, party, chosen, chosen is links)
                    record = model.create(vals)
                    self.env.flush_all()
            except (
                UserError,
                ValidationError,
                ValueError,
                TypeError,
                KeyError,
                AttributeError,
                AssertionError,
                NotImplementedError,
                psycopg2.Error,
            ) as caught:
                error = error or caught
                self.env.invalidate_all()
                continue
            self.planted.setdefault(model._name, {})[record.id] = marker(party, "plant")
            return
        self.failures[model._name] = f"{type(error).__name__}: {error}".splitlines()[0]

    def _prepare(self, model, party, links, thorough):
        anchors = self.anchors[party]
        defaults = model.default_get(list(model._fields))
        vals = {}
        for field in self._get_links(model):
            if field not in links and not field.required:
                continue
            record = anchors[field.comodel_name]
            vals[field.name] = (
                record.id if field.type == "many2one" else [(6, 0, record.ids)]
            )
        pointer = self._get_pointer(model)
        if pointer:
            vals.update(self._prepare_pointer(model, anchors, pointer))
        for name, field in model._fields.items():
            if name in _MAGIC or name in vals or not field.store or field.related:
                continue
            missing = field.required and not defaults.get(name)
            if field.type in _TEXT and (missing or thorough):
                if not field.required and (field.readonly or field.compute):
                    continue
                vals[name] = marker(party, "plant")
            elif missing and not field.compute:
                vals[name] = self._get_value(field, party)
        return vals

    def _prepare_pointer(self, model, anchors, pointer):
        name, key = pointer
        ticket = anchors["helpdesk.ticket"]
        if model._fields[name].type == "reference":
            return {name: f"{ticket._name},{ticket.id}"}
        vals = {key: ticket.id} if key else {}
        twin = f"{name}_id"
        if model._fields[name].related and twin in model._fields:
            return {**vals, twin: self.env["ir.model"]._get_id(ticket._name)}
        return {**vals, name: ticket._name}

    def _get_value(self, field, party):
        """Return some value for a required field."""
        if field.type == "many2one":
            return self._get_other(self.env[field.comodel_name], party).id
        if field.type == "selection":
            return field.get_values(self.env)[0]
        return {
            "boolean": True,
            "date": datetime.date(2030, 1, 1),
            "datetime": datetime.datetime(2030, 1, 1),
            "integer": 1,
            "many2one_reference": 1,
            "float": 1.0,
            "monetary": 1.0,
            "json": {},
            "binary": b"AAAA",
        }.get(field.type, False)

    def _get_other(self, model, party):
        """Return the party's record of a model, else some record."""
        for res_id, text in self.planted.get(model._name, {}).items():
            if text == marker(party, "plant"):
                return model.browse(res_id)
        return model.search([], limit=1) or model.create(
            self._prepare(model, party, [], False)
        )
