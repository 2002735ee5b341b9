"""What can be asked of a model: its fields, and the paths to those of other models."""

from odoo import fields
from odoo.tools import mute_logger

from ..compat import DOMAIN_LOGGER

TEXT = {"char", "text", "html"}


def is_searchable(field):
    return bool(field.store or field.search)


def get_texts(model):
    """Return the names of texts that can be searched."""
    return [
        name
        for name, field in model._fields.items()
        if field.type in TEXT and is_searchable(field) and not _fails(model, field)
    ]


def _fails(model, field):
    """Return whether nobody can search by a field, not even the superuser."""
    if field.store and field.column_type:
        return False
    known = model.pool.__dict__.setdefault("_isolation_fails", {})
    if field not in known:
        domain = [(field.name, "ilike", "no such text")]
        with mute_logger("odoo.sql_db", DOMAIN_LOGGER):
            try:
                with model.env.cr.savepoint(flush=False):
                    # Odoo takes what it cannot search by for true.
                    known[field] = bool(model.sudo().search_count(domain))
            # Whatever is raised, it is no answer.
            except Exception:
                known[field] = True
    return known[field]


def get_relations(model, comodels):
    """Return the searchable relations to one of some models."""
    return [
        field
        for field in model._fields.values()
        if field.relational and field.comodel_name in comodels and is_searchable(field)
    ]


def is_joined(field):
    """Return whether a search through a relation asks no rules of the other model."""
    return bool(
        getattr(field, "auto_join", False)
        or getattr(field, "bypass_search_access", False)
    )


def get_paths(model, comodels, get_known):
    """Return the paths to texts, in groups.

    One step: texts and relations of the model. Two steps: through every relation to a
    model with markers. Three: where the first one may ask no rules, as it is joined or
    has a search of its own; elsewhere it asks what is asked from there anyway.

    :param comodels: names of the models that hold markers
    :param get_known: gives the texts of a model that can be searched when it is asked
    :return: ``[[path, …], …]``, what can be asked together
    """
    relations = get_relations(model, comodels)
    groups = [[*get_texts(model), *(field.name for field in relations)]]
    for field in relations:
        comodel = model.env[field.comodel_name]
        joined = is_joined(field)
        groups.append(_prefix(field.name, get_known(comodel._name, joined)))
        # A many2one is asked like the model that it leads to.
        if not joined and field.store and field.type != "one2many":
            continue
        for step in get_relations(comodel, comodels):
            texts = get_known(step.comodel_name, is_joined(step))
            groups.append(_prefix(f"{field.name}.{step.name}", texts))
    return [group for group in groups if group]


def _prefix(steps, names):
    return [f"{steps}.{name}" for name in names]


def get_readable(model):
    """Return the fields that no group hides from the user; pictures aside."""
    # 17.0 and 19.0.
    has_groups = getattr(model, "user_has_groups", None) or model.env.user.has_groups
    return [
        name
        for name, field in model._fields.items()
        if not isinstance(field, fields.Image)
        and (not field.groups or has_groups(field.groups))
    ]


def get_specification(model, comodels, depth=2):
    """Return what a client of the web asks to read: all fields, and those behind
    them.
    """
    specification = {}
    for name in get_readable(model):
        field = model._fields[name]
        if depth < 2 and field.type not in {*TEXT, "many2one"}:
            continue
        specification[name] = {}
        if field.relational:
            comodel = model.env[field.comodel_name]
            specification[name]["fields"] = {"display_name": {}}
            if depth > 1 and comodel._name in comodels:
                specification[name]["fields"].update(
                    get_specification(comodel, comodels, depth - 1)
                )
    return specification


def get_export_paths(model, comodels):
    """Return what can be asked of an export: all fields, and texts behind relations."""
    paths = []
    for name in get_readable(model):
        field = model._fields[name]
        if name == "id" or field.type == "binary":
            # The export of an id makes an external one.
            continue
        paths.append(name)
        if field.relational and field.comodel_name in comodels:
            texts = get_texts(model.env[field.comodel_name])
            paths += [f"{name}/{text}" for text in texts]
    return paths
