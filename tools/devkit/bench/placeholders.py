"""Names in requests for what differs from database to database, and from day to day: a
recording holds names, a request that is sent holds ids and dates."""

import re
from datetime import date, timedelta

from ..errors import DevError

#: How a name begins in a request.
MARK = "@"

#: The keys and fields that hold ids, and of which model.
MODELS = {
    "allowed_company_ids": "res.company",
    "commercial_partner_id": "res.partner",
    "company_id": "res.company",
    "current_company_id": "res.company",
    "partner_id": "res.partner",
    "res_id": "helpdesk.ticket",
    "stage_id": "helpdesk.ticket.stage",
    "team_id": "helpdesk.ticket.team",
    "thread_id": "helpdesk.ticket",
    "uid": "res.users",
    "user_id": "res.users",
}

#: Where a context keeps the address of the page, which no method reads.
ADDRESS = ("params",)

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(| \d\d:\d\d:\d\d)")
#: A name that is a part of an address or of a statement, and no address of e-mail.
_PART = re.compile(rf"(?<=[/ ]){MARK}([a-z_.]+)")

_DAYS = re.compile(rf"{MARK}day([+-]\d+)(| \d\d:\d\d:\d\d)")


def named(request, landmarks, today):
    """Return a request with names in the place of ids and dates.

    :param dict request: its `path` and its `params`
    :param dict landmarks: ids by names such as `ticket.own`, by model
    :param date today: the day on which it was sent
    :raises DevError: for an id that has no name
    """
    names = {
        (model, id_): name
        for model, known in landmarks.items()
        for name, id_ in known.items()
    }

    def name(model, id_):
        if (model, id_) not in names:
            raise DevError(
                f"{request['path']} asks for {model} {id_}, which no landmark names."
            )
        return MARK + names[model, id_]

    def walk(value, model=None):
        if isinstance(value, dict):
            return {
                key: walk(one, MODELS.get(key.removeprefix("default_")))
                for key, one in value.items()
                if key not in ADDRESS
            }
        if isinstance(value, list):
            return _walk_list(value, model, walk)
        if isinstance(value, str) and (match := _DATE.fullmatch(value)):
            days = (date.fromisoformat(match[1]) - today).days
            return f"{MARK}day{days:+}{match[2]}"
        if model and _is_id(value):
            return name(model, value)
        return value

    params = walk(request["params"])
    # What a method is called on comes first.
    args = params.get("args")
    if args and isinstance(args[0], list) and all(map(_is_id, args[0])):
        args[0] = [name(params["model"], id_) for id_ in args[0]]
    return {"path": request["path"], "params": params}


def filled(value, landmarks, today):
    """Return a request, or a part of it, with ids and dates in the place of names.

    :param dict landmarks: as for `named`
    :param date today: the day on which it is sent
    :raises DevError: for a name that nothing has
    """
    ids = {name: id_ for known in landmarks.values() for name, id_ in known.items()}

    def walk(value):
        if isinstance(value, dict):
            return {key: walk(one) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one) for one in value]
        if not isinstance(value, str) or MARK not in value:
            return value
        if match := _DAYS.fullmatch(value):
            return f"{today + timedelta(days=int(match[1]))}{match[2]}"
        if value.startswith(MARK):
            return find(value.removeprefix(MARK))
        return _PART.sub(lambda match: str(find(match[1])), value)

    def find(name):
        if name not in ids:
            raise DevError(f"Nothing in the database is called {name}.")
        return ids[name]

    return walk(value)


def _walk_list(values, model, walk):
    # A condition of a domain: what it compares with is of the field's model.
    if len(values) == len(("field", "operator", "value")):
        field, operator, value = values
        if isinstance(field, str) and isinstance(operator, str):
            return [field, operator, walk(value, MODELS.get(field))]
    return [walk(one, model) for one in values]


def _is_id(value):
    return isinstance(value, int) and not isinstance(value, bool)
