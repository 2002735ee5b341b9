"""What records tell that somebody has got by their numbers alone."""

from .paths import TEXT, get_readable


def fetch(attack):
    """Nothing foreign tells its columns to who takes it by its number, as methods of
    recordsets do: they ask for a field of records that nobody has searched for.

    What Odoo computes for whoever asks it, as the name of a user's contact, is held by
    the table of calls, which has none of these methods.
    """
    model = attack.model
    texts = [name for name in get_readable(model) if _is_column(model._fields[name])]
    for res_id in attack.samples:
        record = model.browse(res_id)
        for name in texts:
            # With nothing in the cache, as each call by RPC starts.
            attack.env.transaction.clear()
            attack.ask("fetch", name, lambda name=name, of=record: of.mapped(name))


def _is_column(field):
    return field.type in TEXT and field.store and not field.inherited
