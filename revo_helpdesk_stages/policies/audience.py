"""Who may read what somebody writes on a case.

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
    """Give the audience of a text that its author wrote without choosing one.

    :param str author_tier: client, reseller, support, development, manager,
        direct or system
    :param bool is_note: a note (nobody is notified), not a message
    :return: one of :data:`AUDIENCES`
    """
    return _DEFAULT_AUDIENCE.get((author_tier, is_note), "vendor")


def may_choose(author_tier, audience):
    """Tell whether somebody of this tier may write for this audience."""
    return audience in _CHOICES.get(author_tier, ())


def may_read(reader_tier, audience):
    """Tell whether somebody of this tier may read a text written for this audience."""
    reader = AUDIENCE_OF_TIER[reader_tier]
    return AUDIENCES.index(reader) >= AUDIENCES.index(audience)


def kind_of_text(author_tier, audience):
    """Name the kind of text that a move may ask for, from who wrote it for whom.

    :return: ``"client_note"``, ``"message"`` or ``None`` for what no move asks for
    """
    if author_tier in ("client", "system"):
        return None
    return {"client": "client_note", "reseller": "message"}.get(audience)
