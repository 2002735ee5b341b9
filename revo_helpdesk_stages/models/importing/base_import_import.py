from odoo import api, models

# What nobody writes on a ticket, and belongs to its past.
_PAST = (
    "number",
    "create_date",
    "escalated_date",
    "development_date",
    "first_answer_date",
    "resolved_date",
    "closed_date",
)


class BaseImport(models.TransientModel):
    """The columns of a file of tickets."""

    _inherit = "base_import.import"

    @api.model
    def get_fields_tree(self, model, *args, **kwargs):
        """Offer managers the past of tickets, which screens show only."""
        tree = super().get_fields_tree(model, *args, **kwargs)
        tickets = self.env["helpdesk.ticket"]
        if model != tickets._name or self.res_model != model:
            return tree
        if not tickets._imports_past():
            return tree
        offered = {field["name"] for field in tree}
        return tree + [
            {
                "id": name,
                "name": name,
                "string": field["string"],
                "required": False,
                "fields": [],
                "type": field["type"],
                "model_name": model,
            }
            for name, field in tickets.fields_get(_PAST, ["string", "type"]).items()
            if name not in offered
        ]
