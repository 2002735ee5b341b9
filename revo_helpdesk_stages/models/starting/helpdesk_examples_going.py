from odoo import _, api, models
from odoo.exceptions import UserError

from .helpdesk_examples import HelpdeskExamples as DefinedHelpdeskExamples

# In this order: what goes first takes along what is of it.
_FIRST = (
    "helpdesk.ticket",
    "account.analytic.line",
    "project.task",
    "project.project",
    "helpdesk.ticket.team",
    "hr.employee",
    "res.users",
    "res.partner",
)
# What hangs on a record by its name and number.
_HANGING = {
    "mail.message": "model",
    "mail.activity": "res_model",
    "mail.followers": "res_model",
    "ir.attachment": "res_model",
}
_NAMED = 5


class HelpdeskExamples(models.AbstractModel):
    """Taking out goes no further than loading went, and stops at what is real."""

    _inherit = DefinedHelpdeskExamples._name

    @api.model
    def _take_out(self):
        """Delete what loading the examples has made, and what hangs on it.

        :raises UserError: where somebody has written on an example, or something real
            names one
        """
        self._check_administrator()
        if self._get_state() != "in":
            raise UserError(_("No examples have been loaded into this database."))
        made = self._find_there(self._get_kept()["made"])
        self._check_no_words(made)
        self._check_nothing_real(made)
        # What has gone with something else is no longer there to be deleted.
        for name in (*_FIRST, *made):
            # sudo: the examples are of many people.
            self.env[name].sudo().browse(made.get(name, [])).exists().unlink()
        self._keep(None)

    @api.model
    def _find_there(self, made):
        """Return which of the rows are still there."""
        # sudo: the examples are of many people.
        return {
            name: self.env[name].sudo().browse(ids).exists().ids
            for name, ids in made.items()
            if name in self.env
        }

    @api.model
    def _find_hanging(self, made, name):
        """Return what hangs on the examples: ids of messages, activities and so on."""
        model = _HANGING[name]
        # sudo: of all people.
        records = self.env[name].sudo()
        if name == "ir.attachment":
            # Odoo shows no others of these without being asked.
            records = records.with_context(skip_res_field_check=True)
        found = set()
        for of, ids in made.items():
            if ids and of not in _HANGING:
                found.update(
                    records.search([(model, "=", of), ("res_id", "in", ids)]).ids
                )
        return found

    @api.model
    def _check_no_words(self, made):
        """Check that nobody has written on an example, or attached a file."""
        # sudo: of all people.
        messages = self.env["mail.message"].sudo()
        written = messages.browse(
            self._find_hanging(made, "mail.message") - {*made.get("mail.message", [])}
        ).filtered(lambda message: message.message_type != "notification")
        files = self.env["ir.attachment"].sudo()
        files = files.browse(
            self._find_hanging(made, "ir.attachment") - {*made.get("ir.attachment", [])}
        )
        places = {(word.model, word.res_id) for word in written}
        places |= {(file.res_model, file.res_id) for file in files}
        if places:
            # sudo: the names of what an administrator takes out.
            names = [self.env[name].sudo().browse(i).display_name for name, i in places]
            raise UserError(
                _(
                    "The examples stay, as somebody has written on them: %s. What "
                    "people wrote is not deleted with them. Delete these yourself if "
                    "nobody needs the words, then take the examples out.",
                    ", ".join(sorted(names)[:_NAMED]),
                )
            )

    @api.model
    def _check_nothing_real(self, made):
        """Check that nothing that is no example names one, and would lose it."""
        # The database is asked.
        self.env.flush_all()
        going = {name: {*ids} for name, ids in made.items()}
        for name in _HANGING:
            going.setdefault(name, set()).update(self._find_hanging(made, name))
        # What an example's person was to do, others are told of, too.
        # sudo: of all people.
        activities = self.env["mail.activity"].sudo().with_context(active_test=False)
        planned = activities.search([("user_id", "in", made.get("res.users", []))])
        going["mail.activity"].update(planned.ids)
        real = []
        for name, field in self._get_pointing(made):
            model = self.env[name]
            # SQL: a foreign key holds whoever sees the row; names are the registry's.
            self.env.cr.execute(
                f'SELECT id FROM "{model._table}" WHERE "{field.name}" = ANY(%s)'
                " AND id != ALL(%s) ORDER BY id LIMIT 5",
                [made[field.comodel_name], [*going.get(name, ())]],
            )
            # sudo: what is real is named to the administrator, whoever's it is.
            found = model.sudo().browse(i for (i,) in self.env.cr.fetchall())
            real += [
                f"{record.display_name} ({model._description})" for record in found
            ]
        if real:
            raise UserError(
                _(
                    "The examples stay, as something real names them: %s. Give these "
                    "another reseller, client, team or person, then take the examples "
                    "out.",
                    ", ".join(dict.fromkeys(real[:_NAMED])),
                )
            )

    @api.model
    def _get_pointing(self, made):
        """Return which fields of what other records name the examples, and neither go
        with them nor only say who stored something.
        """
        for name, model in self.env.items():
            if not model._auto or model._abstract or model._transient:
                continue
            for field in model._fields.values():
                if (
                    field.type == "many2one"
                    and field.store
                    # Odoo empties these by itself.
                    and not field.company_dependent
                    and made.get(field.comodel_name)
                    and field.name not in ("create_uid", "write_uid")
                    and field.ondelete != "cascade"
                    and not field.related
                ):
                    yield name, field
