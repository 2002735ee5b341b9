from odoo.http import request

from ..policies.form_input import to_text
from ..policies.form_mark import mark_of

#: What the page knew when it was made, in each of its forms.
SEEN = "seen"


def do_once(act):
    """Do what the present form asks for, unless it was sent before.

    :param act: called without arguments; returns the page that it leads to
    :return: that page, as the first one got it
    """
    sent = request.httprequest
    parts = [request.env.uid, sent.path]
    for name, values in sorted(sent.form.lists()):
        if name != "csrf_token":
            parts += [name, *values]
    for name, file in sorted(sent.files.items(multi=True), key=lambda item: item[0]):
        file.seek(0)
        parts += [name, file.filename, file.read()]
        file.seek(0)
    # sudo: clients have no access to what is noted of their forms.
    receipts = request.env["helpdesk.form.receipt"].sudo()
    return receipts._do_once(mark_of(*parts), to_text(sent.form.get(SEEN)), act)
