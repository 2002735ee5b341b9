from odoo import _, api, models
from odoo.exceptions import UserError

from ...policies import sizes

_TEXTS = {"char", "html", "text"}
# What staff writes where resellers and clients read it. Elsewhere, as in a page of the
# site, the vendor's people write as long as they like.
_SHARED = {"discuss.channel", "mail.activity", "mail.compose.message", "mail.message"}


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _check_text_sizes(self, vals_list):
        """Check that texts by people of the line can be read, in whatever model.

        :raises UserError: for a longer one
        """
        if self.env.su or not any(map(self._has_long_text, vals_list)):
            return
        role = self.env.user._get_line_role()
        is_shared = self._name in _SHARED or self._name.startswith("helpdesk.")
        if role and (is_shared or role != "staff"):
            self._refuse_long_text(vals_list)

    @api.model
    def _has_long_text(self, vals):
        """Return whether one of some values of this model is longer than a text may
        be.
        """
        # What is short in characters is it in bytes; most is.
        return any(
            isinstance(value, str)
            and len(value) * 4 > sizes.TEXT
            and self._is_text(name)
            and sizes.is_long(value)
            for name, value in vals.items()
        )

    @api.model
    def _is_text(self, name):
        return name in self._fields and self._fields[name].type in _TEXTS

    @api.model
    def _refuse_long_text(self, vals_list):
        """Say which of the texts is too long.

        :raises UserError: always
        """
        name, value = max(
            ((n, v) for vals in vals_list for n, v in vals.items() if self._is_text(n)),
            key=lambda pair: sizes.weigh(pair[1]),
        )
        label = self._fields[name]._description_string(self.env)
        raise UserError(self._get_long_text(label, value))

    @api.model
    def _get_long_text(self, label, value):
        return _(
            "“%(label)s” is too long: %(size)s kB, and %(most)s kB can be stored. Say "
            "it in short, and attach the rest as a file.",
            label=label,
            size=-(-sizes.weigh(value) // 1000),
            most=sizes.TEXT // 1000,
        )


class HelpdeskTicket(models.Model):
    """How long the texts of a ticket may be, whoever writes them and by whichever way.

    Longer e-mails have been made shorter before they come here.
    """

    _inherit = "helpdesk.ticket"

    @api.model
    def _check_sizes(self, vals_list):
        """Check that the title and the texts of tickets can be read.

        :raises UserError: for a longer one
        """
        for vals in vals_list:
            if sizes.is_long_title(vals.get("name")):
                raise UserError(
                    _(
                        "The title is too long: %(length)s characters, and %(most)s "
                        "can be read in a list. Say it in short, and the rest in the "
                        "description.",
                        length=len(vals["name"]),
                        most=sizes.TITLE,
                    )
                )
            if self._has_long_text(vals):
                self._refuse_long_text([vals])
            properties = vals.get("properties")
            if sizes.is_long(properties):
                label = self._fields["properties"]._description_string(self.env)
                raise UserError(self._get_long_text(label, properties))

    @api.model
    def _check_post_size(self, kwargs):
        """Check that a text that is to be posted can be read.

        :param dict kwargs: as given to ``message_post``
        :raises UserError: for a longer one
        """
        if sizes.is_long_without_pictures(kwargs.get("body")):
            raise UserError(self._get_long_text(_("Text"), kwargs["body"]))
        subject = kwargs.get("subject")
        if sizes.is_long_subject(subject):
            raise UserError(self._get_long_text(_("Subject"), subject))

    @api.model
    def _check_typed_size(self, text):
        """Check what a client has typed on the site, before it is made a page of.

        :raises UserError: for a text that is too long
        """
        if sizes.is_long(text):
            raise UserError(self._get_long_text(_("Text"), text))
