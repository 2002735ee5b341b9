"""The rows of programs, which call the API with a key."""

from .rows import CLIENT
from .screens import RESELLER

_API = "/helpdesk/api/v1"


def called():
    """Return the rows; the key of each is made while it is measured."""
    return [
        {
            "name": "create, API",
            "login": CLIENT,
            "key": "client",
            "requests": [
                {
                    "path": f"{_API}/tickets",
                    "said": {
                        "title": "It does not print",
                        "description": "It does not print.",
                        "category": "Software",
                    },
                }
            ],
        },
        {
            "name": "list of 50, API",
            "login": RESELLER,
            "key": "reseller",
            "requests": [{"path": f"{_API}/board/tickets?limit=50"}],
        },
    ]
