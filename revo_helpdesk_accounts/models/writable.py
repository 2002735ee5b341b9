"""Which fields of this addon a person may write on a ticket, as in the core."""

#: What staff says of a request, and a reseller of its clients'.
_SAID = frozenset(
    {
        "account_leader_id",
        "expected_result",
        "immediate_reason_id",
        "reproducible",
        "request_type",
        "screenshot",
        "steps",
        "triage_priority",
    }
)

#: ``{role: (at creation, later)}``
WRITABLE = {
    "reseller": (_SAID, _SAID | {"queue_sequence"}),
    "staff": (_SAID, _SAID | {"queue_sequence"}),
}
