"""Everything that stands on tickets, whichever model it is of.

SQL: no search tells of which ticket each record is that it finds.
"""

from ast import literal_eval

from odoo.tools import SQL

from ..readers.mail_message import TICKET

TASK = "project.task"

# What hangs on a ticket or on its task is of one of these: other documents that are
# linked to a ticket, as orders, are their own apps'.
_FAMILIES = ("helpdesk.", "mail.", "rating.", "sms.")
_NEIGHBOURS = {"account.analytic.line", "ir.attachment", TASK}

# How far away from its ticket something may stand.
_STEPS = 5


def get_models(env):
    """Return the models with a table whose records may stand on tickets."""
    return [
        model
        for name, model in env.items()
        if (name.startswith(_FAMILIES) or name in _NEIGHBOURS)
        and model._auto
        and not model._abstract
    ]


def collect(env, ticket_ids):
    """Return what stands on tickets, with the same queries for any number of them.

    :param ticket_ids: of helpdesk.ticket
    :return: ``{model: {record id: id of its ticket}}``
    """
    found = {TICKET: {ticket: ticket for ticket in ticket_ids}}
    fresh = {TICKET: found[TICKET], TASK: _get_tasks(env, ticket_ids)}
    found[TASK] = dict(fresh[TASK])
    models = [model for model in get_models(env) if model._name != TICKET]
    for _step in range(_STEPS):
        if not any(fresh.values()):
            break
        news = {}
        for model in models:
            known = found.setdefault(model._name, {})
            for field, model_field, target in _get_ways(model, fresh):
                rows = _follow(model, field, model_field, target, fresh[target])
                new = {id_: of for id_, of in rows.items() if id_ not in known}
                known.update(new)
                news.setdefault(model._name, {}).update(new)
        fresh = news
    return {name: rows for name, rows in found.items() if rows}


def _get_tasks(env, ticket_ids):
    env.cr.execute(
        "SELECT task_id, id FROM helpdesk_ticket "
        "WHERE id = ANY(%s) AND task_id IS NOT NULL",
        [list(ticket_ids)],
    )
    return dict(env.cr.fetchall())


def _get_ways(model, targets):
    """Return by which fields records of a model point at records of others.

    :return: list of ``(field, field of the model's name or empty, model)``
    """
    ways = [
        (pointer.field, pointer.model_field, target)
        for pointer in model._get_pointers()
        if pointer.model_field
        and model._fields[pointer.field].store
        and model._fields[pointer.model_field].store
        and model._fields[pointer.model_field].type == "char"
        for target in targets
    ]
    ways += [
        (name, "", field.comodel_name)
        for name, field in model._fields.items()
        if field.store
        and field.type in ("many2one", "many2many")
        and field.comodel_name in targets
    ]
    return [way for way in ways if targets[way[2]]]


def _follow(model, name, model_field, target, rows):
    """Return the records of a model that point at some of another."""
    field, ids, cr = model._fields[name], list(rows), model.env.cr
    if field.type == "many2many":
        query = SQL(
            "SELECT %s, %s FROM %s WHERE %s = ANY(%s)",
            SQL.identifier(field.column1),
            SQL.identifier(field.column2),
            SQL.identifier(field.relation),
            SQL.identifier(field.column2),
            ids,
        )
    elif field.type in ("char", "text"):
        return _follow_written(model, name, model_field, target, rows)
    else:
        of_model = SQL("TRUE")
        if model_field:
            of_model = SQL("%s = %s", SQL.identifier(model_field), target)
        query = SQL(
            "SELECT id, %s FROM %s WHERE %s = ANY(%s) AND %s",
            SQL.identifier(name),
            SQL.identifier(model._table),
            SQL.identifier(name),
            ids,
            of_model,
        )
    cr.execute(query)
    return {id_: rows[of] for id_, of in cr.fetchall()}


def _follow_written(model, name, model_field, target, rows):
    """Likewise where ids are written as a text."""
    model.env.cr.execute(
        SQL(
            "SELECT id, %s FROM %s WHERE %s = %s AND %s IS NOT NULL",
            SQL.identifier(name),
            SQL.identifier(model._table),
            SQL.identifier(model_field),
            target,
            SQL.identifier(name),
        )
    )
    found = {}
    for id_, written in model.env.cr.fetchall():
        try:
            ids = literal_eval(written)
        except (ValueError, SyntaxError):
            continue
        for of in ids if isinstance(ids, list | tuple) else [ids]:
            if of in rows:
                found[id_] = rows[of]
    return found
