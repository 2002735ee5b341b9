"""What an attacker asks of each model, as the web client and RPC can."""

import functools

from ..compat import group_values
from .fetching import fetch
from .paths import (
    TEXT,
    get_export_paths,
    get_paths,
    get_readable,
    get_specification,
)

# Of what holds no marker, a few records show what a computed field tells.
_LIMIT = 10
_SAMPLES = 4


def search(attack):
    """Foreign records are not found by their ids."""
    foreign = attack.foreign

    def find():
        return attack.model.search([("id", "in", list(foreign))]).ids

    found = attack.ask("search", "id", find) or ()
    for res_id in found:
        attack.report.add(
            attack.model._name, "search", attack.role, "id", foreign[res_id]
        )


def search_content(attack):
    """No search by the content of what one may not read finds anything."""
    if not attack.may_read:
        attack.ask("search content", "*", lambda: attack.model.search_count([]))
        return
    for paths in get_paths(attack.model, attack.comodels, attack.get_texts):
        attack.report.cells["search content"] += len(paths)
        for path in attack.find_by(paths):
            found = next(
                (t for t in sorted(attack.forbidden) if attack.find_by([path], t)), "?"
            )
            attack.report.add(
                attack.model._name, "search content", attack.role, path, {found}
            )


def read(attack):
    """Nothing foreign is in what one can find and read."""
    records = _find_some(attack)
    names = get_readable(attack.model)
    attack.ask_each("read", names, records.read)
    # What is hidden by a group stays hidden also if asked for.
    for name in attack.model._fields.keys() - set(names):
        if attack.model._fields[name].groups:
            attack.ask("read", name, lambda name=name: records.read([name]))


def read_foreign(attack):
    """What has a known id cannot be read."""
    texts = [n for n in get_readable(attack.model) if _is_text(attack.model, n)]
    for res_id in attack.samples:
        record = attack.model.browse(res_id)
        for name, names in (("display_name", ["display_name"]), ("*", texts)):
            attack.refuse(
                "read foreign",
                name,
                lambda record=record, names=names: record.read(names),
                attack.foreign[res_id],
            )


def read_group(attack):
    """Groups and their totals show nothing foreign."""
    for name, field in attack.model._fields.items():
        if not field.store or field.type not in {*TEXT, "many2one", "many2many"}:
            continue
        attack.ask(
            "read_group",
            name,
            lambda name=name: group_values(attack.model, name, _LIMIT),
        )
        if not attack.may_read:
            return


def name_search(attack):
    hits = attack.ask(
        "name_search", "name", lambda: attack.model.name_search("zq", limit=None)
    )
    if not hits:
        return
    if not (attack.model._rec_name or attack.model._rec_names_search):
        # Odoo gives everything there is where nothing has a name.
        return
    # Nothing is found by a name that is not shown, either.
    hits = attack.ask(
        "name_search", "name", lambda: attack.model.name_search(attack.pattern)
    )
    if hits:
        attack.report.add(attack.model._name, "name_search", attack.role, "name", {"?"})


def export_data(attack):
    records = _find_some(attack)
    paths = get_export_paths(attack.model, attack.comodels)
    attack.ask_each("export_data", paths, records.export_data)


def web_search_read(attack):
    model = attack.model
    specification = get_specification(model, attack.comodels)

    marked = list(attack.secrets.of(model._name))
    domain = [("id", "in", marked)] if marked else []
    limit = None if marked else _LIMIT
    attack.ask_each(
        "web_search_read",
        list(specification),
        lambda names: model.web_search_read(
            domain, {name: specification[name] for name in names}, limit=limit
        ),
    )
    for res_id in attack.samples:
        attack.refuse(
            "web_read",
            "*",
            lambda res_id=res_id: model.browse(res_id).web_read({"display_name": {}}),
            attack.foreign[res_id],
        )


def onchange(attack):
    """Choosing a foreign record in a form tells nothing of it."""
    model = attack.model
    specification = get_specification(model, attack.comodels)
    texts = {name: {} for name in specification if _is_text(model, name)}
    attack.ask("onchange", "*", lambda: model.onchange({}, [], specification))
    for name, field in model._fields.items():
        if field.type != "many2one" or field.comodel_name not in attack.comodels:
            continue
        told = {
            **texts,
            name: specification.get(name, {"fields": {"display_name": {}}}),
        }
        for res_id in _get_samples(attack, field.comodel_name):
            question = functools.partial(model.onchange, {name: res_id}, [name], told)
            attack.ask("onchange", name, question)


def copy(attack):
    for res_id in attack.samples:
        attack.refuse(
            "copy",
            "*",
            lambda res_id=res_id: attack.model.browse(res_id).copy(),
            attack.foreign[res_id],
        )


def write(attack):
    name = next(
        (
            name
            for name, field in attack.model._fields.items()
            if field.store and field.type in TEXT and not field.readonly
        ),
        None,
    )
    for res_id in attack.samples:
        record = attack.model.browse(res_id)
        markers = attack.foreign[res_id]
        if name:
            attack.refuse(
                "write", name, lambda record=record: record.write({name: "x"}), markers
            )
        attack.refuse("unlink", "*", lambda record=record: record.unlink(), markers)


def default_get(attack):
    """A form opened for a foreign record is not filled with what it holds."""
    names = list(attack.model._fields)
    attack.ask("default_get", "*", lambda: attack.model.default_get(names))
    for comodel in ("helpdesk.ticket", "res.partner", "mail.message"):
        for res_id in _get_samples(attack, comodel):
            model = attack.model.with_context(
                active_model=comodel,
                active_id=res_id,
                active_ids=[res_id],
                default_model=comodel,
                default_res_model=comodel,
                default_res_id=res_id,
                default_res_ids=repr([res_id]),
                default_ticket_ids=[res_id],
                default_partner_id=res_id,
                default_parent_id=res_id,
            )
            attack.ask(
                "default_get", comodel, lambda model=model: model.default_get(names)
            )


OPERATIONS = (
    search,
    search_content,
    read,
    read_foreign,
    fetch,
    read_group,
    name_search,
    export_data,
    web_search_read,
    onchange,
    copy,
    write,
    default_get,
)


# What the access list of a model that a role may not read does not answer: what is
# found by ids or changed, and what Odoo fills in before it asks.
AT_A_CLOSED_MODEL = (search, read_foreign, fetch, onchange, default_get, write)


# For who stands where another role stands, which tries all of it.
FIRST_OPERATIONS = (search, read, read_foreign, fetch, name_search, copy, write)


def _is_text(model, name):
    return model._fields[name].type in TEXT


def _find_some(attack):
    """Return what a role finds: the newest, and what holds a marker."""
    model = attack.model

    def find():
        marked = list(attack.secrets.of(model._name))
        return model.search([("id", "in", marked)]) | model.search(
            [], limit=_LIMIT, order="id desc"
        )

    records = attack.ask("search", "*", find)
    return model if records is None else records


def _get_samples(attack, comodel):
    """Return a foreign record of each kind in another model, one for a closed model."""
    samples = {
        markers: res_id
        for res_id, markers in attack.secrets.of(comodel).items()
        if markers <= attack.forbidden
    }
    return list(samples.values())[: _SAMPLES if attack.may_read else 1]
