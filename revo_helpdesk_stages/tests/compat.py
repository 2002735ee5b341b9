"""What the tests of Odoo 17.0 and 19.0 ask for in different ways."""

import inspect
import re
from importlib.util import find_spec

import odoo
from odoo.tools.translate import trans_export

#: How the server answers a form that it refuses with a message.
REFUSED = (400, 422)


def config_file():
    """Give the configuration file that this Odoo was started with."""
    # In 19.0 the attribute is a property that warns.
    return vars(odoo.tools.config).get("rcfile") or odoo.tools.config["config"]


def sending_switch(env):
    """Name the method of mail servers with which Odoo keeps e-mail in during tests."""
    servers = env["ir.mail_server"]
    return "_disable_send" if hasattr(servers, "_disable_send") else "_is_test_mode"


def read_groups(records, domain, groupby):
    """Group records as a board does.

    :return: the groups in their order; in each what it is grouped by, ``__fold`` and
        ``__domain``
    """
    if not hasattr(records, "formatted_read_group"):
        return records.web_read_group(domain, [groupby], [groupby])["groups"]
    board = records.with_context(read_group_expand=True, max_number_opened_groups=99)
    groups = board.web_read_group(
        domain, [groupby], auto_unfold=True, unfold_read_specification={}
    )["groups"]
    return [
        {
            **group,
            "__fold": "__records" not in group,
            "__domain": [*domain, *group["__extra_domain"]],
        }
        for group in groups
    ]


def thread_calls(model, record_id):
    """Give routes and parameters by which a page or the web client asks for a thread,
    or writes on it.
    """
    post = {"body": "Mine", "message_type": "comment"}
    by_model = {"thread_model": model, "thread_id": record_id}
    asked = ["followers", "attachments", "activities", "suggestedRecipients"]
    calls = [
        ("/mail/thread/messages", by_model),
        ("/mail/message/post", {**by_model, "post_data": post}),
    ]
    if find_spec("odoo.addons.portal.controllers.portal_thread"):
        data = ["mail.thread", {**by_model, "request_list": asked}]
        return calls + [
            ("/mail/chatter_fetch", by_model),
            ("/portal/chatter_init", by_model),
            ("/mail/thread/recipients", by_model),
            ("/mail/data", {"fetch_params": [data]}),
        ]
    by_resource = {"res_model": model, "res_id": record_id}
    return calls + [
        ("/mail/chatter_fetch", by_resource),
        ("/mail/chatter_init", by_resource),
        ("/mail/chatter_post", {**by_resource, "message": "Mine"}),
        ("/mail/thread/data", {**by_model, "request_list": asked}),
    ]


def export_terms(env, module, buffer):
    """Write the terms of a module to a buffer, as a template."""
    parameters = inspect.signature(trans_export).parameters
    source = env if "env" in parameters else env.cr
    trans_export(None, [module], buffer, "po", source)


def offered_groups(user, form):
    """Give the ids of the groups that a user's form lets choose, outside of developer
    mode.

    :param str form: external id of the form
    """
    groups = user.env["res.groups"]
    if "privilege_id" not in groups._fields:
        view = user.env.ref(form)
        arch = user.get_views([(view.id, "form")])["views"]["form"]["arch"]
        names = re.findall(r'name="(?:in_group|sel_groups)_([\d_]+)"', arch)
        return {int(number) for name in names for number in name.split("_")}
    hierarchy = groups._get_view_group_hierarchy()
    return {
        group
        for category in hierarchy["categories"]
        for privilege in category["privilege_ids"]
        for group in hierarchy["privileges"][privilege]["group_ids"]
    }
