"""What Odoo 17.0 and 19.0 call by different names.

The rest of the addon is the same in both series and never asks which one it runs in.
"""

from datetime import date
from importlib.util import find_spec

from odoo import api, models
from odoo.tools import SQL

if find_spec("odoo.orm"):
    from odoo.fields import Domain
else:
    Domain = None

_CHECKS_ACCESS = hasattr(models.BaseModel, "check_access")


def check_access(model, operation):
    """Check that the user may do something with records of a model at all.

    :param model: recordset, whichever of the model
    :param str operation: read, write, create or unlink
    :raises AccessError: if no access right grants it
    """
    if _CHECKS_ACCESS:
        model.browse().check_access(operation)
    else:
        model.check_access_rights(operation)


def may_access(model, operation):
    """Return whether the user may do something with records of a model at all, without
    a word of why not.

    :param model: recordset, whichever of the model
    :param str operation: read, write, create or unlink
    """
    if _CHECKS_ACCESS:
        return model.browse().has_access(operation)
    return model.check_access_rights(operation, raise_exception=False)


def check_rules(records, operation):
    """Check that the rules let the user do something with these records.

    :param str operation: read, write, create or unlink
    :raises AccessError: where a rule keeps the user from one of them
    """
    if _CHECKS_ACCESS:
        records.check_access(operation)
    else:
        records.check_access_rule(operation)


def check_rights(records, operation):
    """Check that the user may do something with these records: with the model at all,
    and by its rules.

    :param str operation: read, write, create or unlink
    :raises AccessError: where a right or a rule keeps the user from it
    """
    check_access(records, operation)
    check_rules(records, operation)


def users_of(group):
    """Return the users in a group, those included who are in it by another group.

    :param group: res.groups record
    """
    return group["all_user_ids" if "all_user_ids" in group._fields else "users"]


def names_groups(vals):
    """Return whether values of users change their groups. The form of 17.0 has a field
    for each.
    """
    return any(
        name in ("group_ids", "groups_id")
        or name.startswith(("in_group_", "sel_groups_"))
        for name in vals
    )


def names_users(vals):
    """Return whether values of groups change who is in them."""
    return not {"implied_ids", "user_ids", "users"}.isdisjoint(vals)


def groups_of(users):
    """Return the groups that users are in, those included which another group implies.

    :param users: res.users recordset
    """
    return users["all_group_ids" if "all_group_ids" in users._fields else "groups_id"]


def with_implied(groups):
    """Return groups with all that they imply.

    :param groups: res.groups recordset
    """
    name = "all_implied_ids" if "all_implied_ids" in groups._fields else None
    return groups | groups.mapped(name or "trans_implied_ids")


def app_of(group):
    """Return of which application a group is a level, as a record; empty for none.

    :param group: res.groups record
    """
    return group["privilege_id" if "privilege_id" in group._fields else "category_id"]


def dates_of(line):
    """Return on which dates a line of working hours begins and ends to count.

    :param line: resource.calendar.attendance record
    """
    if "date_from" not in line._fields:
        return (date.min, date.max)
    return (line.date_from or date.min, line.date_to or date.max)


def ask_relations(model, domain):
    """Settle what a domain asks of related records under the rules of the user.

    For a search that Odoo goes on with as the superuser, as 19.0 does.
    """
    if not Domain:
        return domain

    def ask(condition):
        if condition.operator not in ("any", "not any"):
            return condition
        found = condition.value
        if isinstance(found, Domain):
            related = model.env[model._fields[condition.field_expr].comodel_name]
            found = related._search(found, active_test=False)
        return Domain(condition.field_expr, condition.operator, found)

    return Domain(domain).optimize(model).map_conditions(ask)


def and_domains(first, second):
    """Return the domain that asks for both.

    :param list first: a domain
    :param second: a domain as the series has it, ``None`` or empty for no condition
    """
    if Domain:
        return Domain(first) & Domain(second or [])
    return first + list(second or [])


def returning_id(method):
    """Let a method that returns a record tell its number to who calls from outside."""
    if not hasattr(api, "returns"):
        return method
    return api.returns("self", lambda value: value.id)(method)


def append_to_query(query, more):
    """Return a query of Odoo's that goes on with another.

    :param query: SQL, or in 17.0 a text with its values
    :param more: SQL
    """
    if isinstance(query, tuple):
        text, values = query
        return text + more.code, [*values, *more.params]
    return SQL("%s %s", query, more)


def send_to_bus(env, notifications):
    """Put notifications on the bus, to be sent when the transaction is stored.

    :param list notifications: ``(channel, type, payload)`` each
    """
    bus = env["bus.bus"]
    if hasattr(bus, "_sendmany"):
        bus._sendmany(notifications)
    else:
        for notification in notifications:
            bus._sendone(*notification)


def base_mail_values(thread, message, recipients, **values):
    """Return what the e-mails about a message to some recipients have in common.

    :param thread: the document, a record of a model with messages
    :param list recipients: as Odoo describes them
    :param values: of mail.mail, on top
    """
    # 19.0 asks for the recipients, too.
    given = [recipients] if Domain else []
    return thread._notify_by_email_get_base_mail_values(
        message, *given, additional_values=values
    )


def title_of(partner):
    """Return how somebody is titled, as written on the contact; 19.0 knows no titles.

    :return: the name of the title and its short form, perhaps empty
    """
    if "title" not in partner._fields:
        return ("", "")
    return (partner.title.name or "", partner.title.shortcut or "")


def offers_categories(company):
    """Return whether the site lets clients choose a category: in 17.0 always."""
    name = "helpdesk_mgmt_portal_select_category"
    return name not in company._fields or company[name]


def invitation_link(partner):
    """Return a link with which somebody chooses a password, as in Odoo's invitation.

    :param partner: res.partner record with sudo, of a user
    """
    kind = "signup" if hasattr(partner, "_generate_signup_token") else "reset"
    partner.signup_prepare(signup_type=kind)
    links = partner.with_context(create_user=True)._get_signup_url_for_action()
    return links[partner.id]
