"""Send the requests of rows, and note what they cost.

Run in Odoo's shell by ``./dev bench``.
"""

from contextlib import closing, contextmanager
from dataclasses import asdict
from functools import partial

from callers import noted
from meter import Cost, Failed, Meter, Person, Program

#: How often a row is measured where it does not say; the first time is a warm-up.
RUNS = 6

#: The password of the crowd.
PASSWORD = "bench"


def run(env, rows):
    """Measure rows.

    :param list rows: dicts with the `name` of the row, and either the `login` and the
        `requests` of a person, with the kind of `key` that a program of theirs has, or
        `statements` in SQL; and `runs`, if it has its own
    :return: a dict by row: the `costs` of each run and the `callers` of one more, or
        the `error` that it has ended in
    """
    with closing(Meter(env.registry)) as meter:
        return {row["name"]: _measure(env, meter, row) for row in rows}


def run_cron(env, model, method, statements):
    """Measure a cron, which commits.

    :param list statements: SQL that makes something due
    :return: what it has cost
    """
    for statement in statements:
        env.cr.execute(statement)
    env.cr.commit()
    env.invalidate_all()
    with closing(Meter(env.registry)) as meter, meter.measure() as costs:
        getattr(env[model], method)()
    return asdict(costs[0])


def _measure(env, meter, row):
    try:
        with _asking(env, meter, row) as ask:
            asked = row.get("requests") or [row["statements"]]
            costs = [
                asdict(sum(map(ask, asked), Cost()))
                for _number in range(row.get("runs", RUNS))
            ]
            # One more: whoever notes takes time.
            with noted() as callers:
                for request in asked:
                    ask(request)
        return {
            "callers": [[*caller, count] for caller, count in callers.most_common()],
            "costs": costs,
        }
    except Failed as failed:
        return {"error": str(failed)}


@contextmanager
def _asking(env, meter, row):
    """A block of code; it gets the function that asks for something, and returns what
    that costs."""
    if "statements" in row:
        yield partial(_execute, env.registry, meter)
    elif "key" in row:
        with _key(env, row["login"], row["key"]) as secret:
            yield Program(meter, secret).ask
    else:
        password = row.get("password", PASSWORD)
        yield Person(meter, env.cr.dbname, row["login"], password).ask


@contextmanager
def _key(env, login, kind):
    """A block of code with a key of somebody, which is there for as long."""
    user = env["res.users"].search([("login", "=", login)])
    values = {"name": "Bench", "kind": kind, "user_id": user.id}
    if kind == "client":
        values["client_id"] = user.partner_id.commercial_partner_id.id
    key, secret = env["helpdesk.api.key"]._make(values, 1)
    env.cr.commit()
    try:
        yield secret
    finally:
        key.action_revoke()
        key.unlink()
        env.cr.commit()


def _execute(registry, meter, statements):
    with registry.cursor() as cr, meter.measure() as costs:
        for statement in statements:
            cr.execute(statement)
            cr.fetchall()
    return costs[0]
