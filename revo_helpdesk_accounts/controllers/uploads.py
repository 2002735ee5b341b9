from odoo.http import request

from odoo.addons.revo_helpdesk_stages.policies.form_input import to_text


def read_files(name):
    """Return the files that a form brings along.

    :return: list of ``(name, content)``
    """
    files = request.httprequest.files.getlist(name)
    return [(to_text(file.filename), file.read()) for file in files if file.filename]
