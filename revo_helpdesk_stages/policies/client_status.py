"""What a client is told of where a ticket stands: whose move it is, in few words.

Source: "The client's back office" of the reseller manual. The vendor's teams are one to
the client, who is not told which of them works on a ticket.
"""

# In the order in which a client should look at them.
STATUSES = (
    "answer",
    "check",
    "received",
    "reseller",
    "working",
    "technical",
    "external",
    "release",
    "resolved",
    "closed",
)

# Where the next move is the client's.
YOURS = ("answer", "check")

# What says it all, no matter who the ticket waits on.
_OF_PHASE = {"confirmation": "check", "resolved": "resolved", "canceled": "closed"}

_OF_PARTY = {
    "client": "answer",
    "reseller": "reseller",
    "support": "technical",
    "integrator": "external",
    "development": "technical",
    "release": "release",
}


def client_status(pipeline, phase, waiting_on, is_closed=False, has_reseller=True):
    """Return what a client is told of a ticket.

    :param str pipeline: escalation or direct
    :param str phase: the phase of the ticket's stage
    :param str waiting_on: the party whose move it is
    :param bool is_closed: the ticket is closed for good
    :param bool has_reseller: somebody stands between the client and the vendor, who has
        passed on what is with the vendor
    :return: one of :data:`STATUSES`
    """
    if is_closed:
        return "closed"
    if phase in _OF_PHASE:
        return _OF_PHASE[phase]
    is_passed_on = has_reseller or waiting_on != "support"
    if (pipeline == "escalation" and is_passed_on) or waiting_on == "client":
        return _OF_PARTY.get(waiting_on, "working")
    return "received" if phase == "backlog" else "working"
