from odoo import _, api, models
from odoo.exceptions import UserError

from ...exceptions import PlaceMissing

_CLEARING = "revo_helpdesk_stages.helpdesk_ticket_clearing_action"
# It would lose where it stood, as the database only empties the field.
_NEVER_LEFT = "helpdesk.ticket"


class HelpdeskPlace(models.AbstractModel):
    """Where tickets stand: it goes when they have another place, and what was ever in
    use is archived, not deleted.
    """

    _name = "helpdesk.place"
    _description = "Where Tickets Stand"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        uses = [f"{label} ({count})" for label, count in self._count_uses().items()]
        if uses:
            raise UserError(
                _(
                    "%(name)s cannot be deleted: it is in use in %(uses)s. Archive it "
                    "instead; what was done with it stays.",
                    name=", ".join(self.mapped("display_name")),
                    uses=", ".join(uses),
                )
            )

    def _count_uses(self):
        """Return what needs these records: ``{label of a model: how many}``."""
        uses = {}
        for model_name, names in self._get_needing_fields().items():
            # sudo: what keeps it counts, no matter who may see it.
            model = self.env[model_name].sudo().with_context(active_test=False)
            domain = ["|"] * (len(names) - 1)
            domain += [(name, "in", self.ids) for name in names]
            if model_name == self._name:
                domain = [("id", "not in", self.ids), *domain]
            count = model.search_count(domain)
            if count:
                uses[self.env["ir.model"].sudo()._get(model_name).name] = count
        return uses

    def _get_needing_fields(self):
        """Return by which fields others need such records: ``{model: [field, …]}``."""
        pointers = {}
        for model in self.env.registry.models.values():
            if model._abstract or model._transient or not model._auto:
                continue
            names = [
                name
                for name, field in model._fields.items()
                if field.type == "many2one"
                and field.store
                and field.comodel_name == self._name
                and (field.ondelete == "restrict" or model._name == _NEVER_LEFT)
            ]
            if names:
                pointers[model._name] = names
        return pointers

    def _ask_for_place(self, tickets, **defaults):
        """Ask where the tickets go that stand here.

        :param tickets: helpdesk.ticket recordset, not empty
        :param defaults: values of the wizard
        :raises PlaceMissing: with the wizard that asks for it
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(_CLEARING)
        action["context"] = {
            f"default_{name}": value for name, value in defaults.items()
        }
        raise PlaceMissing(
            _(
                "%(name)s is in use: %(count)s tickets stand there, as %(tickets)s. "
                "Choose first where they go.",
                name=self.display_name,
                count=len(tickets),
                tickets=", ".join(tickets[:3].mapped("number")),
            ),
            action,
            _("Choose where they go"),
        )
