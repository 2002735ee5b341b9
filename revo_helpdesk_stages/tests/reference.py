"""The support line as the architecture describes it, written down by hand.

What the tests compare the addon with: nothing here is read from the database or from
the addon's code.
"""

from typing import NamedTuple


class Stage(NamedTuple):
    tier: str
    waiting_on: str
    phase: str


# Section 2: the twelve stages, in the board's order.
STAGES = {
    "backlog_client": Stage("reseller", "client", "waiting"),
    "backlog_reseller": Stage("reseller", "reseller", "backlog"),
    "in_progress_reseller": Stage("reseller", "reseller", "in_progress"),
    "confirmation_reseller": Stage("reseller", "reseller", "confirmation"),
    "backlog_support": Stage("support", "support", "backlog"),
    "in_progress_support": Stage("support", "support", "in_progress"),
    "internal_review": Stage("support", "integrator", "waiting"),
    "backlog_dev": Stage("development", "development", "backlog"),
    "in_progress_dev": Stage("development", "development", "in_progress"),
    "pending_release": Stage("development", "release", "waiting"),
    "resolved": Stage("reseller", "nobody", "resolved"),
    "canceled": Stage("support", "nobody", "canceled"),
}

# The columns that are open on the board of each role; the others are strips. A manager
# looks after the vendor's desk.
OPENED = {
    "reseller": (
        "backlog_client",
        "backlog_reseller",
        "in_progress_reseller",
        "confirmation_reseller",
    ),
    "support": ("backlog_support", "in_progress_support", "internal_review"),
    "development": ("backlog_dev", "in_progress_dev", "pending_release"),
    "manager": ("backlog_support", "in_progress_support", "internal_review"),
}

_WITH_RESELLER = ("backlog_reseller", "in_progress_reseller")

# Section 3: from, to, by, requires.
_MOVES = [
    (("backlog_reseller",), ("in_progress_reseller",), "reseller", "nothing"),
    (_WITH_RESELLER, ("backlog_client",), "reseller", "client_note"),
    (("backlog_client",), ("backlog_reseller",), "reseller", "nothing"),
    (("backlog_client",), ("backlog_reseller",), "system", "nothing"),
    (("backlog_client",), ("in_progress_reseller",), "reseller", "nothing"),
    (
        ("in_progress_reseller", "confirmation_reseller"),
        ("resolved",),
        "reseller",
        "nothing",
    ),
    (
        ("backlog_client", *_WITH_RESELLER, "confirmation_reseller"),
        ("resolved",),
        "client",
        "nothing",
    ),
    (("confirmation_reseller",), ("backlog_support",), "reseller", "evidence"),
    (("backlog_support",), ("in_progress_support",), "support", "nothing"),
    (("in_progress_support",), ("backlog_reseller",), "support", "message"),
    (("in_progress_support",), ("confirmation_reseller",), "support", "message"),
    (("in_progress_support",), ("backlog_dev",), "support", "reason"),
    (("in_progress_support",), ("internal_review",), "support", "reason"),
    (("internal_review",), ("in_progress_support",), "support", "nothing"),
    (("internal_review",), ("backlog_dev",), "support", "reason"),
    (("internal_review",), ("confirmation_reseller",), "support", "message"),
    (
        ("backlog_support", "in_progress_support", "internal_review"),
        ("canceled",),
        "support",
        "reason",
    ),
    (("backlog_dev",), ("in_progress_dev",), "development", "nothing"),
    (("in_progress_dev",), ("pending_release",), "development", "nothing"),
    (
        ("backlog_dev", "in_progress_dev"),
        ("in_progress_support",),
        "development",
        "message",
    ),
    (("pending_release",), ("confirmation_reseller",), "support", "nothing"),
    (("pending_release",), ("confirmation_reseller",), "system", "nothing"),
    (("resolved",), ("backlog_reseller",), "reseller", "reason"),
    (("resolved",), ("backlog_reseller",), "client", "reason"),
    (("resolved",), ("backlog_reseller",), "system", "nothing"),
    (("canceled",), ("backlog_support",), "manager", "reason"),
]

_TABLE = {
    (source, target, role): requires
    for sources, targets, role, requires in _MOVES
    for source in sources
    for target in targets
}

ROLES = ("client", "reseller", "support", "development", "manager", "system")

# Every place a ticket can stand in: a ticket that stands, or once stood, with the
# vendor is an escalated one.
STANDINGS = [
    (code, escalated)
    for code, stage in STAGES.items()
    for escalated in ((False, True) if stage.tier == "reseller" else (True,))
    # Support has to have answered before there is something to confirm.
    if escalated or code != "confirmation_reseller"
]


def required_text(source, target, roles, escalated):
    """Return what a move asks for, ``None`` where nobody of these roles may make it.

    :param str source: code of the stage the ticket stands in
    :param str target: code of the stage to move to
    :param roles: the roles of the mover, the one that speaks first in front
    :param bool escalated: the ticket stands or stood with support or development
    """
    for role in roles:
        if role == "reseller" and source in _WITH_RESELLER:
            if target == "backlog_support":
                return "message" if escalated else "evidence"
        if (source, target, role) in _TABLE:
            return _TABLE[source, target, role]
        if role == "manager" and source != target:
            return "reason"
    return None


def open_stages(source, roles, escalated):
    """Return the codes of the stages that a ticket can move to, in the board's
    order.
    """
    return [
        target
        for target in STAGES
        if required_text(source, target, roles, escalated) is not None
    ]


# What somebody who writes the key has also written.
ALSO_WRITTEN = {"evidence": "message"}


def is_answered(requires, written):
    """Return whether the kinds of text written answer what a move asks for."""
    kinds = set(written) | {ALSO_WRITTEN.get(kind) for kind in written}
    return requires == "nothing" or requires in kinds
