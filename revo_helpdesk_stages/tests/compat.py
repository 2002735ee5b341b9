"""What the tests of Odoo 17.0 and 19.0 ask for in different ways."""

import inspect
import re
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from importlib.util import find_spec
from unittest.mock import patch

import odoo
from odoo.tests.common import ChromeBrowser
from odoo.tools.translate import trans_export

#: What belongs to a user in 17.0, and to everybody in 19.0.
SHARED = (
    {"web_tour.tour": "the tours of the web client, for everybody"}
    if find_spec("odoo.orm")
    else {}
)

#: Guards of ours that Odoo itself has in 19.0.
HELD_BY_ODOO = (
    {"base.onchange", "base.default_get"} if find_spec("odoo.orm") else frozenset()
)

#: What logs a domain that cannot be searched; 19.0 has a logger of another name.
DOMAIN_LOGGER = "odoo.domains" if find_spec("odoo.orm") else "odoo.osv.expression"

#: What only the screens of the other series call, of methods that both have.
CALLED_ELSEWHERE = (
    {
        ("any model", "check_access_rights"),
        ("helpdesk.ticket", "message_unsubscribe"),
        ("mail.activity", "action_done_schedule_next"),
    }
    if find_spec("odoo.orm")
    else frozenset()
)

#: Where the site takes what a client says of itself.
ACCOUNT_ROUTE = "/my/address/submit" if find_spec("odoo.orm") else "/my/account"

#: How people open a conversation of several.
OPENING_A_GROUP = "_create_group" if find_spec("odoo.orm") else "create_group"

#: The wizard that adds followers.
INVITING = (
    "mail.followers.edit"
    if find_spec("odoo.addons.mail.wizard.mail_followers_edit")
    else "mail.wizard.invite"
)

#: What whole calls of the web client cost, in queries.
EVERYDAY_COSTS = (
    {
        "open, reseller": 33,
        "open, client": 47,
        "move, reseller": 18,
        "move, support": 18,
        "hand over and assign": 63,
        "assign": 27,
        "edit the title": 23,
        "answer, client": 50,
    }
    if find_spec("odoo.orm")
    else {
        "open, reseller": 34,
        "open, client": 73,
        "move, reseller": 18,
        "move, support": 18,
        "hand over and assign": 82,
        "assign": 27,
        "edit the title": 22,
        "answer, client": 71,
    }
)

#: A form's address says that nothing was sent; 19.0 takes it for one with a token.
TELLS_UNSENT = not find_spec("odoo.orm")

#: How the server answers a form that it refuses with a message.
REFUSED = (400, 422)


def config_file():
    """Return the configuration file that this Odoo was started with."""
    # In 19.0 the attribute is a property that warns.
    return vars(odoo.tools.config).get("rcfile") or odoo.tools.config["config"]


def absence(env):
    """Return the values of a user who is away; 17.0 has no answers for them."""
    if "out_of_office_message" not in env["res.users"]._fields:
        return {}
    return {"out_of_office_from": env.cr.now(), "out_of_office_message": "I am away."}


@contextmanager
def own_cursors(case):
    """Make cursors that are opened meanwhile parts of a test's own transaction."""
    if hasattr(case, "enter_registry_test_mode"):
        with case.enter_registry_test_mode():
            yield
        return
    case.env.flush_all()
    # A test of requests is in that mode from its beginning.
    enters = not case.registry.in_test_mode()
    if enters:
        case.registry.enter_test_mode(case.env.cr)
    try:
        yield
    finally:
        if enters:
            case.registry.leave_test_mode()
        case.env.invalidate_all()


@contextmanager
def narrow_pages(case):
    """Make pages as narrow as a test says meanwhile, as 19.0 does by itself: no window
    of Chromium is narrower than 500 px.

    :param case: test of requests, with its ``browser_size``
    """
    width, height = (
        int(size) for size in case.browser_size.replace("x", ",").split(",")
    )
    if width >= 500 or find_spec("odoo.orm"):
        yield
        return
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    navigate = ChromeBrowser.navigate_to

    def navigate_to(browser, *args, **kwargs):
        browser._websocket_request("Emulation.setDeviceMetricsOverride", params=size)
        return navigate(browser, *args, **kwargs)

    with patch.object(ChromeBrowser, "navigate_to", navigate_to):
        yield


def own_requests(case):
    """Let the server answer requests that a test sends by itself meanwhile: 19.0 knows
    those of a test by a cookie.

    :param case: test of requests
    :return: context manager
    """
    return getattr(case, "allow_requests", nullcontext)()


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
    """Return routes and parameters by which a page or the web client asks for a thread,
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


def grouping(records, domain, groupby):
    """Return method and arguments that group records by RPC."""
    if hasattr(records, "formatted_read_group"):
        return "formatted_read_group", [domain, [groupby], ["__count"]]
    return "read_group", [domain, [groupby], [groupby]]


def group_values(model, name, limit):
    """Group all records by a field and gather its values, as RPC may."""
    # In 19.0 the method of 17.0 is deprecated.
    if hasattr(model, "formatted_read_group"):
        return model.formatted_read_group([], [name], [f"{name}:array_agg"])
    return model.read_group([], [f"{name}:array_agg"], [name], limit=limit)


def _takes_parameters_together():
    """Return whether routes of mail take what to fetch or update as one parameter."""
    return bool(find_spec("odoo.addons.portal.controllers.portal_thread"))


def searching(text):
    """Return the parameters with which a mailbox is searched."""
    params = {"search_term": text}
    return {"fetch_params": params} if _takes_parameters_together() else params


def updating(text):
    """Return the parameters with which a message is edited."""
    params = {"body": text, "attachment_ids": []}
    return {"update_data": params} if _takes_parameters_together() else params


def looking_up(address, record):
    """Return the parameters with which the composer looks an address up."""
    params = {"emails": [address]}
    if _takes_parameters_together():
        params.update(thread_model=record._name, thread_id=record.id)
    return params


def starting_calls():
    """Return routes and parameters that the web client calls when it starts."""
    if _takes_parameters_together():
        asked = ["init_messaging", "failures", "systray_get_activities"]
        return [("/mail/data", {"fetch_params": asked})]
    return [("/mail/init_messaging", {}), ("/mail/load_message_failures", {})]


def offer_categories(company):
    """Let the site's form ask for a category, as it always does in 17.0."""
    if "helpdesk_mgmt_portal_select_category" in company._fields:
        company.helpdesk_mgmt_portal_select_category = True


def export_terms(env, module, buffer):
    """Write the terms of a module to a buffer, as a template."""
    parameters = inspect.signature(trans_export).parameters
    source = env if "env" in parameters else env.cr
    trans_export(None, [module], buffer, "po", source)


def offered_groups(user, form):
    """Return the ids of the groups that a user's form lets choose, outside of developer
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


def has_bearer():
    """Return whether programs may call with a key alone."""
    return bool(find_spec("odoo.addons.rpc"))


def create_key(user):
    """Return a new key for a user's programs."""
    keys = user.env["res.users.apikeys"].with_user(user)
    parameters = inspect.signature(keys._generate).parameters
    until = [datetime.now() + timedelta(days=1)] if len(parameters) > 2 else []
    return keys._generate(None, "A key", *until)
