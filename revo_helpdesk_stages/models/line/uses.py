"""What keeps a record from being deleted, in words."""

from odoo import _
from odoo.exceptions import UserError

# It would lose where it stood, as the database only empties the field.
_NEVER_LEFT = "helpdesk.ticket"


def check_unused(records):
    """Check that nothing stands with records that are to be deleted.

    :param records: recordset
    :raises UserError: naming what does
    """
    uses = [
        f"{label} ({count})"
        for label, count in _count_uses(records).items()
    ]
    if uses:
        raise UserError(
            _(
                "%(name)s cannot be deleted: it is in use in %(uses)s. Archive it "
                "instead; what was done with it stays.",
                name=", ".join(records.mapped("display_name")),
                uses=", ".join(uses),
            )
        )


def _count_uses(records):
    uses = {}
    for model_name, names in _get_pointers(records).items():
        # sudo: what keeps it counts, no matter who may see it.
        model = records.env[model_name].sudo().with_context(active_test=False)
        domain = ["|"] * (len(names) - 1) + [(n, "in", records.ids) for n in names]
        count = model.search_count(domain)
        if model_name == records._name:
            count = len(model.search(domain) - records)
        if count:
            label = records.env["ir.model"].sudo()._get(model_name).name
            uses[label] = count
    return uses


def _get_pointers(records):
    """Return by which fields other records need these: ``{model: [field, …]}``."""
    pointers = {}
    for model in records.env.registry.models.values():
        if model._abstract or model._transient or not model._auto:
            continue
        names = [
            name
            for name, field in model._fields.items()
            if field.type == "many2one"
            and field.store
            and field.comodel_name == records._name
            and (field.ondelete == "restrict" or model._name == _NEVER_LEFT)
        ]
        if names:
            pointers[model._name] = names
    return pointers
