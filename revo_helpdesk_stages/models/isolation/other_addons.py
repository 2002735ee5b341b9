"""What code of other addons runs into while people of the line work with tickets.

It computes, proposes and stores with the rights of the person in front, and was written
for employees, who may read every setting: a reseller could no longer open a ticket as
soon as it looks one up. What is closed stays closed; there is just no error in a
person's way. A question comes to nothing, and what happens along with a change of a
ticket happens in the name of the server.
"""

import logging

from odoo import api, models, tools
from odoo.exceptions import AccessError

from ...compat import check_rights, may_access
from ..context import AS_PERSON, not_saying, saying, says
from ..readers.mail_message import TICKET

_logger = logging.getLogger(__name__)

# Labels of Odoo's own on what a reseller sees, by which nothing is decided.
_LABELS = frozenset({"res.partner.category"})


def _summary(error):
    return str(error).strip().partition("\n")[0]


class Base(models.AbstractModel):
    """What is asked along the way, and not by the person, has an empty answer."""

    _inherit = "base"

    def _compute_field_value(self, field):
        """Compute what a reseller or client cannot compute to be empty.

        What is stored is the server's: it is the same for everybody.
        """
        try:
            return super()._compute_field_value(field)
        except AccessError as error:
            if not self._asks_along(error):
                raise
        if field.store:
            # sudo: not the person's view of it, but what everybody reads.
            return super(Base, self.sudo())._compute_field_value(field)
        if len(self) > 1:
            for record in self:
                record._compute_field_value(field)
            return None
        # sudo: 19.0 asks for rights on a closed model, also where nothing is set.
        record = self.sudo()
        for computed in self.pool.field_computed[field]:
            record[computed.name] = False
        return None

    def _apply_onchange_methods(self, field_name, result):
        try:
            return super()._apply_onchange_methods(field_name, result)
        except AccessError as error:
            if not self._asks_along(error):
                raise
        return None

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Find nothing of a model of another addon that is closed to a reseller or
        client: whoever asks for it from outside is refused at the door.

        Not of Odoo's own but for labels: what a person is shown of a list is what the
        server finds there next, as of the groups of a user.
        """
        try:
            return super()._search(domain, *args, **kwargs)
        except AccessError as error:
            if not self.env.user._is_party():
                raise
            is_closed = self._is_passed_over() and not may_access(self, "read")
            if not is_closed or not self.browse()._asks_along(error):
                raise
            return self.browse()._as_query()

    @api.model
    def _apply_ir_rules(self, query, mode="read"):
        """Show nothing of such a model in a list on another record, either: 17.0 asks
        the rules alone for it. 19.0 searches, and has no such method.
        """
        result = super()._apply_ir_rules(query, mode)
        if (
            not self.env.su
            and self.env.user._is_party()
            and self._is_passed_over()
            and not may_access(self, mode)
        ):
            query.add_where("FALSE")
        return result

    @api.model
    def _is_passed_over(self):
        """Return whether a model is of an addon that the line does not stand on, or
        has only labels.
        """
        if self._name in _LABELS:
            return True
        line = self.env["ir.module.module"]._get_addons_of_line()
        return self._original_module not in line

    @api.model
    def _propose(self, default_get, fields_list):
        """Return defaults, without those that the present user may not look up.

        :param default_get: the method that proposes them
        :param list fields_list: as given to it
        """
        try:
            return default_get(fields_list)
        except AccessError as error:
            if not self.browse()._asks_along(error):
                raise
        proposed = {}
        for name in fields_list:
            try:
                proposed.update(default_get([name]))
            except AccessError as error:
                _logger.info(
                    "No default of %s.%s: %s", self._name, name, _summary(error)
                )
        return proposed

    def _asks_along(self, error):
        """Return whether an error comes of what a reseller or client has not asked.

        Who may not read these records themselves has asked for them.
        """
        if self.env.su or not self.env.user._is_party():
            return False
        stored = self.browse(self._origin.ids)
        if stored:
            try:
                check_rights(stored, "read")
            except AccessError:
                return False
        _logger.info("Nothing for user %s: %s", self.env.uid, _summary(error))
        return True

    def _as_person(self):
        """Return tickets again as who changes them, see :meth:`_as_server`."""
        if self._name != TICKET or not says(self, AS_PERSON):
            return self
        # sudo taken back: the rights and rules of the person hold for what is stored.
        return not_saying(self.sudo(False), AS_PERSON)


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    @api.model
    @tools.ormcache()
    def _get_addons_of_line(self):
        """Return the names of the addons of the line, and of those that they need."""
        # SQL: one statement, however far it is to the last one that they need.
        self.env.cr.execute(
            """
            WITH RECURSIVE line(name) AS (
                   SELECT name::text
                     FROM ir_module_module
                    WHERE name LIKE 'revo\\_helpdesk\\_%'
                    UNION
                   SELECT needed.name::text
                     FROM line
                     JOIN ir_module_module module ON module.name = line.name
                     JOIN ir_module_module_dependency needed
                       ON needed.module_id = module.id
                   )
            SELECT name FROM line
            """
        )
        return frozenset(name for (name,) in self.env.cr.fetchall())


class HelpdeskTicket(models.Model):
    """What other addons do when a ticket is opened or changed, the server does."""

    _inherit = "helpdesk.ticket"

    def _as_server(self):
        """Return tickets for the overrides of other addons, which reseller and client
        go through with the rights of the server.

        All that is asked of the person has been checked before, and what is stored is
        stored with the person's own rights, see :meth:`_as_person`.
        """
        tickets = not_saying(self, AS_PERSON) if says(self, AS_PERSON) else self
        if tickets.env.su or not tickets.env.user._is_party():
            return tickets
        # What was empty for the person is so for nobody else.
        tickets._forget_answers()
        # sudo: they read settings of theirs, and keep records of theirs.
        return saying(tickets.sudo(), AS_PERSON)

    def _as_before(self, tickets):
        """Return tickets that came back from the overrides of other addons, as whose
        they are: what the server was told, the person has not asked.

        :param tickets: as they came back
        """
        tickets = tickets.with_env(self.env)
        if not self.env.su and self.env.user._is_party():
            tickets._forget_answers()
        return tickets

    def _forget_answers(self):
        """Forget what other addons compute for who asks: Odoo keeps it for all who ask
        in the same transaction.
        """
        names = self._get_answered_fields()
        if self and names:
            self.invalidate_recordset(names, flush=False)

    @api.model
    @tools.ormcache()
    def _get_answered_fields(self):
        """Return the fields of other addons that may be empty for who asks."""
        line = self.env["ir.module.module"]._get_addons_of_line()
        return [
            name
            for name, field in self._fields.items()
            if line.isdisjoint(field._modules)
            and (not field.store or field.type in ("one2many", "many2many"))
        ]

    def _track_get_fields(self):
        """Track what the person can change, as ever."""
        return super(HelpdeskTicket, self._as_person())._track_get_fields()

    def _validate_fields(self, field_names, excluded_names=()):
        """Let constraints of other addons read what they ask for."""
        # sudo: a constraint holds no matter who changes the ticket.
        tickets = self.sudo() if self.env.user._is_party() else self
        return super(HelpdeskTicket, tickets)._validate_fields(
            field_names, excluded_names
        )

    def _keep_starts(self, plan):
        """Put right what other addons made of where tickets of the line start: they may
        have other teams or methods of assignment in mind.

        :param CreatePlan plan: what was settled
        """
        # sudo: who opens a ticket need not see with whom it stands.
        for index, ticket in enumerate(self.sudo()):
            settled = plan.vals_list[index]
            changed = {
                name: settled[name]
                for name in ("stage_id", "team_id", "user_id")
                if name in settled and ticket[name].id != (settled[name] or False)
            }
            if index in plan.line and changed:
                ticket._write_settled(changed)
