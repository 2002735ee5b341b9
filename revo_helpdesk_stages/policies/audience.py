"""Who may read what somebody writes on a ticket.

Source: "Difference between adding a note and sending a message" of the reseller manual,
and section 5 of the architecture.
"""

# Each audience includes the ones after it.
AUDIENCES = ("client", "reseller", "vendor")

# The audience that a person of each tier belongs to.
AUDIENCE_OF_TIER = {
    "client": "client",
    "reseller": "reseller",
    "support": "vendor",
    "development": "vendor",
    "manager": "vendor",
    "direct": "vendor",
    "system": "vendor",
}

# Whose change the vendor alone is told: a reseller who takes a ticket over need not
# know who had it.
VENDOR_FIELDS = {"reseller_team_id", "project_id", "task_id", "milestone_id"}

# (who writes, is it a note) -> who reads. What is not here is the vendor's alone.
_DEFAULT_AUDIENCE = {
    ("client", True): "client",
    ("client", False): "client",
    ("reseller", True): "client",
    ("reseller", False): "reseller",
    ("support", True): "vendor",
    ("support", False): "reseller",
    ("development", True): "vendor",
    ("development", False): "reseller",
    ("manager", True): "vendor",
    ("manager", False): "reseller",
    ("direct", True): "vendor",
    ("direct", False): "client",
}

# What somebody may choose on purpose, for instance a summary for development alone.
_CHOICES = {
    "client": {"client"},
    "reseller": {"client", "reseller"},
    "support": {"reseller", "vendor"},
    "development": {"reseller", "vendor"},
    "manager": set(AUDIENCES),
    "direct": {"client", "vendor"},
    "system": set(AUDIENCES),
}


def default_audience(author_tier, is_note):
    """Return the audience of a text that its author wrote without choosing one.

    :param str author_tier: client, reseller, support, development, manager,
        direct or system
    :param bool is_note: a note (nobody is notified), not a message
    :return: one of :data:`AUDIENCES`
    """
    return _DEFAULT_AUDIENCE.get((author_tier, is_note), "vendor")


def may_choose(author_tier, audience):
    """Return whether somebody of this tier may write for this audience."""
    return audience in _CHOICES.get(author_tier, ())


def may_read(reader, audience):
    """Return whether who belongs to one audience may read a text for another.

    :param str reader: the audience that the reader belongs to
    :param str audience: the one that the text was written for
    """
    return AUDIENCES.index(reader) >= AUDIENCES.index(audience)


def widest(audiences):
    """Return the audience with most readers, ``None`` where there is none."""
    return min(audiences, key=AUDIENCES.index, default=None)


def narrowest(audiences):
    """Return the audience with fewest readers; what has none is the vendor's."""
    return max((name or "vendor" for name in audiences), key=AUDIENCES.index)


def audience_of_log(actor, fields):
    """Return the audience of what Odoo itself writes when somebody acts.

    Nobody chose readers for it. A reseller sees on its board what changed, so it reads
    of the changes; what else the vendor's people do, a closed activity or a mail that
    went out, is theirs.

    :param str actor: the audience that the person who acts belongs to
    :param fields: names of the fields whose change is told; empty for other logs
    """
    if fields:
        return "vendor" if VENDOR_FIELDS & set(fields) else "reseller"
    return actor


def kind_of_text(author_tier, audience):
    """Name the kind of text that a move may ask for, from who wrote it for whom.

    :return: ``"client_note"``, ``"message"`` or ``None`` for what no move asks for
    """
    if author_tier in ("client", "system"):
        return None
    return {"client": "client_note", "reseller": "message"}.get(audience)
