from datetime import timedelta

from odoo import api, fields, models

from ..locks import lock_mark, seeing_newest

# How long a form that comes again is the same one.
_HOURS = 1


class HelpdeskFormReceipt(models.TransientModel):
    """What a client's form has done: sent twice, it is done once.

    A double click, a second tab and a browser that tries again after a lost answer send
    the same form. Each page says in its forms what it knew when it was made, so that
    the same words of a later page are others.
    """

    _name = "helpdesk.form.receipt"
    _description = "Receipt of a Client's Form"
    _transient_max_hours = _HOURS

    name = fields.Char(string="Mark of the form", required=True, index=True)
    location = fields.Char(string="Page that it led to", required=True)

    @api.model
    def _do_once(self, mark, seen, act):
        """Do what a form asks for, unless it is done; who sends it meanwhile waits.

        :param str mark: of who sends it and all that is in it
        :param str seen: what its page knew; without it the same form counts once only
            while it is being done
        :param act: called without arguments; returns the page that it leads to
        :return: that page, as the first one got it
        """
        lock_mark(self.env, self._name, mark)
        with seeing_newest(self) as newest:
            done = newest._find_location(mark)
        if done and (seen or not self._find_location(mark)):
            return done
        location = act()
        self.create({"name": mark, "location": location})
        return location

    @api.model
    def _find_location(self, mark):
        since = fields.Datetime.now() - timedelta(hours=_HOURS)
        domain = [("name", "=", mark), ("create_date", ">", since)]
        return self.search(domain, order="id desc", limit=1).location
