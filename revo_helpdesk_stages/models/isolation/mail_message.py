from odoo import models
from odoo.exceptions import MissingError

from ...compat import check_rules
from ..context import TELLING, says

# Where a message stands. Odoo's code asks this of whatever message it is given, to ask
# then whether who brings it may read it.
_PLACE = frozenset({"model", "res_id"})


class MailMessage(models.Model):
    """Odoo fetches messages as the superuser, trusting that whoever has a message has
    asked the rules: a number or a relation that leads there is enough to read it.
    """

    _inherit = "mail.message"

    def fetch(self, field_names=None):
        """Ask the rules first, where somebody of the line fetches, or of the portal.

        :raises AccessError: for a message that is not theirs to read
        """
        is_place = field_names is not None and _PLACE.issuperset(field_names)
        if self and not is_place and self._is_held():
            try:
                check_rules(self, "read")
            except MissingError:
                # As Odoo has it elsewhere, what is gone is no error here.
                check_rules(self.exists(), "read")
        return super().fetch(field_names)

    def _is_held(self):
        """Return whether the present user gets no message that the rules keep."""
        if self.env.su or says(self, TELLING):
            return False
        user = self.env.user
        return user.share or bool(user._get_line_role())

    def _fetch_field(self, field):
        """Fetch nothing along with the place: the rest may not be the user's."""
        if field.name in _PLACE:
            return self.fetch(_PLACE)
        return super()._fetch_field(field)
