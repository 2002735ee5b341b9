"""What records tell that somebody has got by their numbers alone."""

from ..complete import is_complete
from .paths import TEXT, get_readable

# Of how many foreign records each column is asked where not everything is tried.
_ENOUGH = 6


def fetch(attack):
    """Nothing foreign tells its columns to who takes it by its number, as methods of
    recordsets do: they ask for a field of records that nobody has searched for.

    What Odoo computes for whoever asks it, as the name of a user's contact, is held by
    the table of calls, which has none of these methods.
    """
    model = attack.model
    texts = [name for name in get_readable(model) if _is_column(model._fields[name])]
    held = _get_held(attack)
    stride = 1 if is_complete() else max(1, len(held) // _ENOUGH)
    for number, res_id in enumerate(held):
        record = model.browse(res_id)
        # Another part of the columns for each, so that all of them are asked.
        for name in texts[number % stride :: stride]:
            # With nothing in the cache, as each call by RPC starts.
            attack.env.transaction.clear()
            attack.ask("fetch", name, lambda name=name, of=record: of.mapped(name))


def _get_held(attack):
    """Return the ids of foreign records that are held from a role: from who is nobody
    in the line messages on its records are, and others as Odoo has it.
    """
    model = attack.model
    if model._name != "mail.message" or model.env.user._get_line_role():
        return attack.samples
    # One of each kind, of those in the line.
    messages = model.sudo().browse(attack.foreign)
    in_line = messages.filtered(
        lambda message: (message.model or "").startswith("helpdesk.")
    )
    kinds = {
        (message.model, attack.foreign[message.id]): message.id for message in in_line
    }
    return list(kinds.values())


def _is_column(field):
    return field.type in TEXT and field.store and not field.inherited
