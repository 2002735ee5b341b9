"""What reads the same in English and in another language, rightly."""

# Names, and words that all four languages have.
_ALL = frozenset(
    {
        "App",
        "Avatar",
        "Avatar 128",
        "Back office",
        "Backlog",
        "Extra",
        "Hardware",
        "ID",
        "Kanban",
        "Logo",
        "Odoo",
        "Original",
        "Software",
        "URL",
        "Web",
        "Webhook",
        "Webhooks",
        "WhatsApp",
        "Wifi",
    }
)

# What Odoo calls languages, in each of them.
_LANGUAGES = {
    "Catalan / Català",
    "English (US)",
    "Romanian / română",
    "Spanish / Español",
}

# Odoo offers these for no translation, or the translation of an addon alone.
_FIXED = {"Copyright ©", "Documentation", "Logo of REVO", "Powered by"}

_CATALAN = {
    "Absent",
    "Secret",
    "Categories",
    "Client",
    "Client:",
    "Clients",
    "Error",
    "Individual",
    "Notes",
    "Present",
    "Text",
    "Total",
    # The stages keep the names of the manual.
    "Backlog - Client",
    "Backlog - Dev REVO",
    "Backlog - REVO Support",
    "Backlog - Reseller",
    "Canceled",
    "Confirmation - Reseller",
    "In Progress - Dev REVO",
    "In Progress - Internal Review",
    "In Progress - REVO Support",
    "In Progress - Reseller",
    "Pending Release - REVO",
    "Resolved",
}

_SPANISH = {"Error", "Roles", "Ticket", "Tickets", "Total", "alias", "tickets"}

_ROMANIAN = {
    "Secret",
    "Absent",
    "Backlog - Client",
    "Client",
    "Client:",
    "Contact",
    "Direct",
    "E-mail",
    "Email",
    "Individual",
    "Integrator",
    "Invalid",
    "Manager",
    "Text",
    "Total",
    "Valid",
    "alias",
}

ALIKE = {
    "ca": _ALL | _FIXED | _LANGUAGES | _CATALAN,
    "es": _ALL | _FIXED | _LANGUAGES | _SPANISH,
    "ro": _ALL | _FIXED | _LANGUAGES | _ROMANIAN,
}
