from . import board, news, pages, tickets, ticket_steps

#: In the order of the document.
ROUTERS = [
    pages.router,
    tickets.router,
    ticket_steps.router,
    news.router,
    board.router,
]
