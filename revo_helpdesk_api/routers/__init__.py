from starlette.routing import Match

from . import board, news, pages, tickets, ticket_steps

#: In the order of the document.
ROUTERS = [
    pages.router,
    tickets.router,
    ticket_steps.router,
    news.router,
    board.router,
]


def find_methods(path):
    """Return the methods that an address takes, of all its routes.

    :param str path: below where the interface is
    """
    scope = {"type": "http", "method": "", "path": path}
    return sorted(
        {
            method
            for router in ROUTERS
            for route in router.routes
            if route.matches(scope)[0] != Match.NONE
            for method in route.methods
        }
    )
