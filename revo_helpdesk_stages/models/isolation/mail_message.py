from odoo import models
from odoo.exceptions import AccessError, MissingError

from ...compat import check_rules
from ..context import TELLING, says

# Where a message stands. Odoo's code asks this of whatever message it is given, to ask
# then whether who brings it may read it.
_PLACE = frozenset({"model", "res_id"})

# What stands on records of the line, also beside tickets: what integrators write.
_FAMILY = "helpdesk."


class MailMessage(models.Model):
    """Odoo fetches messages as the superuser, trusting that whoever has a message has
    asked the rules: a number or a relation that leads there is enough to read it.
    """

    _inherit = "mail.message"

    def fetch(self, field_names=None):
        """Ask the rules: of every message, where a party of the line fetches; of those
        on records of the line, where staff does, or others of the portal.

        :raises AccessError: for a message that is not theirs to read
        """
        if not self or self.env.su or says(self, TELLING):
            return super().fetch(field_names)
        user = self.env.user
        if user._is_party():
            if field_names is None or not _PLACE.issuperset(field_names):
                self._check_rules_of_present()
            return super().fetch(field_names)
        # Both are kept: whoever is none is not read for it.
        if user._get_line_role() is None and user._is_internal():
            return super().fetch(field_names)
        return self._fetch_with_place(field_names, super().fetch)

    def _fetch_with_place(self, field_names, fetch):
        """Fetch, and forget again what stands on a record of the line that is not the
        user's: no more queries than Odoo's where nothing does.
        """
        fetched = fetch(field_names and {*field_names, *_PLACE})
        try:
            self._get_in_line()._check_rules_of_present()
        except AccessError:
            self.invalidate_recordset(flush=False)
            raise
        return fetched

    def _get_in_line(self):
        try:
            return self.filtered(lambda message: message._is_in_line())
        except MissingError:
            return self.exists()._get_in_line()

    def _is_in_line(self):
        # Messages outlive their model where an addon has gone.
        return bool(
            self.model and self.model.startswith(_FAMILY) and self.model in self.env
        )

    def _check_rules_of_present(self):
        try:
            check_rules(self, "read")
        except MissingError:
            # As Odoo has it elsewhere, what is gone is no error here.
            check_rules(self.exists(), "read")

    def _fetch_field(self, field):
        """Fetch nothing along with the place for a party, also where the superuser asks
        for it: what is in the memory then is read without a question.
        """
        if field.name in _PLACE and self.env.user._is_party():
            return self.fetch(_PLACE)
        return super()._fetch_field(field)
